import { html } from "hono/html";
import { type FactFault, type FactName, type Facts, factNames, furtherFacts, headForms } from "../../school/facts.ts";
import { choice, field, type Sent } from "../page/form.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeKey, Say } from "../page/words.ts";

const forms = { Frau: "facts.frau", Herr: "facts.herr", "": "facts.none" } as const;

/** The fields for what only this school can say. In: what holds now. */
export function factsFields(say: Say, form: string, facts: Facts, sent: Sent): Html {
  const text = (name: Exclude<FactName, "headForm">) =>
    field(say, {
      ...{ form, name, label: say(`facts.${name}`), sent, value: facts[name], most: 200 },
      ...(name === "signed" ? { hint: say("facts.signedHint") } : {}),
    });
  const form_ = choice(say, {
    ...{ form, name: "headForm", label: say("facts.headForm"), sent, chosen: facts.headForm, row: true },
    options: headForms.map((one) => [one, say(forms[one])] as const),
  });
  return html`
    ${text("school")}${form_}${text("head")}${text("signed")}${text("address")}${text("mail")}
    ${text("officer")}${text("officerMail")}
    <details><summary>${say("facts.further")}</summary>${furtherFacts.map(text)}</details>`;
}

const faults: Record<FactFault, OfficeKey> = { missing: "facts.missing", long: "facts.long", odd: "facts.odd" };

/** What is wrong with facts, as a form says it. */
export const factErrors = (found: Partial<Record<FactName, FactFault>>): Record<string, OfficeKey> =>
  Object.fromEntries(Object.entries(found).map(([name, fault]) => [name, faults[fault]]));

/** How each of these fields is called. */
export const factLabels: Readonly<Partial<Record<string, OfficeKey>>> = Object.fromEntries(
  factNames.map((name) => [name, `facts.${name}` as const]),
);

/** The facts among the values of a form, as they were typed. */
export const factsTyped = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(factNames.map((name) => [name, values[name] ?? ""]));
