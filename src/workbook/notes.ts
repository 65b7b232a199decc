import type { CellObject } from "@e965/xlsx";
import { type Line, tidy } from "../school/reading/lines.ts";

/** The comments at the cells of a row, whoever wrote them. */
export function notesAt(cells: readonly (CellObject | undefined)[]): Pick<Line, "notes"> {
  const comments = cells.flatMap((cell) => cell?.c ?? []);
  const notes = comments.map(({ t = "", T: inThread }) => tidy(inThread ? fromXml(t) : t));
  const said = notes.filter((note) => note !== "");
  return said.length > 0 ? { notes: said } : {};
}

/** The library hands on a thread of comments as the bytes of its XML, a letter a byte. */
function fromXml(raw: string): string {
  return decoded(raw).replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, number, hex, name: string) => {
    if (name) return named[name] ?? whole;
    const code = number ? Number(number) : Number.parseInt(hex as string, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(raw: string): string {
  try {
    return /^[\0-\u00ff]*$/.test(raw)
      ? new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(raw, "latin1"))
      : raw;
  } catch {
    return raw;
  }
}
