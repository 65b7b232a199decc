import { html } from "hono/html";
import type { Context } from "hono";
import { asForm } from "./body.ts";
import type { Html } from "./layout.ts";
import type { OfficeKey, Say } from "./words.ts";

/** A form as it was sent: its values, and what is wrong with which of them. A fresh one has neither. */
export interface Sent {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, OfficeKey>>;
}

export const fresh: Sent = { values: {}, errors: {} };

/** The hidden field by which the same form sent twice is one act. In: a fresh id; the form as it was sent. */
export const actField = (act: string, { values }: Sent): Html =>
  html`<input type="hidden" name="act" value="${values.act ?? act}">`;

/** The values of a form, without spaces at their ends. Files are left out. */
export async function valuesOf(ctx: Context): Promise<Record<string, string>> {
  const body = await asForm(ctx.req.parseBody());
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === "string" ? [[name, value.trim()]] : [])),
  );
}

/**
 * What must be put right, on top of the page, each a link to its field.
 * In: the form; the id that its fields begin with; how a field is called where several can lack the same.
 */
export function errorSummary(
  say: Say,
  { errors }: Sent,
  form: string,
  called: Readonly<Partial<Record<string, OfficeKey>>> = {},
): Html {
  const all = Object.entries(errors);
  if (all.length === 0) return html``;
  const line = ([name, key]: readonly [string, OfficeKey]) => {
    const label = called[name];
    return html`<li><a href="#${form}-${name}">${label ? `${say(label)}: ${say(key)}` : say(key)}</a></li>`;
  };
  return html`<div class="errors" role="alert" tabindex="-1" id="${form}-errors" autofocus>
    <h2>${say("fault.check")}</h2>
    <p>${say("fault.count", { count: all.length })}</p>
    <ul>${all.map(line)}</ul>
  </div>`;
}

/** `sentAs`: where the same field is on the page more than once, what the form calls it. */
interface Field {
  form: string;
  name: string;
  sentAs?: string;
  label: string;
  sent: Sent;
  hint?: string;
  type?: "text" | "date" | "textarea";
  value?: string;
  most?: number;
}

/** A field with its label, perhaps a hint, and what is wrong with it; what was typed stays. */
export function field(
  say: Say,
  { form, name, sentAs = name, label, sent, hint, type = "text", value = "", most = 200 }: Field,
): Html {
  const id = `${form}-${name}`;
  const error = sent.errors[name];
  const typed = sent.values[name] ?? value;
  const length = html`maxlength="${most}"`;
  const attributes = html`id="${id}" name="${sentAs}" ${length}${describedBy(id, hint, error)}${invalid(error)}`;
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${notes(say, id, hint, error)}
    ${
      type === "textarea"
        ? html`<textarea ${attributes} rows="3">${typed}</textarea>`
        : html`<input type="${type}" ${attributes} value="${typed}" autocomplete="off">`
    }
  </div>`;
}

type Option = readonly [value: string, label: string];

interface Choice {
  form: string;
  name: string;
  label: string;
  sent: Sent;
  options: readonly Option[];
  hint?: string;
  chosen?: string;
  row?: boolean;
}

/** One of several, as buttons that can all be seen. */
export function choice(say: Say, { form, name, label, sent, options, hint, chosen = "", row = false }: Choice): Html {
  const id = `${form}-${name}`;
  const error = sent.errors[name];
  const now = sent.values[name] ?? chosen;
  const option = ([value, text]: Option) => {
    const checked = value === now ? html` checked` : "";
    return html`<label><input type="radio" name="${name}" value="${value}"${checked}> ${text}</label>`;
  };
  return html`<fieldset class="field${row ? " row" : ""}" id="${id}" tabindex="-1"${describedBy(id, hint, error)}>
    <legend>${label}</legend>
    ${notes(say, id, hint, error)}
    <div class="options">${options.map(option)}</div>
  </fieldset>`;
}

/** One of many. */
export function select(say: Say, { form, name, label, sent, options, hint, chosen = "" }: Choice): Html {
  const id = `${form}-${name}`;
  const error = sent.errors[name];
  const now = sent.values[name] ?? chosen;
  const option = ([value, text]: Option) =>
    html`<option value="${value}"${value === now ? html` selected` : ""}>${text}</option>`;
  const described = describedBy(id, error ? undefined : hint, error);
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${notes(say, id, hint, error)}
    <select id="${id}" name="${name}"${invalid(error)}${described}>${options.map(option)}</select>
  </div>`;
}

/** What stands between a label and its field: perhaps a hint, and what is wrong. */
export function notes(say: Say, id: string, hint: string | undefined, error: OfficeKey | undefined): Html {
  return html`${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ""}
    ${error ? html`<p class="error" id="${id}-error">${say("fault.error", { text: say(error) })}</p>` : ""}`;
}

/** The attribute of a field that leads from it to its notes, with a space before it. */
export function describedBy(id: string, hint: string | undefined, error: OfficeKey | undefined): Html {
  const notes = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])];
  return notes.length === 0 ? html`` : html` aria-describedby="${notes.join(" ")}"`;
}

/** The attribute of a field in which something is wrong, with a space before it. */
export function invalid(error: OfficeKey | undefined): Html {
  return error ? html` aria-invalid="true"` : html``;
}

/** The attribute of a folded form, with a space before it: what was sent and was not right is seen at once. */
export function openWhereWrong({ errors }: Sent): Html {
  return Object.keys(errors).length > 0 ? html` open` : html``;
}
