// Runs an image of a Raspberry Pi Pico in rp2040js; --help says how.
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { ConsoleLogger, LogLevel, RP2040 } from 'rp2040js';
import { install_boot_rom } from './boot_rom.mjs';
import { correct_events, has_interrupt, note_what_it_waits_for } from './events.mjs';
import { load } from './image.mjs';
import { add_second_core } from './second_core.mjs';
import { usb_console } from './usb.mjs';

const USAGE = `usage: tools/pico/run [OPTION...] IMAGE.elf|IMAGE.uf2

The image's console comes out of this program. An image that resets the chip ends it, with exit code 4. TEXT may have escapes, as in JSON.

  --usb               the console is USB's serial line; without it UART 0
  --type TEXT         what is typed into the console when it is open
  --at MS:TEXT        what is typed at that time, of the chip; may be given again
  --after WHEN:TEXT   what is typed when the console has printed WHEN; each once, in this order
  --stdio             what comes in is typed: for pyboard.py --device 'exec:tools/pico/run --usb --stdio ...'
  --until TEXT        ends with exit code 0 when the console has printed it
  --exit              ends when the console has printed 'exit CODE', as the boards of the examples do, with that exit code
  --limit SECONDS     ends with exit code 124 after so many of the chip's; 30 unless it is said
  --pin MS:PIN=0|1    drives a pin from outside, from that time on
  --watch PIN         says when a pin changes
  --flash FILE@HEX    puts a file into flash, at this offset
  --keep-flash FILE   flash begins as FILE has it, if there is one, with the image in it, and is written there at the end
  --cores 2           with core 1, which rp2040js has not
  --rom FILE          a binary of the real boot ROM, 16 KiB; without it a stand-in
  --plain             rp2040js as it is, with its faults at wfi and USB
  --quiet             no statistics at the end

Cycles are those of rp2040js: a Cortex-M0+ at 125 MHz whose flash has no wait states.`;

function refuse(why) {
  console.error(`tools/pico/run: ${why}\n\n${USAGE}`);
  process.exit(2);
}

const one = { type: 'string' }, many = { type: 'string', multiple: true, default: [] }, flag = { type: 'boolean' };
function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        usb: flag, type: one, at: many, after: many, stdio: flag, until: one, exit: flag, limit: { ...one, default: '30' },
        pin: many, watch: many, flash: many, 'keep-flash': one, cores: { ...one, default: '1' }, rom: one, plain: flag, quiet: flag, help: flag,
      },
    });
  } catch (why) {
    return refuse(why.message);
  }
}
const { values: options, positionals } = parsed();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
if (positionals.length !== 1) refuse('one image is needed');
if (!fs.existsSync(positionals[0])) refuse(`there is no ${positionals[0]}`);
if (!['1', '2'].includes(options.cores)) refuse('--cores is 1 or 2');
if (!(Number(options.limit) > 0)) refuse('--limit is a number of seconds');

const unescaped = (text) => JSON.parse(`"${text.replace(/"/g, '\\"')}"`);
const split = (text) => [text.slice(0, text.indexOf(':')), unescaped(text.slice(text.indexOf(':') + 1))];
const by_time = (all) => all.map(split).sort((a, b) => a[0] - b[0]);

// --- the chip

const WATCHDOG = 0x40058;
const chip = new RP2040();
chip.logger = new ConsoleLogger(LogLevel.Error);
const rom_call = options.rom ? undefined : install_boot_rom(chip);
if (options.rom) chip.loadBootrom(new Uint32Array(new Uint8Array(fs.readFileSync(options.rom)).buffer));
const kept = options['keep-flash'];
if (kept && fs.existsSync(kept)) chip.flash.set(fs.readFileSync(kept));
load(chip, positionals[0]);
for (const each of options.flash) {
  const [file, offset] = each.split('@');
  chip.flash.set(fs.readFileSync(file), parseInt(offset, 16));
}
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

const replies = options.after.map(split);
const timed = by_time(options.at);
const driven = by_time(options.pin);
const waiting = [];  // bytes to be typed
let printed = '';

function type(text) {
  waiting.push(...Buffer.from(text));
}

function print(bytes) {
  process.stdout.write(Buffer.from(bytes));
  printed = (printed + Buffer.from(bytes).toString('latin1')).slice(-4096);
  if (replies.length && printed.includes(replies[0][0])) {
    printed = '';
    type(replies.shift()[1]);
  }
  if (options.until && printed.includes(options.until)) finish(0);
  const code = options.exit && /(?:^|\n)exit (\d+)\r?\n/.exec(printed);
  if (code) finish(Number(code[1]));
}

function uart_console() {
  chip.uart[0].onByte = (byte) => print([byte]);
  if (options.type) timed.unshift([0, unescaped(options.type)]);
  return { send: (byte) => chip.uart[0].feedByte(byte), is_full: () => chip.uart[0].rxFIFO.full };
}
const connected = () => options.type && type(unescaped(options.type));
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
  while (timed.length && clock.nanos >= timed[0][0] * 1e6) type(timed.shift()[1]);
  while (driven.length && clock.nanos >= driven[0][0] * 1e6) {
    const [pin, value] = driven.shift()[1].split('=');
    chip.gpio[pin].setInputValue(value === '1');
  }
  do if (waiting.length && !line.is_full()) line.send(waiting.shift());
  while (options.usb && waiting.length && !line.is_full());
  next_byte = clock.nanos + BYTE_TIME;
  if (clock.nanos > Number(options.limit) * 1e9) {
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
  if (kept) keep_flash();
  process.exit(code);
}

// Up to the last byte that is not erased.
function keep_flash() {
  fs.writeFileSync(kept, chip.flash.subarray(0, chip.flash.findLastIndex((byte) => byte !== 0xff) + 1));
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
  process.stdin.on('end', () => finish(0));
}
run();
