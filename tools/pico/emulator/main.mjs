// Runs an image of a Raspberry Pi Pico in rp2040js; --help says how.
import fs from 'node:fs';
import { ConsoleLogger, LogLevel, RP2040 } from 'rp2040js';
import { install_boot_rom } from './boot_rom.mjs';
import { correct_events, has_interrupt, note_what_it_waits_for } from './events.mjs';
import { load } from './image.mjs';
import { read_options, refuse } from './options.mjs';
import { add_second_core } from './second_core.mjs';
import { usb_console } from './usb.mjs';

const options = read_options();

// --- the chip

const WATCHDOG = 0x40058;
const chip = new RP2040();
chip.logger = new ConsoleLogger(LogLevel.Error);
const rom_call = options.rom ? undefined : install_boot_rom(chip);
if (options.rom) chip.loadBootrom(new Uint32Array(new Uint8Array(options.rom).buffer));
const { keep_flash: kept } = options;
if (kept && fs.existsSync(kept)) chip.flash.set(fs.readFileSync(kept));
try {
  load(chip, options.image);
} catch (why) {
  refuse(why.message);
}
for (const { bytes, offset } of options.flash) chip.flash.set(bytes, offset);
chip.onBreak = (code) => {
  if (rom_call && chip.core.PC < 0x4000) return rom_call(code);
  console.error(`\ntools/pico/run: bkpt ${code} at ${chip.core.PC.toString(16)}`);
  finish(3);
};

chip.peripherals[WATCHDOG].onWatchdogTrigger = () => finish(4);

const { core, clock } = chip;
const cores = options.plain ? [core] : correct_events(chip);
if (options.cores === '2') add_second_core(chip, cores);

// --- its console

const { after: replies, at: timed, pin: driven } = options;
const waiting = [];  // bytes to be typed
let printed = '';

function type(text) {
  waiting.push(...Buffer.from(text));
}

function print(bytes) {
  process.stdout.write(Buffer.from(bytes));
  printed = (printed + Buffer.from(bytes).toString('latin1')).slice(-4096);
  if (replies.length && printed.includes(replies[0].when)) {
    printed = '';
    type(replies.shift().text);
  }
  if (options.until && printed.includes(options.until)) finish(0);
  const code = options.exit && /(?:^|\n)exit (\d+)\r?\n/.exec(printed);
  if (code) finish(Number(code[1]));
}

function uart_console() {
  chip.uart[0].onByte = (byte) => print([byte]);
  if (options.type) timed.unshift({ time: 0, text: options.type });
  return { send: (byte) => chip.uart[0].feedByte(byte), is_full: () => chip.uart[0].rxFIFO.full };
}
const connected = () => options.type && type(options.type);
const line = options.usb ? usb_console(chip, { print, connected, waiting, plain: options.plain }) : uart_console();

for (const pin of options.watch) {
  let before;
  chip.gpio[pin].addListener((state) => {
    if (state > 1 || state === before) return;
    before = state;
    print(Buffer.from(`[${(clock.nanos / 1e6).toFixed(3)} ms: pin ${pin} ${state ? 'high' : 'low'}]\n`));
  });
}

// What is typed comes in at 115 200 baud, or as fast as USB takes it.
const BYTE_TIME = 86_800;
let next_byte = 0;
function look_at_console() {
  while (timed.length && clock.nanos >= timed[0].time) type(timed.shift().text);
  while (driven.length && clock.nanos >= driven[0].time) {
    const { pin, value } = driven.shift();
    chip.gpio[pin].setInputValue(value);
  }
  do if (waiting.length && !line.is_full()) line.send(waiting.shift());
  while (options.usb && waiting.length && !line.is_full());
  next_byte = clock.nanos + BYTE_TIME;
  if (clock.nanos > options.limit * 1e9) {
    console.error(`\ntools/pico/run: no end after ${options.limit} s`);
    finish(124);
  }
}

// --- running

let instructions = 0, slept = 0;
const started = process.hrtime.bigint();
function finish(code) {
  if (!options.quiet) {
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    console.error(`\n[rp2040js: ${(clock.nanos / 1e9).toFixed(3)} s of the chip, ${instructions} instructions, ${core.cycles} cycles at ` +
      `${chip.clkSys / 1e6} MHz, ${(slept / 1e9).toFixed(3)} s asleep; ${seconds.toFixed(1)} s here]`);
  }
  process.exit(kept && !keep_flash() ? 1 : code);
}

// Up to the last byte that is not erased. False when it could not be written.
function keep_flash() {
  try {
    fs.writeFileSync(kept, chip.flash.subarray(0, chip.flash.findLastIndex((byte) => byte !== 0xff) + 1));
    return true;
  } catch (why) {
    console.error(`\ntools/pico/run: ${kept} is not kept: ${why.message}`);
    return false;
  }
}
if (kept) process.on('SIGTERM', () => finish(143));

// From the vector table, behind the second stage in flash; the boot ROM itself is not run.
core.VTOR = 0x10000100;
core.SP = chip.readUint32(core.VTOR);
core.PC = chip.readUint32(core.VTOR + 4) & ~1;
for (const each of cores) each.time = 0;

// Of the cores that do not sleep, the one that is behind the other; -1 when all do.
function next_core() {
  let found = -1;
  cores.forEach((each, i) => {
    if (each.off) return;
    if (each.waiting && !options.plain && has_interrupt(each)) each.waiting = false;
    if (each.waiting) each.time = 0;
    else if (found < 0 || each.time < cores[found].time) found = i;
  });
  return found;
}

// All sleep: time goes on to the next alarm, or the next byte.
function sleep() {
  const left = Math.min(clock.nextAlarm ? clock.nanosToNextAlarm : 1e6, Math.max(next_byte - clock.nanos, 1000));
  slept += left;
  clock.tick(left);
}

function step(which) {
  const each = cores[which];
  if (each.time < clock.nanos) each.time = clock.nanos;
  else clock.tick(each.time - clock.nanos);
  if (each.waiting) return;
  if (cores.length > 1) chip.select(which);
  const before = each.cycles;
  each.executeInstruction();
  if (each.waiting) note_what_it_waits_for(chip, each);
  ++instructions;
  each.time += ((each.cycles - before) * 1e9) / chip.clkSys;
}

// In pieces of 20 ms, between which what comes in is read.
function run() {
  const until = Date.now() + 20;
  do {
    if (clock.nanos >= next_byte) look_at_console();
    for (let i = 0; i < 1000; ++i) {
      const which = next_core();
      if (which < 0) {
        sleep();
        break;
      }
      step(which);
    }
  } while (Date.now() < until);
  setImmediate(run);
}

if (options.stdio) {
  if (process.stdin.isTTY) process.stdin.setRawMode(true);
  process.stdin.on('data', (bytes) => waiting.push(...bytes));
  process.stdin.on('end', () => finish(options.until || options.exit ? 5 : 0));
}
run();
