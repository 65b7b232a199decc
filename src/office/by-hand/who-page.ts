import { html } from "hono/html";
import type { Candidate } from "../../school/by-hand/acts.ts";
import { germanDate } from "../../school/dates.ts";
import { choice, errorSummary, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeKey, Say } from "../page/words.ts";

interface Asked {
  /** Where the form goes once more, with all that was typed. */
  action: string;
  values: Readonly<Record<string, string>>;
  /** What the answer is called in the form. */
  name: string;
  candidates: readonly Candidate[];
  /** Whether it can be somebody who is not stored: only where a whole name was typed. */
  orNew: boolean;
  /** Whether a child who has left may be meant: then it comes back. */
  isChild: boolean;
}

/** Who is meant, where somebody of the name is stored: nobody is doubled, and nobody taken for a namesake. */
export function whoPage(desk: Desk, asked: Asked, isMissing: boolean): Html {
  const { say } = desk;
  const { action, values, name, candidates, orNew, isChild } = asked;
  const sent: Sent = { values: {}, errors: isMissing ? { [name]: "hand.whoMissing" satisfies OfficeKey } : {} };
  const kept = Object.entries({ ...values, asked: "yes" }).filter(([key]) => key !== name);
  const ways = isChild ? [] : candidates.map((one) => [one.id, candidateText(say, one)] as const);
  const options = [...ways, ...(orNew ? ([["new", say(isChild ? "hand.whoNewChild" : "hand.whoNew")]] as const) : [])];
  return page(
    desk,
    say("hand.whoTitle"),
    html`${errorSummary(say, sent, "who")}
    ${isChild ? storedChildren(say, candidates) : ""}
    <form method="post" action="${action}" class="boxed" data-wait>
      ${kept.map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}">`)}
      ${choice(say, { form: "who", name, label: say("hand.who"), sent, options, hint: say("hand.whoHint") })}
      <div class="inline">
        <button class="main">${say("hand.whoGo")}</button>
        <a href="${action.replace(/\/(guardians|teachers)$/, "")}">${say("hand.leaveIt")}</a>
      </div>
    </form>`,
  );
}

/** A child who is stored already: where it is, and that it can come back where it has left. */
export function storedPage(desk: Desk, candidates: readonly Candidate[]): Html {
  const { say } = desk;
  return page(
    desk,
    say("hand.storedTitle"),
    html`<p class="warn" role="status">${say("hand.stored")}</p>
    ${storedChildren(say, candidates)}
    <p><a href="/office/children/new">${say("hand.another")}</a></p>`,
  );
}

function storedChildren(say: Say, candidates: readonly Candidate[]): Html {
  const line = (one: Candidate) => html`<li><a href="/office/children/${one.id}">${candidateText(say, one)}</a></li>`;
  return html`<ul>${candidates.map(line)}</ul>`;
}

/** "Nadja Beispiel, Mila Beispiel (3a)", "Mila Beispiel, 3a, * 15.03.2018, hat die Schule verlassen". */
export function candidateText(say: Say, { name, belongsTo, birthDate, gone }: Candidate): string {
  const born = birthDate === null ? [] : [`* ${germanDate(birthDate)}`];
  return [name, ...belongsTo, ...born, ...(gone ? [say("hand.hasLeft")] : [])].filter((part) => part !== "").join(", ");
}
