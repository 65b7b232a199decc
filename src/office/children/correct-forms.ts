import { html } from "hono/html";
import type { Contact } from "../../../db/school/contacts.ts";
import { errorSummary, field, fresh, openWhereWrong, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import type { ChildData } from "./child-data.ts";

/** Whether every guardian must agree. */
export function bothForm({ say }: Desk, { child: { id, bothMustAgree } }: ChildData): Html {
  return html`<form method="post" action="/office/children/${id}/both" class="inline">
    <p>${say(bothMustAgree ? "correct.bothIsOn" : "correct.bothIsOff")}</p>
    <input type="hidden" name="both" value="${bothMustAgree ? "no" : "yes"}">
    <button class="plain">${say(bothMustAgree ? "correct.bothOff" : "correct.bothOn")}</button>
  </form>`;
}

/** Names and birth date, to be put right (Art. 16 GDPR). */
export function correctForms({ say }: Desk, data: ChildData, sent: Sent): Html {
  const people = data.contacts.filter(({ role }) => role !== "pupil");
  return html`<details class="act"${openWhereWrong(sent)}>
    <summary>${say("correct.names")}</summary>
    <p class="hint">${say("correct.hint")}</p>
    ${correctChild(say, data, sent)}
    ${people.map((person) => correctPerson(say, data, person, sent))}
  </details>`;
}

function correctChild(say: Say, { child }: ChildData, sent: Sent): Html {
  const form = "correct";
  const own = (sent.values.person ?? "") === "" ? sent : fresh;
  const birthDate = child.birthDate ?? "";
  const label = say("correct.birthDate");
  const body = html`
    <p class="legend">${say("correct.child")}</p>
    ${nameFields(say, form, child, own)}
    ${field(say, { form, name: "birthDate", label, sent: own, value: birthDate, type: "date" })}`;
  return html`${errorSummary(say, own, form)}${correctIn(say, child, body)}`;
}

function correctPerson(say: Say, { child }: ChildData, person: Contact, sent: Sent): Html {
  const form = `correct-${person.id}`;
  const own = sent.values.person === person.id ? sent : fresh;
  const body = html`
    <p class="legend">${say("correct.person", { name: `${person.givenName} ${person.familyName}` })}</p>
    <input type="hidden" name="person" value="${person.id}">
    ${nameFields(say, form, person, own)}`;
  return html`${errorSummary(say, own, form)}${correctIn(say, child, body)}`;
}

function correctIn(say: Say, { id }: ChildData["child"], body: Html): Html {
  return html`<form method="post" action="/office/children/${id}/correct" class="boxed line">
    ${body}
    <button>${say("correct.save")}</button>
  </form>`;
}

type Named = Pick<Contact, "givenName" | "familyName">;

function nameFields(say: Say, form: string, { givenName, familyName }: Named, sent: Sent): Html {
  const [given, family] = [say("correct.givenName"), say("correct.familyName")];
  return html`${field(say, { form, name: "givenName", label: given, sent, value: givenName, most: 100 })}
    ${field(say, { form, name: "familyName", label: family, sent, value: familyName, most: 100 })}`;
}
