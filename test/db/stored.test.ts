import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { inWords, usually } from "../../src/consent/how-long.ts";
import { documentsOf } from "../../src/house/officer-documents.ts";
import { asMarkdown } from "../../src/school/documents/as-markdown.ts";
import { measures } from "../../src/school/documents/measures.ts";
import { stored } from "../../src/school/stored.ts";
import { circumstances } from "../support/circumstances.ts";
import { texts } from "../support/school.ts";

const { $client: client } = openDatabase(":memory:");
const tables = client
  .prepare(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> '__drizzle_migrations'",
  )
  .pluck()
  .all() as string[];
const columnsOf = (table: string) =>
  client.prepare("select name from pragma_table_info(?)").pluck().all(table) as string[];
const groups = [...new Set(Object.values(stored).map(({ group }) => group))];
const { plain } = texts.speak();
const howLong = inWords(usually, "de");
const wordsFor = (group: (typeof groups)[number]) =>
  (["what", "why", "kept"] as const).map((part) =>
    plain(group === "office" ? `document.office.${part}` : `stored.${group}.${part}`, howLong),
  );
const documents = new Map(documentsOf(texts, circumstances).map((one) => [one.name, asMarkdown(one, "offen")]));

test("the table of what is stored names every table and every column of the database, and nothing else", () => {
  const inDatabase = Object.fromEntries(tables.map((table) => [table, columnsOf(table).toSorted()]));
  const inTable = Object.fromEntries(Object.entries(stored).map(([table, { columns }]) => [table, columns.toSorted()]));
  expect(inTable).toEqual(inDatabase);
});

test("what identifies a person is among the columns, and every name, word and account number counts as such", () => {
  for (const [table, { columns, identifies }] of Object.entries(stored))
    expect({ table, strangers: identifies.filter((column) => !columns.includes(column)) }).toEqual({
      table,
      strangers: [],
    });
  const telling = /^(given_name|family_name|birth_date|chat_id|words|note|evidence|recorded_by|by|\w+_by|state)$/;
  const forgotten = Object.entries(stored).flatMap(([table, { columns, identifies }]) =>
    columns
      .filter((column) => telling.test(column) && !identifies.includes(column))
      .map((column) => `${table}.${column}`),
  );
  expect(forgotten).toEqual([]);
});

test("each table says in the schema why it may exist", () => {
  const parts = ["people", "record", "office", "doors", "matrix", "roll", "rights", "scans"].map(
    (name) => `schema-${name}`,
  );
  const schema = ["schema", ...parts]
    .map((name) => readFileSync(new URL(`../../db/${name}.ts`, import.meta.url), "utf8"))
    .join("\n");
  const explained = [
    ...schema.matchAll(/\/\*\*\s(?:\s\*\s)?Why: (?:[^*]|\*(?!\/))+\*\/\nexport const \w+ = sqliteTable\(\s*"(\w+)"/g),
  ].map(([, table]) => table);
  expect(explained.toSorted()).toEqual(tables.toSorted());
});

test("the record of processing names every group with its purpose, its time and its tables", () => {
  const record = documents.get("verzeichnis") ?? "";
  for (const words of groups.flatMap(wordsFor)) expect(record).toContain(words);
  for (const table of tables) expect(record).toContain(`${table} (`);
});

test("the information for parents names every group that is about them, the deletion concept every group", () => {
  const information = documents.get("information-eltern") ?? "";
  const aboutThem = groups.filter((group) => group !== "office");
  expect(aboutThem).toHaveLength(7);
  for (const words of aboutThem.flatMap(wordsFor)) expect(information).toContain(words);
  for (const words of groups.flatMap(wordsFor)) expect(documents.get("loeschkonzept")).toContain(words);
});

test("each time stands in the documents as the school has set it, and one is not said as many", () => {
  const one = { years: 1, requests: 1, log: 1, questions: 1, messages: 1, looks: 1, days: 1 };
  const written = (limits: typeof usually) =>
    documentsOf(texts, { ...circumstances, limits }).map((document) => asMarkdown(document, "offen"));
  for (const document of written({ ...usually, ...one }))
    expect(document.match(/(?<!\d)1 (?:Jahre|Monate|Tage)\b/g)).toBeNull();
  const all = written({ ...usually, requests: 5, log: 7, questions: 2, messages: 4 }).join();
  for (const words of ["5 Jahre nach dem Ende des Jahres der Antwort", "Protokoll 7 Jahre nach dem Ende des Jahres"])
    expect(all).toContain(words);
  for (const words of ["2 Monate nach der Frage", "4 Monate nach dem Senden"]) expect(all).toContain(words);
});

test("whether pictures of scanned sheets are kept stands in the documents as it is", () => {
  const written = (keepsScans: boolean) =>
    documentsOf(texts, { ...circumstances, keepsScans })
      .map((document) => asMarkdown(document, "offen"))
      .join();
  const [without, keeping] = [written(false), written(true)];
  for (const words of ["wird mit Ihrer Unterschrift aufgehoben", "KEEP_SCANS", "Warum werden die Bilder"])
    expect([without.includes(words), keeping.includes(words)]).toEqual([false, true]);
  const not = "Das Bild selbst wird nicht gespeichert.";
  expect([without.includes(not), keeping.includes(not)]).toEqual([true, false]);
});

test("every technical measure is shown by a test that is there, and stands in the document", () => {
  const technical = documents.get("massnahmen") ?? "";
  for (const [measure, { test: shownBy }] of Object.entries(measures)) {
    expect({ measure, isThere: existsSync(new URL(`../../${shownBy}`, import.meta.url)) }).toEqual({
      measure,
      isThere: true,
    });
    expect(technical).toContain(`| ${plain(`measure.${measure as keyof typeof measures}`)} | ${shownBy} |`);
  }
});
