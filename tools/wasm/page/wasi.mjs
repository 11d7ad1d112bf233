// As much of WASI (preview 1) as a program needs that prints, tells the time, sleeps, and ends: for a browser, where a
// program has no files. Whatever else it asks for it is told that this does not exist.
const SUCCESS = 0, BADF = 8, NOSYS = 52, SPIPE = 70;
const STDOUT = 1, STDERR = 2;
const CHARACTER_DEVICE = 2;

class Exit {
  constructor(code) { this.code = code; }
}

// The functions, over the memory that memory() returns. print(text, stream) gets what the program writes, the stream 1 or 2.
function functions(memory, print) {
  const view = () => new DataView(memory().buffer);
  const nothing = (count, bytes) => {
    view().setUint32(count, 0, true);
    view().setUint32(bytes, 0, true);
    return SUCCESS;
  };
  const decoders = { [STDOUT]: new TextDecoder(), [STDERR]: new TextDecoder() };
  // Of the epoch, or since the page was opened.
  const nanoseconds = clock => BigInt(Math.round((clock === 0 ? Date.now() : performance.now()) * 1e6));

  // Nothing lets a thread of a browser sleep for a time without a memory that it shares: it waits awake.
  const wait_until = time => {
    while (nanoseconds(1) < time);
  };

  return {
    args_sizes_get: nothing,
    args_get: () => SUCCESS,
    environ_sizes_get: nothing,
    environ_get: () => SUCCESS,
    clock_time_get(clock, _precision, at) {
      view().setBigUint64(at, nanoseconds(clock), true);
      return SUCCESS;
    },
    fd_close: () => SUCCESS,
    fd_fdstat_get(fd, at) {
      if (fd > STDERR) return BADF;
      new Uint8Array(memory().buffer, at, 24).fill(0);
      view().setUint8(at, CHARACTER_DEVICE);
      // All rights but to seek and to tell: the C library then takes it for a terminal.
      view().setBigUint64(at + 8, 0xffff_ffffn & ~0x24n, true);
      return SUCCESS;
    },
    fd_seek: () => SPIPE,
    fd_write(fd, vectors, count, written) {
      if (fd !== STDOUT && fd !== STDERR) return BADF;
      let total = 0;
      for (let each = vectors; each < vectors + count * 8; each += 8) {
        const size = view().getUint32(each + 4, true);
        print(decoders[fd].decode(new Uint8Array(memory().buffer, view().getUint32(each, true), size), { stream: true }), fd);
        total += size;
      }
      view().setUint32(written, total, true);
      return SUCCESS;
    },
    // One subscription to a clock, as nanosleep() makes it; event by event it has no more to say than that it is over.
    poll_oneoff(subscriptions, events, count, happened) {
      if (count !== 1 || view().getUint8(subscriptions + 8) !== 0) return NOSYS;
      const clock = view().getUint32(subscriptions + 16, true);
      const timeout = view().getBigUint64(subscriptions + 24, true);
      const absolute = view().getUint16(subscriptions + 40, true) & 1;
      wait_until(nanoseconds(1) + (absolute ? timeout - nanoseconds(clock) : timeout));
      new Uint8Array(memory().buffer, events, 32).fill(0);
      view().setBigUint64(events, view().getBigUint64(subscriptions, true), true);
      view().setUint32(happened, 1, true);
      return SUCCESS;
    },
    proc_exit(code) { throw new Exit(code); },
  };
}

// Runs a WebAssembly.Module to its end and returns its exit code.
export async function run(module, print) {
  let instance;
  const known = functions(() => instance.exports.memory, print);
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module))
    (imports[from] ??= {})[name] = known[name] ?? (() => NOSYS);
  instance = await WebAssembly.instantiate(module, imports);
  try {
    instance.exports._start();
    return 0;
  } catch (end) {
    if (end instanceof Exit) return end.code;
    throw end;
  }
}
