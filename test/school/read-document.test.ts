import { expect, test } from "vitest";
import { openIn } from "../../src/school/documents/document.ts";
import { asMarkdown } from "../../src/school/documents/as-markdown.ts";
import { type Filling, readDocument, WrongDocument } from "../../src/school/documents/read-document.ts";

const filling: Filling = {
  fields: { school: "Schule Beispiel", authority: "" },
  labels: { authority: "Aufsichtsbehörde" },
  missing: (label) => `Es fehlt: ${label}.`,
  holds: new Set(["telegram"]),
  tables: { kept: { head: ["Was", "Wie lange"], rows: [["Namen", "drei Jahre"]] } },
  passage: (topic) => `Wörtlich zu ${topic}.`,
};
const blocksOf = (written: string) => readDocument("probe", `# Titel\n\n${written}`, filling).blocks;

test("a document is a title and blocks; a field is what the school says", () => {
  const written = "# Für {school}\n\nEine Zeile,\ndie weitergeht.\n\n## Wozu\n\n- eins\n- zwei";
  expect(readDocument("probe", written, filling)).toEqual({
    name: "probe",
    title: "Für Schule Beispiel",
    blocks: [
      { kind: "text", text: "Eine Zeile, die weitergeht." },
      { kind: "heading", text: "Wozu" },
      { kind: "items", items: ["eins", "zwei"] },
    ],
  });
});

test("what the school has not said is a gap, and a question to a person, once for each place; nothing is made up", () => {
  expect(blocksOf("Beschwerde: {authority}, oder {authority}.")).toEqual([
    { kind: "text", text: "Beschwerde: …………… (Aufsichtsbehörde), oder …………… (Aufsichtsbehörde)." },
    { kind: "open", text: "Es fehlt: Aufsichtsbehörde." },
  ]);
});

test("a block, an item and a row that are for something else are left out, and their gaps with them", () => {
  expect(blocksOf("[if matrix]\nDer Server, {authority}.")).toEqual([]);
  expect(blocksOf("[if telegram, not matrix]\nNur das.")).toEqual([{ kind: "text", text: "Nur das." }]);
  expect(blocksOf("- [if matrix] {authority}\n- [if telegram] ja\n- immer")).toEqual([
    { kind: "items", items: ["ja", "immer"] },
  ]);
  expect(blocksOf("- [if matrix] nichts")).toEqual([]);
  expect(blocksOf("| Wer | Wofür |\n[if matrix] | niemand | nichts |\n| {school} | alles |")).toEqual([
    { kind: "table", head: ["Wer", "Wofür"], rows: [["Schule Beispiel", "alles"]] },
  ]);
});

test("what a person must decide is a block of its own, and is found again", () => {
  const document = readDocument("probe", "# Titel\n\n[if telegram]\n[open]\nWer\nentscheidet?", filling);
  expect(document.blocks).toEqual([{ kind: "open", text: "Wer entscheidet?" }]);
  expect(openIn([document, { name: "other", title: "", blocks: [] }])).toEqual([
    { document, open: ["Wer entscheidet?"] },
  ]);
});

test("tables and passages of the notice stand where they are wanted", () => {
  expect(blocksOf("[table kept]\n\n[passage complaint]")).toEqual([
    { kind: "table", head: ["Was", "Wie lange"], rows: [["Namen", "drei Jahre"]] },
    { kind: "text", text: "Wörtlich zu complaint." },
  ]);
});

test("whatever the school is called, its name is a name: no column, no heading, no item and no mark of ours", () => {
  for (const school of ["A | B", "## A", "- A", "| A |", "[if telegram] A", "[open] A"]) {
    const of = { ...filling, fields: { ...filling.fields, school } };
    const blocks = readDocument(
      "probe",
      "# T\n\n{school}\n\n| {school} | x |\n| y | z |\n\n- {school}\n- b",
      of,
    ).blocks;
    expect(blocks).toEqual([
      { kind: "text", text: school },
      { kind: "table", head: [school, "x"], rows: [["y", "z"]] },
      { kind: "items", items: [school, "b"] },
    ]);
    expect(asMarkdown({ name: "probe", title: "T", blocks }, "offen").split("\n")[4]).toBe(
      `| ${school.replaceAll("|", "\\|")} | x |`,
    );
  }
});

test("a field, a table or a beginning that is none is refused by name", () => {
  expect(() => blocksOf("Hier {nothing}.")).toThrow(new WrongDocument("probe: there is no field {nothing}"));
  expect(() => blocksOf("[table nothing]")).toThrow(new WrongDocument("probe: there is no table nothing"));
  expect(() => readDocument("probe", "kein Titel", filling)).toThrow("probe: its first line must be its title");
});
