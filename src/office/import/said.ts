import { dictionary } from "../../answers/dictionary.ts";
import { html } from "hono/html";
import { type Field, fields } from "../../school/reading/formats.ts";
import { germanDate } from "../../school/dates.ts";
import type { Column } from "../../school/office-file.ts";
import type { PlannedRow } from "../../school/plan-import.ts";
import { choice, field, select, type Sent } from "../page/form.ts";
import { type Draft, named, ownOf, type Said } from "./drafts.ts";
import { readWholeness, wholenessFields, wholenessValues } from "./wholeness.ts";
import { fill, type ImportWords, placeText } from "./words.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";

/** What a column of a list of pupils can be; the other fields belong to files that are known by their headings. */
const assignable = [
  "familyName",
  "givenName",
  "birthDate",
  "className",
  "language",
  "key",
  "family1",
  "given1",
  "family2",
  "given2",
  "status",
  "remarks",
  "guardianKind",
  "mail1",
  "mail2",
] as const satisfies Field[];

/** As many as anybody answers on one page; the others come when these have an answer. */
const mostAsked = 200;

/** Those still open first. */
function shownOf({ asked, said }: Draft): PlannedRow[] {
  if (asked.length <= mostAsked) return asked;
  const isOpen = ({ file, row }: PlannedRow) => ownOf(said.chosen, `${file}:${row}`) === undefined;
  return asked.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a))).slice(0, mostAsked);
}

/**
 * Where the files leave something open: which child a row is, what a column says, which class it is.
 * Nothing where nothing is open.
 */
export function saidForm({ say }: Desk, draft: Draft, words: ImportWords): Html {
  const { plan, said, asked, id } = draft;
  const sent: Sent = { values: valuesIn(draft), errors: {} };
  const asksClass = said.className !== "" || plan.problems.some(({ key }) => key === "classNeeded");
  const columns = columnsToSay(draft);
  const wholeness = wholenessFields(say, draft, sent);
  if (!asksClass && columns.length === 0 && asked.length === 0 && wholeness === null) return html``;
  return html`<form method="post" action="/office/import/${id}/said" class="boxed" data-wait>
    <h2>${say("importPage.openTitle")}</h2>
    ${asksClass ? classField(say, sent) : ""}
    ${columns.length === 0 ? "" : columnFields(say, columns, sent)}
    ${wholeness ?? ""}
    ${shownOf(draft).map((row) => whichChild(say, nameOf(draft, row), row, sent, words))}
    ${asked.length > mostAsked ? html`<p>${fill(words.more, { count: asked.length - mostAsked })}</p>` : ""}
    <button>${say("importPage.say")}</button>
  </form>`;
}

function classField(say: Say, sent: Sent): Html {
  const [label, hint] = [say("importPage.className"), say("importPage.classHint")];
  return field(say, { form: "said", name: "className", label, hint, sent, most: 20 });
}

function columnFields(say: Say, columns: readonly OpenColumn[], sent: Sent): Html {
  const options = [
    ["", say("importPage.unused")] as const,
    ...assignable.map((one) => [one, say(`import.field.${one}`)] as const),
  ];
  const what = ({ name, column }: OpenColumn) => {
    const label = column.file === "" ? column.name : `${column.name} (${column.file})`;
    return select(say, { form: "said", name, label, sent, options });
  };
  return html`<p>${say("importPage.columnsHint")}</p>
    <div class="pair">${columns.map(what)}</div>`;
}

function whichChild(say: Say, name: string, row: PlannedRow, sent: Sent, words: ImportWords): Html {
  const inClass = row.className === null ? "" : ` (${row.className})`;
  const stored = (one: PlannedRow["candidates"][number]) =>
    say("importPage.isStored", { name: one.name, class: one.className }) + bornOn(one.birthDate);
  return choice(say, {
    form: "said",
    name,
    label: `${placeText(row, words)}: ${row.name}${inClass}${bornOn(row.birthDate)}`,
    sent,
    hint: say("importPage.whichHint"),
    options: [
      ...row.candidates.map((one) => [one.id, stored(one)] as const),
      ["new", say("importPage.isNew")],
      ["", say("importPage.isOpen")],
    ],
  });
}

const bornOn = (date: string | null) => (date === null ? "" : `, * ${germanDate(date)}`);

/** Reads the form. What it does not ask stays as it was said. */
export function readSaid(values: Readonly<Record<string, string>>, draft: Draft): Said {
  const { said } = draft;
  const chosen = { ...said.chosen };
  for (const row of shownOf(draft)) {
    const word = values[nameOf(draft, row)] ?? "";
    if (word === "new" || row.candidates.some(({ id }) => id === word)) chosen[`${row.file}:${row.row}`] = word;
    else delete chosen[`${row.file}:${row.row}`];
  }
  const told = columnsToSay(draft).flatMap(({ name, column }) =>
    Object.hasOwn(fields, values[name] ?? "") ? [{ column, is: values[name] as Field }] : [],
  );
  const columns = Object.fromEntries(
    [...Map.groupBy(told, ({ column }) => column.file)].map(([file, own]) => [
      file,
      dictionary(Object.fromEntries(own.map(({ column, is }) => [column.name, is]))),
    ]),
  );
  return {
    className: values.className ?? said.className,
    columns: dictionary(columns),
    chosen,
    ...readWholeness(values, draft),
  };
}

interface OpenColumn {
  name: string;
  column: Column;
}

/** The columns of files that nobody knows, and of those that are known only from what was said. */
function columnsToSay(draft: Draft): OpenColumn[] {
  const { plan, said } = draft;
  const open = new Set([
    ...plan.problems.filter(({ key }) => key === "unknownColumns").map(({ file }) => file),
    ...Object.keys(said.columns),
  ]);
  return plan.columns.flatMap((column, at) => (open.has(column.file) ? [{ name: `column-${at}`, column }] : []));
}

function valuesIn(draft: Draft): Record<string, string> {
  const { said, asked } = draft;
  return {
    className: said.className,
    ...wholenessValues(draft),
    ...Object.fromEntries(
      columnsToSay(draft).map(({ name, column }) => [name, ownOf(ownOf(said.columns, column.file), column.name) ?? ""]),
    ),
    ...Object.fromEntries(asked.map((row) => [nameOf(draft, row), ownOf(said.chosen, `${row.file}:${row.row}`) ?? ""])),
  };
}

/** What a row's question is called in the form: a name without whatever may stand in the name of a file. */
function nameOf({ files }: Draft, { file, row }: { file: string; row: number | null }): string {
  return `row-${named(files).findIndex(({ name }) => name === file)}-${row}`;
}
