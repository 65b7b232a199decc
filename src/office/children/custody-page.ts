import { html } from "hono/html";
import { difference, inConflict, type Moment, standingAt } from "../../consent/changes.ts";
import { type CustodyDecision, mayDeclareWith } from "../../consent/custody.ts";
import { purposes } from "../../consent/event.ts";
import { saidBy } from "../../consent/why.ts";
import { germanDate } from "../../school/dates.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import type { ChildData } from "./child-data.ts";

/** What a decision would change, as it was shown. */
export interface WouldDecide {
  decision: CustodyDecision;
  change: Record<"before" | "after", Moment>;
  /** A digest of what is shown: only that is carried out. */
  shown: string;
  /** What holds has changed since it was shown last. */
  changed: boolean;
}

/** Before a decision on custody: what it will change, and the button that does it. */
export function confirmPage(desk: Desk, data: ChildData, would: WouldDecide): Html {
  const { say } = desk;
  const { child } = data;
  const { decision, shown, changed } = would;
  const name = data.names.get(decision.guardian) ?? "";
  const childName = `${child.givenName} ${child.familyName}`;
  const facts = { name, child: childName, day: germanDate(decision.since), paper: decision.paper };
  const kept = Object.entries({ ...decision, shown }).filter(([what]) => what !== "child" && what !== "by");
  return page(
    desk,
    say("custody.confirmTitle", { child: childName }),
    html`
    ${changed ? html`<p class="warn" role="alert">${say("custody.changedMeanwhile")}</p>` : ""}
    <p>${say(`custody.confirm.${decision.custody}`, facts)}</p>
    <p>${say("custody.confirmBasis", facts)}</p>
    <h2>${say("custody.willChange")}</h2>
    <ul>${changesOf(say, data, would).map((line) => html`<li>${line}</li>`)}</ul>
    <div class="inline">
      <form method="post" action="/office/children/${child.id}/custody">
        ${kept.map(([what, value]) => html`<input type="hidden" name="${what}" value="${value}">`)}
        <button class="main">${say("custody.go")}</button>
      </form>
      <a href="/office/children/${child.id}">${say("custody.leave")}</a>
    </div>`,
  );
}

/** In sentences: whose declaration counts or does not any more, what the child may then do, who hears of it. */
function changesOf(say: Say, data: ChildData, { decision, change: { before, after } }: WouldDecide): string[] {
  const { child, history, names } = data;
  const values = { name: names.get(decision.guardian) ?? "", child: child.givenName };
  const counted = before.who.mayDeclare.includes(decision.guardian);
  const counts = mayDeclareWith(decision.custody);
  const declared = purposes.some((purpose) => saidBy(history, purpose, decision.guardian) !== null);
  const [was, is] = [standingAt(before), standingAt(after)];
  const { stands, concerns } = difference(was, is);
  const may = (standing: typeof was) => say(`participation.${standing?.participation ?? "none"}`);
  const lines = [
    ...(declared && counted && !counts ? [say("custody.countsNoMore", values)] : []),
    ...(declared && !counted && counts ? [say("custody.countsAgain", values)] : []),
    stands || concerns
      ? say("custody.allowed", { ...values, before: may(was), after: may(is) })
      : say("custody.allowedAsBefore", { ...values, now: may(is) }),
    ...(inConflict(was) && !inConflict(is) ? [say("custody.conflictGone")] : []),
    ...(!inConflict(was) && inConflict(is) ? [say("custody.conflictComes")] : []),
    ...(after.who.mayDeclare.length === 0 ? [say("custody.nobodyLeft", values)] : []),
    say(`custody.then.${decision.custody}`, values),
    ...(stands ? [say("custody.told")] : []),
  ];
  return lines;
}
