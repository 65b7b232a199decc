import { html } from "hono/html";
import type { Desk, Html } from "../page/layout.ts";
import type { ChildData } from "./child-data.ts";

/** Who has declared something for a child and may not any more, so that nobody wonders why it does not count. */
export function formerPeople({ say }: Desk, { contacts, history, names }: ChildData): Html {
  const now = new Set<string | null>(contacts.map(({ id }) => id));
  const declared = history.filter(({ role, person }) => role !== "office" && person !== null && !now.has(person));
  const former = [...new Set(declared.map(({ person }) => person ?? ""))];
  if (former.length === 0) return html``;
  return html`<h3>${say("contact.formerTitle")}</h3>
    <ul>${former.map((id) => html`<li>${say("contact.former", { name: names.get(id) ?? id })}</li>`)}</ul>`;
}
