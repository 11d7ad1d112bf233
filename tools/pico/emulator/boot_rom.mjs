// Why: no package has the RP2040's boot ROM. A stand-in: its tables as the datasheet (2.8.3) lays them out, and in
// the place of each function a breakpoint, at which it is done here. Functions that are not here throw when called.
const float = new Float32Array(1), float_bits = new Uint32Array(float.buffer);
const double = new Float64Array(1), double_bits = new Uint32Array(double.buffer), double_long = new BigUint64Array(double.buffer);

// How a function's arguments and its result lie in registers, r0 and up.
const f32 = {
  words: 1,
  get: (r, i) => ((float_bits[0] = r[i]), float[0]),
  put: (r, v) => { float[0] = v; r[0] = float_bits[0]; },
};
const f64 = {
  words: 2,
  get: (r, i) => ((double_bits[0] = r[i]), (double_bits[1] = r[i + 1]), double[0]),
  put: (r, v) => { double[0] = v; r[0] = double_bits[0]; r[1] = double_bits[1]; },
};
const saturated = (v, low, high) => (Number.isNaN(v) ? 0n : v <= Number(low) ? low : v >= Number(high) ? high : BigInt(Math.floor(v)));
const integer = (bits, signed) => ({
  words: bits / 32,
  get: (r, i) => {
    const raw = bits === 64 ? (BigInt(r[i + 1]) << 32n) | BigInt(r[i]) : BigInt(r[i]);
    return Number(signed ? BigInt.asIntN(bits, raw) : raw);
  },
  put: (r, v) => {
    const low = signed ? -(1n << BigInt(bits - 1)) : 0n, high = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
    const n = BigInt.asUintN(bits, saturated(v, low, high));
    r[0] = Number(n & 0xffffffffn);
    if (bits === 64) r[1] = Number(n >> 32n);
  },
});
const i32 = integer(32, true), u32 = integer(32, false), i64 = integer(64, true), u64 = integer(64, false);

// The tables of floating-point functions, by offset.
function arithmetic(f, other) {
  const fix = (from, to) => [[from, i32], to, (x, n) => x * 2 ** (to === f ? -n : n)];
  return {
    0x00: [[f, f], f, (a, b) => a + b], 0x04: [[f, f], f, (a, b) => a - b],
    0x08: [[f, f], f, (a, b) => a * b], 0x0c: [[f, f], f, (a, b) => a / b],
    0x18: [[f], f, Math.sqrt], 0x1c: [[f], i32, (x) => x], 0x20: fix(f, i32), 0x24: [[f], u32, (x) => x], 0x28: fix(f, u32),
    0x2c: [[i32], f, (x) => x], 0x30: fix(i32, f), 0x34: [[u32], f, (x) => x], 0x38: fix(u32, f),
    0x3c: [[f], f, Math.cos], 0x40: [[f], f, Math.sin], 0x44: [[f], f, Math.tan],
    0x4c: [[f], f, Math.exp], 0x50: [[f], f, Math.log], 0x58: [[f, f], f, Math.atan2],
    0x5c: [[i64], f, (x) => x], 0x60: fix(i64, f), 0x64: [[u64], f, (x) => x], 0x68: fix(u64, f),
    0x6c: [[f], i64, (x) => x], 0x70: fix(f, i64), 0x74: [[f], u64, (x) => x], 0x78: fix(f, u64),
    0x7c: [[f], other, (x) => x],
  };
}

const called = ([from, to, of]) => (chip, r) => {
  let at = 0;
  const given = from.map((kind) => { const v = kind.get(r, at); at += kind.words; return v; });
  to.put(r, of(...given));
};

function copy(chip, r) { for (let i = 0; i < r[2]; ++i) chip.writeUint8(r[0] + i, chip.readUint8(r[1] + i)); }
function fill(chip, r) { for (let i = 0; i < r[2]; ++i) chip.writeUint8(r[0] + i, r[1] & 0xff); }
function nothing() {}

const functions = {
  P3: (_, r) => { let n = 0; for (let x = r[0]; x; x = (x & (x - 1)) >>> 0) ++n; r[0] = n; },
  R3: (_, r) => { let y = 0; for (let i = 0; i < 32; ++i) y = (y << 1) | ((r[0] >>> i) & 1); r[0] = y; },
  L3: (_, r) => { r[0] = Math.clz32(r[0]); },
  T3: (_, r) => { r[0] = r[0] === 0 ? 32 : 31 - Math.clz32(r[0] & -r[0]); },
  MS: fill, S4: fill, MC: copy, C4: copy,
  IF: nothing, EX: nothing, FC: nothing, CX: nothing,
  RE: (chip, r) => { chip.flash.fill(0xff, r[0], r[0] + r[1]); },
  RP: (chip, r) => { for (let i = 0; i < r[2]; ++i) chip.flash[r[0] + i] &= chip.readUint8(r[1] + i); },
};

// Of `chip`; the breakpoints are numbered from 0, and `broken(number)` is what they ask for.
export function install_boot_rom(chip) {
  const rom = new Uint8Array(16384), words = new DataView(rom.buffer);
  const done = [];
  let code = 0x1000, table = 0x100;
  const stub = (of) => {
    words.setUint16(code, 0xbe00 | done.length, true);  // bkpt
    words.setUint16(code + 2, 0x4770, true);            // bx lr
    done.push(of);
    return (code += 4) - 3;  // and the bit of Thumb
  };
  const row = (name, pointer) => {
    words.setUint16(table, name.charCodeAt(0) | (name.charCodeAt(1) << 8), true);
    words.setUint16(table + 2, pointer, true);
    table += 4;
  };
  [0x20041f00, 0xef, 0xef, 0xef].forEach((word, i) => words.setUint32(4 * i, word, true));
  rom.set([0x4d, 0x75, 1, 3], 0x10);
  // The look-up: r0 the table, r1 the name.
  words.setUint16(0x18, stub((_, r) => {
    let at = r[0];
    while (words.getUint16(at, true) && words.getUint16(at, true) !== (r[1] & 0xffff)) at += 4;
    r[0] = words.getUint16(at, true) ? words.getUint16(at + 2, true) : 0;
  }), true);
  words.setUint16(0x14, table, true);
  for (const name in functions) row(name, stub(functions[name]));
  table += 4;
  words.setUint16(0x16, table, true);
  let at = 0x804;
  for (const [name, rows] of [['SF', arithmetic(f32, f64)], ['SD', arithmetic(f64, f32)]]) {
    rom[at - 2] = 0x80 / 4;
    for (let offset = 0; offset < 0x80; offset += 4) {
      const of = rows[offset] ? called(rows[offset]) : () => { throw new Error(`ROM ${name} ${offset.toString(16)}`); };
      words.setUint32(at + offset, stub(of), true);
    }
    row(name, at);
    at += 0x100;
  }
  chip.bootrom.set(new Uint32Array(rom.buffer));
  return (number) => done[number](chip, chip.core.registers);
}
