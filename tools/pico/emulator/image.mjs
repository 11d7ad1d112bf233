// An image in the chip's memory: an ELF file's segments, or a UF2 file's blocks.
import fs from 'node:fs';

const FLASH = 0x10000000;
const RAM = 0x20000000;
const ELF = 0x464c457f;
const ARM = 40;
const UF2 = 0x0a324655;

function put(chip, address, data) {
  if (address >= RAM) chip.sram.set(data, address - RAM);
  else chip.flash.set(data, address - FLASH);
}

function load_segments(chip, bytes, view) {
  const headers = view.getUint32(28, true);
  const count = view.getUint16(44, true);
  for (let i = 0; i < count; ++i) {
    const [type, offset, , address, size] = [0, 4, 8, 12, 16].map((at) => view.getUint32(headers + 32 * i + at, true));
    if (offset + size > bytes.length) throw new RangeError('it ends too soon');
    if (type === 1 && size) put(chip, address, bytes.subarray(offset, offset + size));
  }
}

function load_blocks(chip, bytes, view) {
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    const size = view.getUint32(at + 16, true);
    put(chip, view.getUint32(at + 12, true), bytes.subarray(at + 32, at + 32 + size));
  }
}

function loader(bytes, view) {
  const begins = bytes.length >= 20 ? view.getUint32(0, true) : 0;
  if (begins === ELF && view.getUint16(18, true) === ARM) return load_segments;
  return begins === UF2 ? load_blocks : undefined;
}

export function load(chip, file) {
  const bytes = fs.readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const fill = loader(bytes, view);
  if (!fill) throw new Error(`${file} is neither an ELF file for Arm nor a UF2 file`);
  try {
    fill(chip, bytes, view);
  } catch {
    throw new Error(`${file} is damaged, or for another chip`);
  }
}
