import { html } from "hono/html";
import { actField, errorSummary, field, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { classFields, personFields } from "./forms.ts";

/** A new child, with up to two who may declare for it. In: the school's classes; the form as it was sent. */
export function newChildPage(desk: Desk, classes: readonly string[], sent: Sent): Html {
  const { say, act } = desk;
  const form = "new";
  const guardian = (end: string) => html`<fieldset class="boxed">
    <legend>${say("hand.guardianOf", { number: end })}</legend>
    ${personFields(say, form, sent, end)}
  </fieldset>`;
  return page(
    desk,
    say("hand.newChild"),
    html`<p>${say("hand.newChildAbout")}</p>
    <form method="post" action="/office/children/new" class="boxed" data-wait>
      ${actField(act, sent)}
      ${errorSummary(say, sent, form)}
      <div class="pair">
        ${field(say, { form, name: "familyName", label: say("correct.familyName"), sent, most: 100 })}
        ${field(say, { form, name: "givenName", label: say("correct.givenName"), sent, most: 100 })}
      </div>
      ${field(say, { form, name: "birthDate", label: say("correct.birthDate"), sent, type: "date" })}
      ${classFields(say, form, sent, classes)}
      ${guardian("1")}
      ${guardian("2")}
      <button class="main">${say("hand.addChild")}</button>
    </form>`,
  );
}
