import type { Gray } from "../../src/paper/gray.ts";

/** How coarse each of the 64 waves of a block is kept at quality 50 (ITU T.81, Annex K), row by row. */
const coarse = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const zigzag = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
];
const waves = Array.from({ length: 8 }, (_, u) =>
  Array.from({ length: 8 }, (_, x) => (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16)),
);

/** All codes eight bits long for the first, and sixteen for the others: simple, and every reader knows it. */
const symbols = Array.from({ length: 16 }, (_, run) => Array.from({ length: 11 }, (_, size) => run * 16 + size)).flat();
const lengths = (eight: number, sixteen: number) =>
  Array.from({ length: 16 }, (_, at) => (at === 7 ? eight : at === 15 ? sixteen : 0));

/** A grey picture as JPEG (baseline). In: the quality, 1 to 100. */
export function jpegOf({ width, height, data }: Gray, quality: number): Uint8Array {
  const scale = quality < 50 ? 50 / quality : 2 - quality / 50;
  const steps = coarse.map((one) => Math.max(1, Math.min(255, Math.round(one * scale))));
  const bits = new Bits();
  let before = 0;
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8) {
      const dot = (x: number, y: number) =>
        (data[Math.min(height - 1, top + y) * width + Math.min(width - 1, left + x)] ?? 255) - 128;
      before = putBlock(bits, spectrum(dot), steps, before);
    }
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const tables = [
    [0x00, ...lengths(12, 0), ...Array(12).keys()],
    [0x10, ...lengths(0, symbols.length), ...symbols],
  ];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, [0, ...zigzag.map((at) => steps[at] ?? 1)]),
    segment(0xc0, [8, ...size, 1, 1, 0x11, 0]),
    ...tables.map((table) => segment(0xc4, table)),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    bits.bytes(),
    Buffer.from([0xff, 0xd9]),
  ]);
}

const segment = (kind: number, bytes: number[]) =>
  Buffer.from([0xff, kind, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes]);

function spectrum(dot: (x: number, y: number) => number): number[] {
  const rows = Array.from({ length: 8 }, (_, y) =>
    waves.map((wave) => wave.reduce((sum, value, x) => sum + value * dot(x, y), 0)),
  );
  return Array.from({ length: 64 }, (_, at) => {
    const wave = waves[at >> 3] ?? [];
    return wave.reduce((sum, value, y) => sum + value * (rows[y]?.[at & 7] ?? 0), 0);
  });
}

function putBlock(bits: Bits, block: readonly number[], steps: readonly number[], before: number): number {
  const kept = zigzag.map((at) => Math.round((block[at] ?? 0) / (steps[at] ?? 1)));
  const first = kept[0] ?? 0;
  putNumber(bits, first - before, (size) => bits.put(size, 8));
  let run = 0;
  const last = kept.findLastIndex((one, at) => at > 0 && one !== 0);
  const symbol = (one: number) => bits.put(symbols.indexOf(one), 16);
  for (const value of kept.slice(1, Math.max(1, last + 1))) {
    if (value === 0) {
      run += 1;
      continue;
    }
    for (; run > 15; run -= 16) symbol(0xf0);
    const zeros = run;
    putNumber(bits, value, (size) => symbol(zeros * 16 + size));
    run = 0;
  }
  if (last < 63) symbol(0);
  return first;
}

function putNumber(bits: Bits, value: number, putSize: (size: number) => void): void {
  const size = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
  putSize(size);
  bits.put(value < 0 ? value + 2 ** size - 1 : value, size);
}

class Bits {
  private readonly out: number[] = [];
  private held = 0;
  private count = 0;

  put(value: number, length: number): void {
    for (let at = length - 1; at >= 0; at -= 1) {
      this.held = (this.held << 1) | ((value >> at) & 1);
      this.count += 1;
      if (this.count < 8) continue;
      this.out.push(this.held);
      if (this.held === 0xff) this.out.push(0);
      [this.held, this.count] = [0, 0];
    }
  }

  bytes(): Uint8Array {
    while (this.count > 0) this.put(1, 1);
    return Uint8Array.from(this.out);
  }
}
