import { readFileSync } from "node:fs";
import fc from "fast-check";
import { type Encoding, encodings, sample, saved } from "../support/office.ts";
import { manyChildren } from "../support/lists.ts";
import { anyText, canary } from "./hostile.ts";

/** A whole example of every format that the import knows. */
const examples = {
  "invented-school.csv": readFileSync(new URL("../../src/demo/invented-school.csv", import.meta.url), "utf8"),
  ...Object.fromEntries(
    [
      "SchuelerBasisdaten.dat",
      "SchuelerErzieher.dat",
      "iserv-benutzer.csv",
      "iserv-eltern.csv",
      "klassen.csv",
      "lehrkraefte.csv",
      "schild-text.csv",
      "schueler-erzieher.csv",
      "schuelerdaten.csv",
    ].map((name) => [name, sample(name)]),
  ),
  "many.csv": new TextDecoder().decode(manyChildren(300, true)),
};
export type Example = keyof typeof examples;

/** A change of the text, at a place that is counted through; `words` is what is put there. */
interface Change {
  what: "cell" | "line" | "twice" | "cut" | "into" | "separator" | "flood" | "heading" | "quotes";
  at: number;
  words: string;
}

/** One file as somebody could send it: an example, changed, saved in some encoding, and its bytes changed. */
export interface HostileFile {
  example: Example;
  name: string;
  changes: Change[];
  encoding: Encoding;
  bytes: { what: "flip" | "cut" | "head"; at: number; head: string }[];
}

const cells = [
  "31.02.2018",
  "43174",
  "-1",
  "3a",
  "Aktiv",
  "ja",
  "kind",
  "lehrkraft",
  "E01",
  '"',
  "=cmd()",
  "99.99.9999",
];
const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom("cell", "line", "twice", "cut", "into", "separator", "flood", "heading", "quotes"),
  at: fc.nat(4000),
  words: fc.oneof(
    fc.constantFrom(...cells),
    anyText.map((text) => (/\p{L}/u.test(text) ? `${canary} ${text}` : text)),
  ),
});

export const hostileFile: fc.Arbitrary<HostileFile> = fc.record({
  example: fc.constantFrom(...(Object.keys(examples) as Example[])),
  name: fc.constantFrom("a.csv", "b.dat", "constructor", "../../x", "__proto__", canary),
  changes: fc.array(change, { maxLength: 4 }),
  encoding: fc.constantFrom(...encodings),
  bytes: fc.oneof(
    { weight: 4, arbitrary: fc.constant([] as HostileFile["bytes"]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({
          what: fc.constantFrom("flip" as const, "cut" as const, "head" as const),
          at: fc.nat(20_000),
          head: fc.constantFrom(
            "PK\u0003\u0004",
            "\u001f\u008b\u0008",
            "%PDF-1.7",
            "\u0000\u0000",
            "\u00ef\u00bb\u00bf",
          ),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    },
  ),
});

/** The file's bytes. */
export function bytesOf({ example, changes, encoding, bytes }: HostileFile): Uint8Array<ArrayBuffer> {
  let text = examples[example] ?? "";
  for (const one of changes) text = changed(text, one);
  let out = new Uint8Array(saved(text, encoding));
  for (const { what, at, head } of bytes) {
    const place = at % Math.max(1, out.length);
    if (what === "cut") out = out.slice(0, place);
    else if (what === "head") out = new Uint8Array([...Buffer.from(head, "latin1"), ...out]);
    else out[place] = (out[place] ?? 0) ^ 0xff;
  }
  return out;
}

function changed(text: string, { what, at, words }: Change): string {
  const lines = text.split("\n");
  const row = at % lines.length;
  const line = lines[row] ?? "";
  const separator = /[;|,\t]/.exec(lines[0] ?? "")?.[0] ?? ";";
  const replaced = (other: string[]) => lines.toSpliced(row, 1, ...other).join("\n");
  if (what === "line") return replaced([]);
  if (what === "twice") return replaced([line, line]);
  if (what === "cut") return text.slice(0, at % Math.max(1, text.length));
  if (what === "into") return text.slice(0, at) + words + text.slice(at);
  if (what === "separator") return text.replaceAll(separator, words.slice(0, 1) || ",");
  if (what === "flood") return `${text}\n${separator.repeat(at * 20)}`;
  if (what === "heading") return replaced([lines[0] ?? "", line]);
  if (what === "quotes") return text.replaceAll(separator, `"${separator}"`);
  const parts = line.split(separator);
  return replaced([parts.toSpliced(at % parts.length, 1, words).join(separator)]);
}
