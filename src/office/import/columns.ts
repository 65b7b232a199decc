import { html } from "hono/html";
import { dictionary } from "../../answers/dictionary.ts";
import type { Column } from "../../school/office-file.ts";
import { type Field, fields } from "../../school/reading/formats.ts";
import { type Sent, select } from "../page/form.ts";
import type { Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import { type Draft, ownOf, type Said } from "./drafts.ts";

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
  "street",
  "house",
  "postcode",
  "town",
] as const satisfies Field[];

/** A column of a given file, which stands once however many of its sheets have it. */
interface OpenColumn extends Column {
  field: string;
  of: string;
}

/** The columns of files that nobody knows, and of those that are known only from what was said. */
export function columnsToSay({ plan }: Pick<Draft, "plan">): OpenColumn[] {
  const open = new Set([
    ...plan.problems.filter(({ key }) => key === "unknownColumns").map(({ file }) => file),
    ...plan.files.filter(({ assigned }) => assigned).map(({ file }) => file),
  ]);
  const given = new Map(plan.files.map(({ file, of }) => [file, of]));
  const columns = plan.columns.flatMap((column, at): OpenColumn[] =>
    open.has(column.file) ? [{ ...column, field: `column-${at}`, of: given.get(column.file) ?? column.file }] : [],
  );
  return [...Map.groupBy(columns, ({ of, name }) => JSON.stringify([of, name])).values()].flatMap((same) =>
    same.slice(0, 1),
  );
}

/** What each of these columns is; nothing where there are none. */
export function columnFields(say: Say, draft: Draft, sent: Sent): Html {
  const columns = columnsToSay(draft);
  if (columns.length === 0) return html``;
  const options = [
    ["", say("importPage.unused")] as const,
    ...assignable.map((one) => [one, say(`import.field.${one}`)] as const),
  ];
  const what = ({ field: name, name: heading, of }: OpenColumn) =>
    select(say, { form: "said", name, label: of === "" ? heading : `${heading} (${of})`, sent, options });
  return html`<p>${say(isRemembered(draft) ? "importPage.columnsRemembered" : "importPage.columnsHint")}</p>
    <div class="pair">${columns.map(what)}</div>`;
}

/** Whether no column has been said of these files, and what is known of them was said before. */
const isRemembered = ({ plan, said }: Draft) =>
  Object.keys(said.columns).length === 0 && plan.files.some(({ assigned }) => assigned);

/** The form's values for the columns: as was said of this file, or before of one like it. */
export function columnValues(draft: Draft): Record<string, string> {
  const { plan, said } = draft;
  const before = new Map(plan.files.map(({ file, assigned }) => [file, assigned]));
  const is = ({ of, file, name }: OpenColumn) => ownOf(ownOf(said.columns, of) ?? before.get(file), name) ?? "";
  return Object.fromEntries(columnsToSay(draft).map((column) => [column.field, is(column)]));
}

/** Reads the form: what is said of the columns that it asks for; of others, and of other files, what was said stays. */
export function readColumns(values: Readonly<Record<string, string>>, draft: Draft): Said["columns"] {
  const asked = Map.groupBy(columnsToSay(draft), ({ of }) => of);
  const said = [...asked].map(([of, columns]) => {
    const own = new Map(Object.entries(ownOf(draft.said.columns, of) ?? {}));
    for (const { name, field } of columns) {
      const is = values[field] ?? "";
      if (Object.hasOwn(fields, is)) own.set(name, is as Field);
      else own.delete(name);
    }
    return [of, dictionary(Object.fromEntries(own))] as const;
  });
  return dictionary({ ...draft.said.columns, ...Object.fromEntries(said) });
}
