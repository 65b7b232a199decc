import { mostOfClass } from "../../school/class-name.ts";
import { html } from "hono/html";
import { germanDate } from "../../school/dates.ts";
import type { PlannedRow } from "../../school/plan-import.ts";
import { placeWord } from "../../school/problem.ts";
import { choice, field, type Sent } from "../page/form.ts";
import { columnFields, columnsToSay, columnValues, readColumns } from "./columns.ts";
import { type Draft, ownOf, type Said } from "./drafts.ts";
import { booksIn, readSheets, sheetFields, sheetValues } from "./sheets.ts";
import { readWholeness, wholenessFields, wholenessValues } from "./wholeness.ts";
import { fill, type ImportWords, placeText } from "./words.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";

/** As many as anybody answers on one page; the others come when these have an answer. */
const mostAsked = 200;

/** Those still open first. */
function shownOf({ asked, said }: Draft): PlannedRow[] {
  if (asked.length <= mostAsked) return asked;
  const isOpen = (row: PlannedRow) => ownOf(said.chosen, placeWord(row)) === undefined;
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
  const [books, wholeness] = [booksIn(plan), wholenessFields(say, draft, sent)];
  const isNothing = !asksClass && columnsToSay(draft).length === 0 && asked.length === 0 && books.length === 0;
  if (isNothing && wholeness === null) return html``;
  return html`<form method="post" action="/office/import/${id}/said" class="boxed" data-wait="/office/import/progress">
    <h2>${say("importPage.openTitle")}</h2>
    ${asksClass ? classField(say, sent) : ""}
    ${sheetFields(say, plan, sent)}
    ${columnFields(say, draft, sent)}
    ${wholeness ?? ""}
    ${shownOf(draft).map((row) => whichChild(say, nameOf(draft, row), row, sent, words))}
    ${asked.length > mostAsked ? html`<p>${fill(words.more, { count: asked.length - mostAsked })}</p>` : ""}
    <button>${say("importPage.say")}</button>
  </form>`;
}

function classField(say: Say, sent: Sent): Html {
  const [label, hint] = [say("importPage.className"), say("importPage.classHint")];
  return field(say, { form: "said", name: "className", label, hint, sent, most: mostOfClass });
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
    if (word === "new" || row.candidates.some(({ id }) => id === word)) chosen[placeWord(row)] = word;
    else delete chosen[placeWord(row)];
  }
  return {
    ...{ className: values.className ?? said.className, chosen },
    columns: readColumns(values, draft),
    sheets: readSheets(values, draft.plan, said.sheets),
    ...readWholeness(values, draft),
  };
}

function valuesIn(draft: Draft): Record<string, string> {
  const { plan, said, asked } = draft;
  return {
    className: said.className,
    ...wholenessValues(draft),
    ...sheetValues(plan, said.sheets),
    ...columnValues(draft),
    ...Object.fromEntries(asked.map((row) => [nameOf(draft, row), ownOf(said.chosen, placeWord(row)) ?? ""])),
  };
}

/** What a row's question is called in the form: a name without whatever may stand in the name of a file. */
function nameOf({ plan }: Draft, { file, row }: { file: string; row: number | null }): string {
  return `row-${plan.files.findIndex((one) => one.file === file)}-${row}`;
}
