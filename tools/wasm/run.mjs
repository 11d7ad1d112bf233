// Runs a program of WebAssembly with WASI in node: node tools/wasm/run.mjs PROGRAM.wasm [ARGUMENT...]. Its exit code is the
// program's.
import fs from 'node:fs';
import { WASI } from 'node:wasi';

const [program, ...rest] = process.argv.slice(2);
if (!program || program.startsWith('-')) {
  console.error('usage: node tools/wasm/run.mjs PROGRAM.wasm [ARGUMENT...]');
  process.exit(2);
}
const wasi = new WASI({ version: 'preview1', args: [program, ...rest], env: {}, preopens: { '/': '/' }, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(fs.readFileSync(program), wasi.getImportObject());
process.exitCode = wasi.start(instance);
