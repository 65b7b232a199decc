import { html } from "hono/html";
import { type Purpose, purposes } from "../../consent/event.ts";
import { type Versions, versionField } from "../children/version-field.ts";
import { field, notes, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { OfficeKey, Say } from "../page/words.ts";
import { answerIn, type Lists, one, type Row } from "./entries.ts";

/** What the fields of a grid are made from. */
export interface Typed {
  values: Lists;
  errors: Readonly<Record<string, OfficeKey>>;
}

export const form = "paper";

/** What is said once for all sheets: the day, the version where no sheet names its own, where the sheets are kept. */
export function headFields(
  desk: Desk,
  typed: Typed,
  { today, versions, scans }: { today: string; versions: Versions; scans: object | null },
): Html {
  const { say } = desk;
  const sent: Sent = {
    values: Object.fromEntries(Object.keys(typed.values).map((name) => [name, one(typed.values, name)])),
    errors: typed.errors,
  };
  const day = { label: say("paper.day"), hint: say(scans === null ? "paper.dayHint" : "scans.dayHint"), value: today };
  const note = { label: say("answer.note"), hint: say("answer.noteHint") };
  return html`<div class="pair">
    ${field(say, { form, name: "day", type: "date", ...day, sent })}
    ${versions.length === 0 ? "" : versionField(desk, form, versions, sent)}
    ${field(say, { form, name: "note", ...note, sent })}
  </div>`;
}

/** Who has signed the sheet. */
export function signerCell(say: Say, row: Row, { values, errors }: Typed): Html {
  const name = `who-${row.key}`;
  const signed = values[name] ?? [];
  const box = ({ id, givenName, familyName, role }: Row["people"][number], at: number) => {
    const checked = signed.includes(id) ? html` checked` : "";
    const pupil = role === "pupil" ? html` (${say("contact.pupil")})` : "";
    return html`<label><input type="checkbox" name="${name}" value="${id}"${checked}>
      <kbd aria-hidden="true">${at + 1}</kbd> ${givenName} ${familyName}${pupil}</label>`;
  };
  return html`<td data-cell="who"><fieldset class="cell" id="${form}-${name}" tabindex="-1">
    <legend class="hidden">${say("paper.whoOf", { name: nameOf(row) })}</legend>
    ${notes(say, `${form}-${name}`, undefined, errors[name])}
    ${row.people.map(box)}
  </fieldset></td>`;
}

/** JA, NEIN, or left open. In: whether this field has the focus first. */
export function answerCell(say: Say, row: Row, purpose: Purpose, values: Lists, first: boolean): Html {
  const name = `${purpose}-${row.key}`;
  const now = answerIn(values, purpose, row.key) ?? "";
  const options = [
    ["yes", say("page.yes")],
    ["no", say("page.no")],
    ["", say("paper.open")],
  ] as const;
  const radio = ([value, label]: (typeof options)[number]) => {
    const [checked, focus] = [value === now ? html` checked` : "", first && value === now ? html` autofocus` : ""];
    return html`<label><input type="radio" name="${name}" value="${value}"${checked}${focus}> ${label}</label>`;
  };
  const legend = say("paper.cellOf", { purpose: say(`purpose.${purpose}`), name: nameOf(row) });
  return html`<td data-cell="${purpose}"><fieldset class="cell" data-purpose="${say(`purpose.${purpose}`)}">
    <legend class="hidden">${legend}</legend>${options.map(radio)}
  </fieldset></td>`;
}

/** "Beispiel, Mila (15.03.)". */
export const nameOf = ({ child, mark }: Pick<Row, "child" | "mark">): string =>
  `${child.familyName}, ${child.givenName}${mark}`;

/** A sent form as hidden fields, for the page between it and what comes of it. */
export function carried(values: Lists): Html {
  const isCarried = (name: string) => /^(act|scans|day|notice|note|(who|day)-.+)$/s.test(name) || isAnswer(name);
  const isAnswer = (name: string) => purposes.some((purpose) => name.startsWith(`${purpose}-`));
  return html`${Object.entries(values)
    .filter(([name]) => isCarried(name))
    .flatMap(([name, all]) => all.map((value) => html`<input type="hidden" name="${name}" value="${value}">`))}`;
}
