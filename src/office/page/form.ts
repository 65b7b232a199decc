import { html } from "hono/html";
import type { Context } from "hono";
import type { Html } from "./layout.ts";
import type { OfficeKey, Say } from "./words.ts";

/** A form as it was sent: its values, and what is wrong with which of them. A fresh one has neither. */
export interface Sent {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, OfficeKey>>;
}

export const fresh: Sent = { values: {}, errors: {} };

/** The values of a form, without spaces at their ends. Files are left out. */
export async function valuesOf(ctx: Context): Promise<Record<string, string>> {
  const body = await ctx.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === "string" ? [[name, value.trim()]] : [])),
  );
}

/** What must be put right, on top of the page, each a link to its field. In: the form; the id that its fields begin with. */
export function errorSummary(say: Say, { errors }: Sent, form: string): Html {
  const all = Object.entries(errors);
  if (all.length === 0) return html``;
  return html`<div class="errors" role="alert" tabindex="-1" id="${form}-errors" autofocus><h2>${say("fault.check")}</h2><p>${say("fault.count", { count: all.length })}</p>
    <ul>${all.map(([name, key]) => html`<li><a href="#${form}-${name}">${say(key)}</a></li>`)}</ul></div>`;
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
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter((one) => one !== "").join(" ");
  const typed = sent.values[name] ?? value;
  const attributes = html`id="${id}" name="${sentAs}" maxlength="${most}"${described ? html` aria-describedby="${described}"` : ""}${error ? html` aria-invalid="true"` : ""}`;
  return html`<div class="field"><label for="${id}">${label}</label>${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ""}${errorLine(say, id, error)}
    ${type === "textarea" ? html`<textarea ${attributes} rows="3">${typed}</textarea>` : html`<input type="${type}" ${attributes} value="${typed}" autocomplete="off">`}</div>`;
}

interface Choice {
  form: string;
  name: string;
  label: string;
  sent: Sent;
  options: readonly (readonly [value: string, label: string])[];
  hint?: string;
  chosen?: string;
  row?: boolean;
}

/** One of several, as buttons that can all be seen. */
export function choice(say: Say, { form, name, label, sent, options, hint, chosen = "", row = false }: Choice): Html {
  const id = `${form}-${name}`;
  const error = sent.errors[name];
  const now = sent.values[name] ?? chosen;
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter((one) => one !== "").join(" ");
  return html`<fieldset class="field${row ? " row" : ""}" id="${id}" tabindex="-1"${described ? html` aria-describedby="${described}"` : ""}><legend>${label}</legend>${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ""}${errorLine(say, id, error)}
    <div class="options">${options.map(([value, text]) => html`<label><input type="radio" name="${name}" value="${value}"${value === now ? html` checked` : ""}> ${text}</label>`)}</div></fieldset>`;
}

/** One of many. */
export function select(say: Say, { form, name, label, sent, options, hint, chosen = "" }: Choice): Html {
  const id = `${form}-${name}`;
  const error = sent.errors[name];
  const now = sent.values[name] ?? chosen;
  return html`<div class="field"><label for="${id}">${label}</label>${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ""}${errorLine(say, id, error)}
    <select id="${id}" name="${name}"${error ? html` aria-invalid="true" aria-describedby="${id}-error"` : hint ? html` aria-describedby="${id}-hint"` : ""}>${options.map(([value, text]) => html`<option value="${value}"${value === now ? html` selected` : ""}>${text}</option>`)}</select></div>`;
}

function errorLine(say: Say, id: string, error: OfficeKey | undefined): Html {
  return error ? html`<p class="error" id="${id}-error">${say("fault.error", { text: say(error) })}</p>` : html``;
}
