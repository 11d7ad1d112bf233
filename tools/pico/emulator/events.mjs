// Why: rp2040js 1.4.1 takes an interrupt that ends wfi though PRIMASK holds it off, sleeps on when one was pending before
// wfi, does nothing at sev, and wakes nobody from wfe by it, nor has it SEVONPEND. Here they are as the architecture (ARMv6-M)
// has them, but for priorities: a handler that waits is woken by whatever comes.

// Returns the list of cores, to which second_core.mjs adds one.
export function correct_events(chip) {
  const cores = [chip.core];
  chip.core.setInterrupt = function (irq, value) {
    if (!value) {
      this.pendingInterrupts &= ~(1 << irq);
      return;
    }
    const is_new = !(this.pendingInterrupts & (1 << irq));
    this.pendingInterrupts |= 1 << irq;
    this.interruptsUpdated = true;
    if (is_new && this.pending_is_event) signal(this);
  };
  add_sevonpend(chip.ppb);
  // sev is told to nobody but the log.
  const log = chip.logger;
  chip.logger = {
    debug() {},
    warn: (...what) => log.warn(...what),
    error: (...what) => log.error(...what),
    info(_, text) {
      if (text === 'SEV') cores.forEach(signal);
    },
  };
  return cores;
}

// Of one core: its system control register, of which it has this bit.
const SCR = 0xd10, SEVONPEND = 0x10;
export function add_sevonpend(ppb) {
  const { readUint32, writeUint32 } = ppb;
  ppb.readUint32 = function (offset) {
    return offset === SCR ? (this.rp2040.core.pending_is_event ? SEVONPEND : 0) : readUint32.call(this, offset);
  };
  ppb.writeUint32 = function (offset, value) {
    if (offset !== SCR) return writeUint32.call(this, offset, value);
    this.rp2040.core.pending_is_event = (value & SEVONPEND) !== 0;
  };
}

function signal(core) {
  if (core.waiting && core.waits_for_event) core.waiting = false;
  else core.eventRegistered = true;
}

// Whether an interrupt ends what a core waits by: wfi even while PRIMASK holds it off, wfe only when it will be taken.
export const has_interrupt = (core) =>
  (core.pendingSystick || core.pendingPendSV || (core.pendingInterrupts & core.enabledInterrupts) !== 0) &&
  !(core.waits_for_event && core.PM);

// By the instruction that made it wait: wfe, or wfi.
export function note_what_it_waits_for(chip, core) {
  core.waits_for_event = chip.readUint16(core.PC - 2) === 0xbf20;
}
