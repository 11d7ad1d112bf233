// Why: rp2040js 1.4.1 takes an interrupt that ends wfi though PRIMASK holds it off, sleeps on when one was pending before
// wfi, does nothing at sev, and wakes nobody from wfe by it. Here they are as the architecture (ARMv6-M) has them.

// Returns the list of cores, to which second_core.mjs adds one.
export function correct_events(chip) {
  const cores = [chip.core];
  chip.core.setInterrupt = function (irq, value) {
    if (!value) {
      this.pendingInterrupts &= ~(1 << irq);
      return;
    }
    this.pendingInterrupts |= 1 << irq;
    this.interruptsUpdated = true;
  };
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

function signal(core) {
  if (core.waiting && core.waits_for_event) core.waiting = false;
  else core.eventRegistered = true;
}

// Whether what a core waits for has come.
export const has_interrupt = (core) =>
  core.pendingSystick || core.pendingPendSV || (core.pendingInterrupts & core.enabledInterrupts) !== 0;

// By the instruction that made it wait: wfe, or wfi.
export function note_what_it_waits_for(chip, core) {
  core.waits_for_event = chip.readUint16(core.PC - 2) === 0xbf20;
}
