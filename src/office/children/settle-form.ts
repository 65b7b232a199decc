import { html } from "hono/html";
import { mayDeclareWith } from "../../consent/custody.ts";
import { type Purpose, purposes } from "../../consent/event.ts";
import { grounds, mostOfSettling } from "../../consent/settling.ts";
import { answersThatCount } from "../../consent/standing.ts";
import { choice, errorSummary, field, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import { declaredFields, formTo, type Later, laterWords, noPeriod } from "./answer-forms.ts";
import type { ChildData } from "./child-data.ts";

/** The form by which the school says whose declaration counts where they differ, and why. */
export function settleForm(desk: Desk, data: ChildData, sent: Sent, later: Later): Html {
  const { say } = desk;
  const form = "settle";
  const whys = grounds.map((why) => [why, say(`settle.whys.${why}`)] as const);
  const [counts, why] = [say("settle.counts"), say("settle.why")];
  const reason = { label: say("settle.reason"), hint: say("settle.reasonHint") };
  const evidence = { label: say("settle.evidence"), hint: say("settle.evidenceHint") };
  const body = html`
    ${whichPurpose(desk, data, form, sent)}
    ${choice(say, { form, name: "counts", label: counts, sent, options: whoseDeclarations(desk, data) })}
    ${choice(say, { form, name: "why", label: why, sent, options: whys })}
    ${field(say, { form, name: "reason", ...reason, most: mostOfSettling, sent })}
    ${field(say, { form, name: "evidence", ...evidence, most: mostOfSettling, sent })}
    <details${sent.values.why === "new_declaration" ? html` open` : ""}>
      <summary>${say("settle.newTitle")}</summary>
      ${noPeriod(say, data)}
      ${declaredFields(desk, data, form, sent)}
    </details>
    <button class="main">${say("settle.go")}</button>`;
  return html`<section class="settle" aria-labelledby="settle-title">
    <h3 id="settle-title">${say("settle.title")}</h3>
    <p>${say("settle.hint")}</p>
    ${laterWords(desk, later, sent.values.day || data.today)}
    ${errorSummary(say, sent, form)}
    ${formTo(desk, "settle", data, body)}
  </section>`;
}

/** The purposes in which answers differ. */
export const inConflict = ({ standing }: Pick<ChildData, "standing">): Purpose[] =>
  purposes.filter((purpose) => standing[purpose].standing === "conflict");

/** Asked only where both differ. */
function whichPurpose({ say }: Desk, data: ChildData, form: string, sent: Sent): Html {
  const [one, other] = inConflict(data);
  if (!other) return html`<input type="hidden" name="purpose" value="${one ?? ""}">`;
  const options = [["both", say("settle.both")], ...purposes.map((of) => [of, say(`purpose.${of}`)] as const)] as const;
  return choice(say, { form, name: "purpose", label: say("settle.purpose"), sent, options, chosen: "both", row: true });
}

/** Every guardian, with what each has declared: "Nadja Beispiel: Ton JA, Bild NEIN (im Chat, 23.11.2026)". */
function whoseDeclarations(
  { say, timeZone }: Desk,
  { contacts, history, mustAgree }: ChildData,
): (readonly [string, string])[] {
  const declared = (person: string) =>
    purposes.flatMap((purpose) => {
      const event = answersThatCount(history, purpose, mustAgree.mayDeclare).answers.get(person);
      if (!event) return [];
      const how = `(${say(`route.${event.route}`)}, ${dayIn(timeZone, event.at)})`;
      return [`${say(`purpose.${purpose}`)} ${say(`kind.${event.kind}`)} ${how}`];
    });
  return contacts
    .filter(({ role, custody }) => role !== "pupil" && mayDeclareWith(custody?.custody ?? null))
    .map(({ id, givenName, familyName }) => {
      const said = declared(id).join(", ") || say("settle.nothing");
      return [id, say("settle.who", { name: `${givenName} ${familyName}`, said })] as const;
    });
}
