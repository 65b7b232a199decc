import { html } from "hono/html";
import { dictionary } from "../../answers/dictionary.ts";
import { everySheet } from "../../school/reading/from-workbook.ts";
import { type Sent, select } from "../page/form.ts";
import type { Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import type { ShownPlan } from "./shown-plan.ts";

type Book = NonNullable<ShownPlan["files"][number]["book"]>;

/** Workbooks in which more than one sheet is a list. */
export function booksIn({ files }: ShownPlan): Book[] {
  return files.flatMap(({ book }) => book ?? []);
}

/** Which sheet of each workbook is to be read; nothing where no workbook leaves it open. */
export function sheetFields(say: Say, plan: ShownPlan, sent: Sent): Html {
  const books = booksIn(plan);
  if (books.length === 0) return html``;
  const field = ({ file, sheets }: Book, at: number) =>
    select(say, {
      form: "said",
      name: `sheet-${at}`,
      label: file === "" ? say("importPage.whichSheet") : say("importPage.whichSheetOf", { file }),
      sent,
      options: [
        ["", say("importPage.noSheetYet")],
        ...sheets.map((name) => [name, name] as const),
        [everySheet, say("importPage.everySheet", { count: sheets.length })],
      ],
    });
  return html`${books.map(field)}`;
}

/** The form's values for the sheets, as they were said. */
export function sheetValues(plan: ShownPlan, said: Readonly<Record<string, string>>): Record<string, string> {
  const chosen = ({ file }: Book) => (Object.hasOwn(said, file) ? said[file] : undefined) ?? "";
  return Object.fromEntries(booksIn(plan).map((book, at) => [`sheet-${at}`, chosen(book)]));
}

/** Reads the form: by file, a sheet that it has or all of them. What is not asked stays as it was said. */
export function readSheets(
  values: Readonly<Record<string, string>>,
  plan: ShownPlan,
  before: Readonly<Record<string, string>>,
): Record<string, string> {
  const said = new Map(Object.entries(before));
  booksIn(plan).forEach(({ file, sheets }, at) => {
    const word = values[`sheet-${at}`] ?? "";
    if (word === everySheet || sheets.includes(word)) said.set(file, word);
    else said.delete(file);
  });
  return dictionary(Object.fromEntries(said));
}
