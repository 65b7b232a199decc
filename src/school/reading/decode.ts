import type { ProblemKey } from "../problem.ts";

export type Decoded = { text: string } | { unreadable: ProblemKey; row: number };

const spreadsheets = ["PK\u0003\u0004", "PK\u0005\u0006", "\u00d0\u00cf\u0011\u00e0"];
const otherFiles = [
  "%PDF",
  "\u0089PNG",
  "\u00ff\u00d8\u00ff",
  "\u001f\u008b",
  "GIF8",
  "7z\u00bc\u00af",
  "{\\rtf",
  "Rar!",
];

/**
 * The text of an office's file. In: its bytes in UTF-8 or UTF-16 (with or without mark), Windows-1252 or ISO-8859-15.
 * Out: the text, or why there is none.
 */
export function decode(bytes: Uint8Array): Decoded {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (spreadsheets.some((sign) => start.startsWith(sign))) return { unreadable: "spreadsheet", row: 1 };
  if (otherFiles.some((sign) => start.startsWith(sign))) return { unreadable: "notText", row: 1 };
  const encoding = encodingOf(bytes);
  if (typeof encoding !== "string") return encoding;
  try {
    // Programs of old end their files with Ctrl-Z.
    return sensible(
      new TextDecoder(encoding, { fatal: true })
        .decode(bytes)
        .trimEnd()
        .replace(/\u001a$/, ""),
    );
  } catch {
    return { unreadable: "unknownEncoding", row: 1 };
  }
}

function encodingOf(bytes: Uint8Array): string | Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const wide = wideIn(bytes);
  if (wide !== null) return wide;
  const head = bytes.subarray(0, 4096);
  if (head.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x1a)).length > head.length / 50)
    return { unreadable: "notText", row: 1 };
  const { letters, foreign } = utf8In(bytes);
  if (foreign === null) return "utf-8";
  if (letters) return { unreadable: "mixedEncodings", row: rowAt(bytes, foreign) };
  return codePage(bytes) ?? { unreadable: "unknownEncoding", row: 1 };
}

/** Which UTF-16 the zero bytes at the beginning betray: headings, separators and dates have one in every other byte. */
function wideIn(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 4096);
  const count = [0, 0];
  head.forEach((byte, at) => (count[at % 2] = (count[at % 2] ?? 0) + (byte === 0 ? 1 : 0)));
  const [even = 0, odd = 0] = count.map((zeros) => (2 * zeros) / Math.max(head.length, 1));
  return odd > 0.3 && even < 0.05 ? "utf-16le" : even > 0.3 && odd < 0.05 ? "utf-16be" : null;
}

/** Whether there are letters in UTF-8, and where the first byte stands that is none. */
function utf8In(bytes: Uint8Array): { letters: boolean; foreign: number | null } {
  let letters = false;
  let foreign: number | null = null;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const length = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
    const follow = bytes.subarray(at + 1, at + 1 + length);
    if (length > 0 && lead < 0xf5 && follow.length === length && follow.every((byte) => (byte & 0xc0) === 0x80)) {
      // Latin, Cyrillic, Arabic: two such bytes in a row are hardly ever a word of another encoding.
      if (lead >= 0xc3 && lead <= 0xd9) letters = true;
      at += length;
    } else foreign ??= at;
  }
  return { letters, foreign };
}

const undefinedInWindows = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** Where ISO-8859-15 has Š š ž Œ œ Ÿ, Windows-1252 has signs that never touch a letter: ¦ ¨ ¸ ¼ ½ ¾. */
const latin9Letters = new Set([0xa6, 0xa8, 0xb8, 0xbc, 0xbd, 0xbe]);

/**
 * Windows-1252 or ISO-8859-15, by what makes sense:
 * one has letters and quotation marks where the other has control codes. Null: neither.
 */
function codePage(bytes: Uint8Array): string | null {
  let latin9 = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    if (undefinedInWindows.has(byte)) return null;
    if (byte < 0xa0) return "windows-1252";
    const [before, after] = [isLetter(bytes[at - 1]), isLetter(bytes[at + 1])];
    // ´ is the apostrophe of O´Neill; as Ž it begins a word.
    if (latin9Letters.has(byte) ? before || after : byte === 0xb4 && !before && after) latin9 = true;
  }
  return latin9 ? "iso-8859-15" : "windows-1252";
}

function isLetter(byte = 0): boolean {
  return (
    (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7)
  );
}

/** UTF-8 that was once taken for Windows-1252 and saved again. */
const twiceEncoded = /Ã[\u0080-\u00bfŸœžŠšŽŒ„“–—†‡‰€]|Ä[±°Ÿ\u009f]|Å[ŸžŸ„‡\u009f]/;

function sensible(text: string): Decoded {
  if (text.trim() === "") return { unreadable: "empty", row: 1 };
  if (/^\s*<(\?xml|!doctype|html|table)/i.test(text)) return { unreadable: "webPage", row: 1 };
  const control = text.search(/[\u0000-\u0008\u000e-\u001f]/);
  if (control >= 0) return { unreadable: "controlCharacter", row: rowIn(text, control) };
  const twice = text.search(twiceEncoded);
  return twice < 0 ? { text } : { unreadable: "doubleEncoded", row: rowIn(text, twice) };
}

const rowAt = (bytes: Uint8Array, at: number) =>
  bytes.subarray(0, at).reduce((rows, byte) => rows + (byte === 0x0a ? 1 : 0), 1);
const rowIn = (text: string, at: number) => text.slice(0, at).split(/\r\n|\r|\n/).length;
