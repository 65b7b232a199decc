import type { Problem, ProblemKey } from "../problem.ts";
import { type CodePage, decodedIn } from "./code-pages.ts";
import { saysWorkbook } from "./given-sheet.ts";
import { lettersOf, rowAt, wrongLettersIn } from "./letters.ts";

/** Why there is no text. */
interface Unreadable {
  unreadable: ProblemKey;
  row: number;
  values?: Problem["values"];
}
export type Decoded = { text: string } | Unreadable;

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
 * The text of an office's file. In: its bytes in UTF-8 or UTF-16 (with or without mark), or in the letters of a
 * Windows, a DOS or a Mac of old. Out: the text, or why there is none.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { unreadable: "empty", row: 1 };
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (saysWorkbook(bytes)) return { unreadable: "spreadsheet", row: 1 };
  if (otherFiles.some((sign) => start.startsWith(sign))) return { unreadable: "notText", row: 1 };
  const encoding = encodingOf(bytes);
  if (typeof encoding !== "string") return "unreadable" in encoding ? encoding : sensible(decodedIn(encoding, bytes));
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    const read = sensible(text);
    return "unreadable" in read ? read : (wrongLettersIn(read.text) ?? read);
  } catch {
    return { unreadable: "unknownEncoding", row: 1 };
  }
}

function encodingOf(bytes: Uint8Array): string | CodePage | Unreadable {
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
  return lettersOf(bytes);
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

/** UTF-8 that was once taken for Windows-1252 and saved again. */
const twiceEncoded = /Ã[\u0080-\u00bfŸœžŠšŽŒ„“–—†‡‰€]|Ä[±°Ÿ\u009f]|Å[ŸžŸ„‡\u009f]/;

function sensible(whole: string): Decoded {
  // Programs of old end their files with Ctrl-Z.
  const text = whole.trimEnd().replace(/\u001a$/, "");
  if (text.trim() === "") return { unreadable: "empty", row: 1 };
  if (/^\s*<(\?xml|!doctype|html|table)/i.test(text)) return { unreadable: "webPage", row: 1 };
  const control = text.search(/[\u0000-\u0008\u000e-\u001f]/);
  if (control >= 0) return { unreadable: "controlCharacter", row: rowIn(text, control) };
  const twice = text.search(twiceEncoded);
  return twice < 0 ? { text } : { unreadable: "doubleEncoded", row: rowIn(text, twice) };
}

const rowIn = (text: string, at: number) => text.slice(0, at).split(/\r\n|\r|\n/).length;
