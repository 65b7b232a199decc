import { inflateRawSync } from "node:zlib";

/** A part of an archive. */
export interface Part {
  name: string;
  bytes: Uint8Array;
}

/** Why an archive is not unpacked. */
export class NotUnpacked extends Error {
  override name = "NotUnpacked";
  readonly why: "broken" | "too much" | "locked";

  constructor(why: NotUnpacked["why"]) {
    super(`The archive is ${why}.`);
    this.why = why;
  }
}

const directoryEnd = 0x06054b50;
const entrySign = 0x02014b50;
const localSign = 0x04034b50;
/** The end of the directory with the longest remark. */
const longestEnd = 22 + 0xffff;

/**
 * The parts of a ZIP archive, as its directory lists them. In: which are wanted; how many bytes they may have together
 * once they are unpacked, whatever the archive says of itself. Errors: NotUnpacked.
 */
export function unpacked(bytes: Uint8Array, wanted: (name: string) => boolean, most: number): Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Part[] = [];
  let left = most;
  for (const entry of entriesIn(view)) {
    if (entry.name.endsWith("/") || !wanted(entry.name)) continue;
    const part = { name: entry.name, bytes: contentOf(bytes, view, entry, left) };
    left -= part.bytes.length;
    if (left < 0) throw new NotUnpacked("too much");
    parts.push(part);
  }
  return parts;
}

interface Entry {
  name: string;
  method: number;
  packed: number;
  at: number;
}

function entriesIn(view: DataView): Entry[] {
  const end = endOf(view);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySign) throw new NotUnpacked("broken");
    if ((view.getUint16(at + 8, true) & 1) !== 0) throw new NotUnpacked("locked");
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, length));
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(view.byteLength - longestEnd, 0); at -= 1)
    if (view.getUint32(at, true) === directoryEnd) return at;
  throw new NotUnpacked("broken");
}

function contentOf(bytes: Uint8Array, view: DataView, { at, method, packed }: Entry, left: number): Uint8Array {
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== localSign) throw new NotUnpacked("broken");
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const content = bytes.subarray(from, from + packed);
  if (content.length < packed) throw new NotUnpacked("broken");
  if (method === 0) return content;
  if (method !== 8) throw new NotUnpacked("broken");
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(left, 1) });
  } catch (error) {
    throw new NotUnpacked(error instanceof RangeError ? "too much" : "broken");
  }
}
