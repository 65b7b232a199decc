import { html } from "hono/html";
import type { Contact } from "../../../db/school/contacts.ts";
import { decidable, isOpen, mostOfPaper } from "../../consent/custody.ts";
import { choice, errorSummary, field, fresh, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { ChildData } from "./child-data.ts";

/** The form by which the school decides what one guardian may do, since when and on what paper. */
export function custodyForm({ say }: Desk, { child, today }: ChildData, one: Contact, was: Sent): Html {
  const { id, custody } = one;
  const form = `custody-${id}`;
  const sent = was.values.guardian === id ? was : fresh;
  const name = `${one.givenName} ${one.familyName}`;
  const holds = custody === null ? "declares" : isOpen(custody.custody) ? "" : custody.custody;
  const options = decidable.map((each) => [each, say(`custody.may.${each}`)] as const);
  const [day, paper] = [
    { label: say("custody.since"), hint: say("custody.sinceHint"), value: today },
    { label: say("custody.paper"), hint: say("custody.paperHint"), most: mostOfPaper },
  ];
  const isShown = sent !== fresh || (custody !== null && isOpen(custody.custody));
  return html`<details class="act"${isShown ? html` open` : ""}>
    <summary>${say("custody.title")} <span class="hidden">${say("contact.letterFor", { name })}</span></summary>
    ${errorSummary(say, sent, form)}
    <form method="post" action="/office/children/${child.id}/custody" class="boxed">
      <input type="hidden" name="guardian" value="${id}">
      ${choice(say, { form, name: "custody", label: say("custody.which", { name }), sent, options, chosen: holds })}
      ${field(say, { form, name: "since", type: "date", ...day, sent })}
      ${field(say, { form, name: "paper", ...paper, sent })}
      <button>${say("custody.next")}</button>
    </form>
  </details>`;
}
