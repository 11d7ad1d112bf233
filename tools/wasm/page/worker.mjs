// Runs the program of the page beside it, so that the page stays alive while the program sleeps.
import { run } from './wasi.mjs';

const loaded = WebAssembly.compileStreaming(fetch('program.wasm'));
self.onmessage = async () => {
  try {
    const code = await run(await loaded, text => self.postMessage({ text }));
    self.postMessage({ code });
  } catch (fault) {
    self.postMessage({ fault: String(fault) });
  }
};
loaded.then(() => self.postMessage({ ready: true }), fault => self.postMessage({ fault: `the program could not be loaded: ${fault}` }));
