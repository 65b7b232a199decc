import type { Font } from "fontkit";

/** The letters of a font that one sheet uses, as pdfkit asks for them. */
export interface Subset {
  /** In: a letter's number in the font. Out: its number on the sheet. */
  includeGlyph(glyph: number | { id: number }): number;
  /** Out: a TrueType font of these letters alone. */
  encode(): Uint8Array;
}

/** Tables that a PDF needs and that stand in the font as they are needed. */
const asTheyAre = ["cvt ", "prep", "fpgm"];
/** Where in these tables stands what is another in a smaller font (OpenType: head, maxp, hhea). */
const [formatOfPlaces, countOfGlyphs, countOfMetrics] = [50, 4, 34];

/**
 * The letters that a sheet uses, each copied as its bytes stand in the font: to read them first and to write them anew,
 * as fontkit does, is a third of what a page costs.
 */
export function subsetOf(font: Font): Subset {
  const glyphs = [0];
  const numbers = new Map([[0, 0]]);
  const tables = tablesOf(font);

  function includeGlyph(glyph: number | { id: number }): number {
    const id = typeof glyph === "number" ? glyph : glyph.id;
    const number = numbers.get(id) ?? glyphs.push(id) - 1;
    numbers.set(id, number);
    return number;
  }

  function encode(): Uint8Array {
    const letters: Buffer[] = [];
    // A letter with its mark brings the two, behind all others.
    for (let at = 0; at < glyphs.length; at += 1) letters.push(letter(tables, glyphs[at] ?? 0, includeGlyph));
    return inOneFile({
      head: changed(tables.whole("head"), formatOfPlaces, 1),
      hhea: changed(tables.whole("hhea"), countOfMetrics, glyphs.length),
      maxp: changed(tables.whole("maxp"), countOfGlyphs, glyphs.length),
      ...Object.fromEntries(asTheyAre.map((name) => [name, tables.whole(name)])),
      loca: placesOf(letters),
      glyf: Buffer.concat(letters),
      hmtx: Buffer.concat(glyphs.map((glyph) => metricsOf(tables, glyph))),
    });
  }

  return { includeGlyph, encode };
}

/** What stands where in a font's file. */
interface Tables {
  whole: (name: string) => Buffer;
  /** Where a letter's shape begins; of the last one, also where it ends. */
  place: (glyph: number) => number;
  /** So many letters have a width of their own; those behind are as wide as the last of them. */
  wide: number;
}

const known = new WeakMap<object, Tables>();

function tablesOf(font: Font): Tables {
  const found = known.get(font.stream) ?? readTables(font);
  known.set(font.stream, found);
  return found;
}

function readTables({ directory, stream }: Font): Tables {
  const file = Buffer.from(stream.buffer);
  const whole = (name: string) => {
    const { offset, length } = directory.tables[name] ?? { offset: 0, length: 0 };
    return file.subarray(offset, offset + length);
  };
  const loca = whole("loca");
  const isLong = whole("head").readInt16BE(formatOfPlaces) === 1;
  return {
    whole,
    place: (glyph) => (isLong ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2),
    wide: whole("hhea").readUInt16BE(countOfMetrics),
  };
}

function changed(table: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(table);
  copy.writeUInt16BE(value, at);
  return copy;
}

/** The bytes of a letter's shape; in those of one with a mark, the numbers of both as they are on the sheet. */
function letter({ whole, place }: Tables, glyph: number, includeGlyph: (glyph: number) => number): Buffer {
  const shape = whole("glyf").subarray(place(glyph), place(glyph + 1));
  if (shape.length === 0 || shape.readInt16BE(0) >= 0) return shape;
  const copy = Buffer.from(shape);
  for (const at of partsOf(shape)) copy.writeUInt16BE(includeGlyph(shape.readUInt16BE(at)), at);
  return copy;
}

/** Where in a shape that is made of others their numbers stand (OpenType: glyf, composite glyph description). */
function partsOf(shape: Buffer): number[] {
  const found: number[] = [];
  for (let [at, flags] = [10, moreFollows]; flags & moreFollows;) {
    flags = shape.readUInt16BE(at);
    found.push(at + 2);
    const turn = flags & hasScale ? 2 : flags & hasTwoScales ? 4 : flags & hasMatrix ? 8 : 0;
    at += 4 + (flags & areWords ? 4 : 2) + turn;
  }
  return found;
}
const [areWords, hasScale, moreFollows, hasTwoScales, hasMatrix] = [0x1, 0x8, 0x20, 0x40, 0x80];

function placesOf(letters: readonly Buffer[]): Buffer {
  const places = Buffer.alloc((letters.length + 1) * 4);
  let end = 0;
  for (const [at, { length }] of letters.entries()) places.writeUInt32BE((end += length), (at + 1) * 4);
  return places;
}

/** A letter's width and what is before it. */
function metricsOf({ whole, wide }: Tables, glyph: number): Buffer {
  const all = whole("hmtx");
  if (glyph < wide) return all.subarray(glyph * 4, glyph * 4 + 4);
  const before = wide * 4 + (glyph - wide) * 2;
  return Buffer.concat([all.subarray(wide * 4 - 4, wide * 4 - 2), all.subarray(before, before + 2)]);
}

/** Tables as one TrueType file, each at a multiple of four. */
function inOneFile(tables: Record<string, Buffer>): Buffer {
  const all = Object.entries(tables).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const head = Buffer.alloc(12 + all.length * 16);
  const half = Math.floor(Math.log2(all.length));
  head.writeUInt32BE(0x00010000, 0);
  for (const [at, value] of [all.length, 16 * 2 ** half, half, 16 * (all.length - 2 ** half)].entries())
    head.writeUInt16BE(value, 4 + at * 2);
  const parts: Buffer[] = [head];
  let end = head.length;
  for (const [at, [name, table]] of all.entries()) {
    head.write(name, 12 + at * 16, "latin1");
    head.writeUInt32BE(end, 12 + at * 16 + 8);
    head.writeUInt32BE(table.length, 12 + at * 16 + 12);
    const rest = (4 - (table.length % 4)) % 4;
    parts.push(table, Buffer.alloc(rest));
    end += table.length + rest;
  }
  return Buffer.concat(parts);
}
