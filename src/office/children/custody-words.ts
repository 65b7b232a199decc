import { html } from "hono/html";
import { type CustodyFact, isDecided, isOpen } from "../../consent/custody.ts";
import { germanDate } from "../../school/dates.ts";
import type { Desk, Html } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import type { ChildData } from "./child-data.ts";

/** What holds between a guardian and the child, since when, on what paper, and who has decided it. */
export function custodyOf({ say, timeZone }: Desk, fact: CustodyFact | null): Html {
  if (fact === null) return html`${say("custody.usual")}`;
  const { custody, since, paper, by, at } = fact;
  const what = html`<strong>${say(`custody.is.${custody}`)}</strong>`;
  if (isOpen(custody)) return html`${what} ${say("custody.openSince", { day: germanDate(since) })}`;
  const decided = { day: germanDate(since), paper, by, at: dayIn(timeZone, at) };
  return html`${what} ${say("custody.decided", decided)}`;
}

/** Every fact of the child's custody, newest first; nothing where there is none. */
export function custodyHistory(desk: Desk, { facts, names }: ChildData): Html {
  if (facts.length === 0) return html``;
  const { say, timeZone } = desk;
  const line = ({ guardian, custody, since, paper, by, at }: CustodyFact) => {
    const values = { who: names.get(guardian) ?? guardian, what: say(`custody.is.${custody}`), day: germanDate(since) };
    const said = isDecided(custody)
      ? say("custody.historyLine", { ...values, paper, by })
      : say("custody.historyOpen", values);
    return html`<li>${dayIn(timeZone, at)}: ${said}</li>`;
  };
  return html`<h3>${say("custody.history")}</h3>
    <ul>${facts.toReversed().map(line)}</ul>`;
}
