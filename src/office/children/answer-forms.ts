import { html } from "hono/html";
import { mayDeclareWith } from "../../consent/custody.ts";
import { dayIn as dayDeclared } from "../../consent/day.ts";
import { type ConsentEvent, type Purpose, purposes, waysToTheOffice } from "../../consent/event.ts";
import { actField, choice, errorSummary, field, fresh, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";
import type { ChildData } from "./child-data.ts";
import { versionField } from "./version-field.ts";

/** What has been declared since and stands against what was typed in, by purpose. */
export type Later = Partial<Record<Purpose, ConsentEvent>>;

/** The form for an answer that came on paper, by telephone or in person; nothing where nobody may answer. */
export function answerForm(desk: Desk, data: ChildData, sent: Sent, later: Later): Html {
  const { say } = desk;
  const form = "answer";
  const declaring = data.contacts.filter(({ custody }) => mayDeclareWith(custody?.custody ?? null));
  if (declaring.length === 0) return html``;
  const people = declaring.map(({ id, givenName, familyName, custody }) => {
    const waits = custody?.custody === "undecided" ? ` (${say("custody.onlyNo")})` : "";
    return [id, `${givenName} ${familyName}${waits}`] as const;
  });
  const chosen = people.length === 1 ? (people[0]?.[0] ?? "") : "";
  const isHere = data.goneAt === null;
  const open = Object.keys(sent.errors).length > 0 || Object.keys(later).length > 0;
  const body = html`
    ${isHere ? noPeriod(say, data) : ""}
    ${choice(say, { form, name: "person", label: say("answer.who"), sent, options: people, chosen })}
    ${declaredFields(desk, data, form, sent)}
    ${field(say, { form, name: "note", label: say("answer.note"), hint: say("answer.noteHint"), sent })}
    <button class="main">${say("answer.record")}</button>`;
  return html`<details class="act"${open ? html` open` : ""}>
    <summary>${say(isHere ? "answer.title" : "former.title")}</summary>
    <p class="hint">${say(isHere ? "answer.hint" : "former.hint")}</p>
    ${laterWords(desk, later, sent.values.day || data.today)}
    ${errorSummary(say, sent, form)}
    ${formTo(desk, "answer", data, body)}
  </details>`;
}

/** A form about this child. The id in it keeps a second tap from being a second act. */
export function formTo({ act }: Desk, path: "answer" | "settle", { child }: ChildData, body: Html): Html {
  return html`<form method="post" action="/office/children/${child.id}/${path}" class="boxed">
    ${actField(act, fresh)}${body}
  </form>`;
}

/** Why an answer was not put down, for whoever has just sent it. In: the day of the declaration (ISO). */
export function laterWords(desk: Desk, later: Later, declaredOn: string): Html {
  const sentences = laterSentences(desk, later, declaredOn);
  if (sentences.length === 0) return html``;
  const said = sentences.map((one) => html`<p>${one}</p>`);
  return html`<div class="errors" role="alert" tabindex="-1" autofocus>${said}</div>`;
}

/**
 * Why an answer is not put down: one sentence a purpose that names what was declared later, or on the same day.
 * In: the day of the declaration (ISO).
 */
export function laterSentences({ say, timeZone }: Desk, later: Later, declaredOn: string): string[] {
  return purposes.flatMap((purpose) => {
    const event = later[purpose];
    if (!event) return [];
    const [of, day] = [say(`purpose.${purpose}`), dayIn(timeZone, dayDeclared(event.evidence) ?? event.at)];
    if (event.kind === "lapsed") return [say("answer.laterLapsed", { purpose: of, day })];
    if (event.kind === "upheld") return [say("answer.laterSettled", { purpose: of, day })];
    const [route, kind] = [say(`route.${event.route}`), say(`kind.${event.kind}`)];
    const which = day === dayIn(timeZone, declaredOn) ? "answer.sameDay" : "answer.later";
    return [say(which, { purpose: of, day, route, kind })];
  });
}

/** Says that only a NEIN can be put down, where no period runs. */
export const noPeriod = (say: Say, { periodRuns }: ChildData): Html =>
  periodRuns ? html`` : html`<p class="warn">${say("answer.noPeriod")}</p>`;

/** What was said to sound and to picture, by which way, on which day and which version of the notice. */
export function declaredFields(desk: Desk, data: ChildData, form: string, sent: Sent): Html {
  const { say } = desk;
  const yesNo = [
    ...(data.goneAt === null ? [["yes", say("page.yes")] as const] : []),
    ["no", say("page.no")],
    ["", say("answer.notSaid")],
  ] as const;
  const said = (purpose: Purpose) =>
    choice(say, { form, name: purpose, label: say(`answer.${purpose}`), sent, options: yesNo, row: true });
  const ways = waysToTheOffice.map((route) => [route, say(`answer.routes.${route}`)] as const);
  const day = { label: say("answer.day"), hint: say("answer.dayHint"), value: data.today };
  return html`<div class="pair">${purposes.map(said)}</div>
    ${choice(say, { form, name: "route", label: say("answer.route"), sent, options: ways, row: true })}
    <div class="pair">
      ${field(say, { form, name: "day", type: "date", ...day, sent })}
      ${versionField(desk, form, data.versions, sent)}
    </div>`;
}
