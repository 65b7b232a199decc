import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";

/** What the QR code on a printed form says: whose form it is, about whom, on which text. */
export interface PrintedForm {
  /** The notice version that is printed on it. */
  notice: number;
  /** To whom it was printed, and about which child. */
  person: string;
  child: string;
  /** The sheet of paper (8 hex digits): no two have the same. */
  sheet: string;
  /** Which of how many fields of the sheet it is, from 1. */
  at: number;
  of: number;
}

const begins = "JN1";
/** Of QR codes every two of these letters take eleven bits. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const tagBytes = 8;

/**
 * The form as it stands in the QR code: sealed, so that nobody reads ids in it and nobody else makes one.
 * In: the form; the school's key. Out: capital letters and digits.
 */
export function sealForm(form: PrintedForm, key: string): string {
  const plain = packed(form);
  const tag = tagOf(plain, key);
  const cipher = createCipheriv("aes-256-ctr", keyFor("reading", key), nonce(tag));
  return begins + letters(Buffer.concat([tag, cipher.update(plain), cipher.final()]));
}

/**
 * Reads a QR code. In: its text; the school's key.
 * Out: the form; "foreign" for one that another school, or another key, has made; null for what is no form at all.
 */
export function openForm(text: string, key: string): PrintedForm | "foreign" | null {
  if (!/^JN\d[A-Z2-7]{20,200}$/.test(text)) return null;
  const bytes = text.startsWith(begins) ? unlettered(text.slice(begins.length)) : Buffer.alloc(0);
  if (bytes.length <= tagBytes) return "foreign";
  const tag = bytes.subarray(0, tagBytes);
  const decipher = createDecipheriv("aes-256-ctr", keyFor("reading", key), nonce(tag));
  const plain = Buffer.concat([decipher.update(bytes.subarray(tagBytes)), decipher.final()]);
  return timingSafeEqual(tag, tagOf(plain, key)) ? unpacked(plain) : "foreign";
}

const keyFor = (what: string, key: string) => createHmac("sha256", key).update(`printed form, ${what}`).digest();
/** Over all that is said, and so at once what makes the same words look different on another form. */
const tagOf = (plain: Uint8Array, key: string) =>
  createHmac("sha256", keyFor("making", key)).update(plain).digest().subarray(0, tagBytes);
const nonce = (tag: Uint8Array) => Buffer.concat([tag, Buffer.alloc(16 - tagBytes)]);

function packed({ notice, person, child, sheet, at, of }: PrintedForm): Buffer {
  const head = Buffer.alloc(4);
  head.writeUIntBE(notice, 0, 3);
  head.writeUInt8((at << 4) | of, 3);
  return Buffer.concat([head, Buffer.from(sheet, "hex"), packedId(person), packedId(child)]);
}

/** Ids of ours are sixteen hex digits, and take half as much room. */
function packedId(id: string): Buffer {
  if (/^[0-9a-f]{16}$/.test(id)) return Buffer.concat([Buffer.from([0]), Buffer.from(id, "hex")]);
  const bytes = Buffer.from(id);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function unpacked(plain: Buffer): PrintedForm {
  const places = plain.readUInt8(3);
  const [person, rest] = unpackedId(plain.subarray(8));
  const [child] = unpackedId(rest);
  const sheet = plain.subarray(4, 8).toString("hex");
  return { notice: plain.readUIntBE(0, 3), person, child, sheet, at: places >> 4, of: places & 15 };
}

function unpackedId(bytes: Buffer): [string, Buffer] {
  const length = bytes.readUInt8(0);
  const end = 1 + (length === 0 ? 8 : length);
  return [bytes.subarray(1, end).toString(length === 0 ? "hex" : "utf8"), bytes.subarray(end)];
}

function letters(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[parseInt(five.padEnd(5, "0"), 2)]).join("");
}

function unlettered(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}
