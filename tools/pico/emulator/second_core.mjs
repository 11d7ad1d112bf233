// Why: rp2040js 1.4.1 has one processor, the number of which is always 0, and no FIFO. Here is core 1, made of the same
// class, with all that each core has for itself: interrupts, SysTick, divider, interpolators, number and its end of the FIFOs.
import { add_sevonpend } from './events.mjs';

const FIFO_DEPTH = 8;
const CPUID = 0x00, FIFO_STATUS = 0x50, FIFO_WRITE = 0x54, FIFO_READ = 0x58;  // of SIO
const VALID = 1, READY = 2, READ_EMPTY = 8;
const PSM = 0x40010;
const CORE1_OFF = 0x10000;

// Adds core 1 to `cores`. It stays in the boot ROM's loop (RP2040's datasheet, 2.8.2), which is done here, until core 0 has
// told it where to start.
export function add_second_core(chip, cores) {
  const core = new chip.core.constructor(chip);
  core.setInterrupt = chip.core.setInterrupt;
  cores.push(core);
  const own = cores.map((each, i) => ({ core: each, sio: chip.sio, ppb: chip.ppb, fifo: [], status: 0, irq: 15 + i }));
  own[1].ppb = new chip.ppb.constructor(chip, 'PPB of core 1');
  add_sevonpend(own[1].ppb);
  own[1].sio = view_of_sio(chip.sio);
  // SysTick's alarm may come while the other core is selected.
  for (const { core: mine, ppb } of own) ppb.rp2040 = Object.create(chip, { core: { value: mine } });

  const loop = boot_loop(core, (word) => send(own[0], word));
  core.off = true;
  own.forEach((me, i) => {
    const give = (word) => (i === 0 && core.off ? loop.take(word >>> 0) : send(own[1 - i], word));
    connect_fifo(me, own[1 - i], i, give);
  });
  watch_power(chip, own, loop);
  chip.setInterrupt = (irq, value) => cores.forEach((each) => each.setInterrupt(irq, value));
  // Which core the chip's registers are read by.
  chip.select = (i) => {
    chip.core = own[i].core;
    chip.sio = own[i].sio;
    chip.ppb = own[i].ppb;
  };
}

// Core 1's SIO: pins and spin locks are core 0's, the divider and the interpolators are its own.
function view_of_sio(first) {
  const second = Object.create(first);
  for (const shared of ['spinLock', 'gpioValue', 'gpioOutputEnable', 'qspiGpioValue', 'qspiGpioOutputEnable'])
    Object.defineProperty(second, shared, {
      get: () => first[shared],
      set(value) {
        first[shared] = value;
      },
    });
  for (const state of ['divDividend', 'divDivisor', 'divQuotient', 'divRemainder', 'divCSR']) second[state] = first[state];
  for (const name of ['interp0', 'interp1']) second[name] = new first[name].constructor(first[name].index);
  return second;
}

const interrupt = (me) => me.core.setInterrupt(me.irq, me.fifo.length > 0 || me.status !== 0);

function send(to, word) {
  if (to.fifo.length < FIFO_DEPTH) to.fifo.push(word >>> 0);
  interrupt(to);
}

function connect_fifo(me, other, number, give) {
  const { readUint32, writeUint32 } = me.sio;
  me.sio.readUint32 = function (offset) {
    if (offset === CPUID) return number;
    if (offset === FIFO_STATUS)
      return (me.fifo.length ? VALID : 0) | (other.fifo.length < FIFO_DEPTH ? READY : 0) | me.status;
    if (offset !== FIFO_READ) return readUint32.call(this, offset);
    if (!me.fifo.length) me.status |= READ_EMPTY;
    const word = me.fifo.shift() ?? 0;
    interrupt(me);
    return word;
  };
  me.sio.writeUint32 = function (offset, value) {
    if (offset === FIFO_WRITE) return give(value);
    if (offset !== FIFO_STATUS) return writeUint32.call(this, offset, value);
    me.status = 0;
    interrupt(me);
  };
}

// Where what core 1 is told to do returns to: the boot ROM's loop again. Nothing else runs there.
const LOOP = 0;
// A core as it comes out of reset; of its registers, none counts.
const RESET = {
  PM: false, IPSR: 0, currentMode: 0, SPSEL: 0, nPRIV: false, eventRegistered: false, interruptNMIMask: 0, pendingInterrupts: 0,
  enabledInterrupts: 0, interruptPriorities: [0xffffffff, 0, 0, 0], pendingNMI: false, pendingPendSV: false,
  pendingSVCall: false, pendingSystick: false, interruptsUpdated: false, pending_is_event: false, SHPR2: 0, SHPR3: 0,
};

// Core 1 sends back each word that is as it should be: 0, 0, 1, the vector table, the stack, where to begin.
function boot_loop(core, reply) {
  let told = [];
  const execute = core.executeInstruction;
  core.executeInstruction = function () {
    if (this.PC !== LOOP) return execute.call(this);
    this.off = true;
    return 0;
  };
  return {
    forget() {
      told = [];
    },
    take(word) {
      const wanted = [0, 0, 1][told.length];
      if (wanted !== undefined && word !== wanted) {
        told = [];
        return;
      }
      told.push(word);
      reply(word);
      if (told.length < 6) return;
      [core.VTOR, core.SP] = told.slice(3, 5);
      core.PC = told[5] & ~1;
      core.LR = LOOP | 1;
      core.off = core.waiting = false;
      told = [];
    },
  };
}

// The power-on state machine turns core 1 off and on again.
function watch_power(chip, own, loop) {
  const psm = chip.peripherals[PSM];
  const write = psm.writeUint32;
  psm.writeUint32 = function (offset, value) {
    const before = this.frceOff;
    write.call(this, offset, value);
    if (this.frceOff & ~before & CORE1_OFF) {
      Object.assign(own[1].core, { off: true, ...RESET, interruptPriorities: [...RESET.interruptPriorities] });
      own[1].fifo.length = 0;
      loop.forget();
    }
    if (before & ~this.frceOff & CORE1_OFF) send(own[0], 0);
  };
}
