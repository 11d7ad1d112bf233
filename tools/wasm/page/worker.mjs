// Runs the program of the page beside it, so that the page stays alive while the program sleeps.
import { run } from './wasi.mjs';

const module = await WebAssembly.compileStreaming(fetch('program.wasm'));
self.onmessage = async () => {
  try {
    const code = await run(module, text => self.postMessage({ text }));
    self.postMessage({ code });
  } catch (fault) {
    self.postMessage({ fault: String(fault) });
  }
};
self.postMessage({ ready: true });
