// What was asked for on the command line, each looked at; what is wrong ends the program with exit code 2.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `usage: tools/pico/run [OPTION...] IMAGE.elf|IMAGE.uf2

The image's console comes out of this program. TEXT and WHEN may have escapes, as in JSON.

  --usb               the console is USB's serial line; without it UART 0
  --type TEXT         what is typed into the console when it is open
  --at MS:TEXT        what is typed at that time, of the chip; may be given again
  --after WHEN:TEXT   what is typed when the console has printed WHEN; each once, in this order
  --stdio             what comes in is typed: for pyboard.py --device 'exec:tools/pico/run --usb --stdio ...'
  --until TEXT        ends when the console has printed it
  --exit              ends when the console has printed 'exit CODE', as the boards of the examples do, with that exit code
  --limit SECONDS     ends after so many of the chip's; 30 unless it is said
  --pin MS:PIN=0|1    drives a pin from outside, from that time on
  --watch PIN         says when a pin changes
  --flash FILE@HEX    puts a file into flash, at this offset
  --keep-flash FILE   flash begins as FILE has it, if there is one, with the image in it, and is written there at the end
  --cores 2           with core 1, which rp2040js has not
  --rom FILE          a binary of the real boot ROM, 16 KiB; without it a stand-in
  --plain             rp2040js as it is, with its faults at wfi, wfe, sev and USB
  --quiet             no statistics at the end

The exit code:
  0    the text of --until has come, or all of --stdio
  CODE of the program, with --exit
  1    the flash could not be kept
  2    asked for what it does not know
  3    the program has stopped at a breakpoint
  4    the program has reset the chip
  5    what comes in by --stdio has ended before what --until or --exit waits for
  69   no node or no rp2040js can be had
  124  the time of --limit is over
  143  ended by SIGTERM

Cycles are those of rp2040js: a Cortex-M0+ at 125 MHz whose flash has no wait states.`;

export const PINS = 30;
const FLASH_SIZE = 16 * 1024 * 1024;
const ROM_SIZE = 16 * 1024;

export function refuse(why) {
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

// A quotation mark, or a new line, may be there as it is.
function unescaped(text, option) {
  try {
    const quoted = text.replace(/\\[^]|["\x00-\x1f]/g, (each) => (each[0] === '\\' ? each : JSON.stringify(each).slice(1, -1)));
    return JSON.parse(`"${quoted}"`);
  } catch {
    return refuse(`${option} ${text}: no such escape`);
  }
}
// As the bytes of UTF-8 that the console prints, a character for each.
const in_bytes = (text) => Buffer.from(text).toString('latin1');
function match(option, text, form, what) {
  return form.exec(text) ?? refuse(`${option} ${text}: it is ${what}`);
}
const is_folder = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
function is_allowed(file, mode) {
  try {
    fs.accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}
function existing(file) {
  if (!fs.existsSync(file)) refuse(`there is no ${file}`);
  if (is_folder(file)) refuse(`${file} is a folder`);
  return is_allowed(file, fs.constants.R_OK) ? file : refuse(`${file} may not be read`);
}
function pin(option, text, number) {
  return Number(number) < PINS ? Number(number) : refuse(`${option} ${text}: there is no such pin`);
}
const by_time = (all) => all.sort((a, b) => a.time - b.time);

function typed_at(text) {
  const [, ms, rest] = match('--at', text, /^(\d+(?:\.\d+)?):([^]*)$/, 'MS:TEXT');
  return { time: ms * 1e6, text: unescaped(rest, '--at') };
}
function typed_after(text) {
  const [, when, rest] = match('--after', text, /^([^:]+):([^]*)$/, 'WHEN:TEXT');
  return { when: in_bytes(unescaped(when, '--after')), text: unescaped(rest, '--after') };
}
function driven(text) {
  const [, ms, number, value] = match('--pin', text, /^(\d+(?:\.\d+)?):(\d+)=([01])$/, 'MS:PIN=0|1');
  return { time: ms * 1e6, pin: pin('--pin', text, number), value: value === '1' };
}
function in_flash(text) {
  const [, file, hex] = match('--flash', text, /^(.+)@(?:0x)?([0-9a-fA-F]+)$/, 'FILE@HEX');
  const bytes = fs.readFileSync(existing(file)), offset = parseInt(hex, 16);
  return offset + bytes.length <= FLASH_SIZE ? { bytes, offset } : refuse(`--flash ${text}: it does not fit`);
}
function kept_flash(file) {
  if (fs.existsSync(file)) {
    if (fs.statSync(existing(file)).size > FLASH_SIZE) refuse(`--keep-flash ${file}: it does not fit`);
  } else if (!is_folder(path.dirname(file))) {
    refuse(`--keep-flash ${file}: there is no folder ${path.dirname(file)}`);
  }
  const written = fs.existsSync(file) ? file : path.dirname(file);
  return is_allowed(written, fs.constants.W_OK) ? file : refuse(`--keep-flash ${file}: it may not be written`);
}
function rom(file) {
  const bytes = fs.readFileSync(existing(file));
  return bytes.length === ROM_SIZE ? bytes : refuse(`--rom ${file}: it has ${bytes.length} bytes, and not ${ROM_SIZE}`);
}

// The image, and the options.
export function read_options() {
  const { values: given, positionals } = parsed();
  if (given.help) {
    console.log(USAGE);
    process.exit(0);
  }
  if (positionals.length !== 1) refuse('one image is needed');
  if (!['1', '2'].includes(given.cores)) refuse('--cores is 1 or 2');
  if (!(Number(given.limit) > 0)) refuse('--limit is a number of seconds');
  return {
    ...given,
    image: existing(positionals[0]),
    limit: Number(given.limit),
    until: given.until && in_bytes(unescaped(given.until, '--until')),
    type: given.type && unescaped(given.type, '--type'),
    at: by_time(given.at.map(typed_at)),
    after: given.after.map(typed_after),
    pin: by_time(given.pin.map(driven)),
    watch: given.watch.map((text) => pin('--watch', text, match('--watch', text, /^\d+$/, 'the number of a pin')[0])),
    flash: given.flash.map(in_flash),
    keep_flash: given['keep-flash'] && kept_flash(given['keep-flash']),
    rom: given.rom && rom(given.rom),
  };
}
