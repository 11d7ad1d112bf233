// An image in the chip's memory: an ELF file's segments, or a UF2 file's blocks.
import fs from 'node:fs';

const FLASH = 0x10000000;
const RAM = 0x20000000;
const ELF = 0x464c457f;
const ARM = 40;
const BLOCK = 512;  // bytes, of a UF2 file
const BEGINS = [0x0a324655, 0x9e5d5157], ENDS = 0x0ab16f30;
const HAS_FAMILY = 0x2000, RP2040 = 0xe48bff56;

// For the user; the file's name is put before it.
class Refused extends Error {}
const damaged = (why) => new Refused(`is damaged: ${why}`);
const ANOTHER_CHIP = 'is for another chip, and this is an RP2040';

function put(chip, address, data) {
  if (address >= RAM) chip.sram.set(data, address - RAM);
  else chip.flash.set(data, address - FLASH);
}

function load_segments(chip, bytes, view) {
  const headers = view.getUint32(28, true);
  const count = view.getUint16(44, true);
  for (let i = 0; i < count; ++i) {
    const [type, offset, , address, size] = [0, 4, 8, 12, 16].map((at) => view.getUint32(headers + 32 * i + at, true));
    if (offset + size > bytes.length) throw damaged('it ends too soon');
    if (type === 1 && size) put(chip, address, bytes.subarray(offset, offset + size));
  }
}

function load_blocks(chip, bytes, view) {
  const count = bytes.length / BLOCK;
  if (!Number.isInteger(count)) throw damaged('it ends within a block');
  for (let i = 0; i < count; ++i) {
    const at = i * BLOCK;
    const word = (number) => view.getUint32(at + 4 * number, true);
    if (word(0) !== BEGINS[0] || word(1) !== BEGINS[1] || word(127) !== ENDS) throw damaged(`block ${i} is none`);
    if (word(2) & HAS_FAMILY && word(7) !== RP2040) throw new Refused(ANOTHER_CHIP);
    if (word(5) !== i || word(6) !== count) throw damaged(`it has ${count} blocks, and not the ${word(6)} it tells of`);
    put(chip, word(3), bytes.subarray(at + 32, at + 32 + word(4)));
  }
}

function loader(bytes, view) {
  const begins = bytes.length >= 20 ? view.getUint32(0, true) : 0;
  if (begins === ELF && view.getUint16(18, true) === ARM) return load_segments;
  return begins === BEGINS[0] ? load_blocks : undefined;
}

// On an RP2040 flash begins with the second stage of the boot; on an RP2350 with vectors, of which the first is the stack.
function look_at_flash(chip) {
  if (chip.readUint32(FLASH) >>> 20 === RAM >>> 20) throw new Refused(ANOTHER_CHIP);
}

// Throws an error for the user.
export function load(chip, file) {
  const bytes = fs.readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const fill = loader(bytes, view);
  if (!fill) throw new Error(`${file} is neither an ELF file for Arm nor a UF2 file`);
  try {
    fill(chip, bytes, view);
    look_at_flash(chip);
  } catch (why) {
    throw new Error(`${file} ${why instanceof Refused ? why.message : 'is damaged, or for another chip'}`);
  }
}
