import { readFileSync } from "node:fs";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { Gray } from "../paper/gray.ts";
import type { FoundCode } from "../paper/marks.ts";

let prepared = false;

/** The program that reads is the one that is installed: left alone, the library would fetch it. */
function prepare(): void {
  if (prepared) return;
  const program = readFileSync(new URL(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(program).buffer } });
  prepared = true;
}

/** The most codes on one page that are looked for: a sheet has a few. */
const mostCodes = 16;

/** The QR codes of a page, each with where it is. */
export async function codesIn({ width, height, data }: Gray): Promise<(FoundCode & { text: string })[]> {
  prepare();
  const picture = Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), data]);
  const found = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: mostCodes });
  return found
    .filter(({ isValid }) => isValid)
    .map(({ text, version, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
      text,
      modules: 17 + 4 * Number(version),
      corners: [topLeft, topRight, bottomRight, bottomLeft],
    }));
}
