import { crc32, deflateSync } from "node:zlib";
import type { Gray } from "../paper/gray.ts";

/** A picture as PNG in sixteen shades of grey: enough to see a cross, and a third as large. */
export function pngOf({ width, height, data }: Gray): Uint8Array {
  const across = Math.ceil(width / 2);
  const lines = Buffer.alloc((across + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * (across + 1) + 1 + (x >> 1);
      lines[at] = (lines[at] ?? 0) | (((data[y * width + x] ?? 255) >> 4) << (x % 2 === 0 ? 4 : 0));
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Four bits a dot, grey, nothing else out of the ordinary.
  head[8] = 4;
  const begin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([begin, chunk("IHDR", head), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, bytes: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), bytes]);
  const around = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  around.writeUInt32BE(bytes.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([around, named, check]);
}
