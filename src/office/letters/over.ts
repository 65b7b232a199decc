import { html } from "hono/html";
import { deskOf } from "../page/desk.ts";
import { type Html, page } from "../page/layout.ts";
import type { OfficeContext, OfficeParts } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";
import type { OfficeKey } from "../page/words.ts";
import { lastsMinutes } from "./made.ts";
import { classesIn } from "./whom.ts";

/** What a form has made that cannot be shown, in words. Codes of before are void since then; reminders have none. */
const made: Readonly<Record<string, OfficeKey>> = {
  letters: "letters.overCodes",
  letter: "letters.overCodes",
  remindOnPaper: "letters.overReminders",
};

/**
 * For whoever comes too late, after a restart, or from elsewhere: whether the form of this address has made anything,
 * what that means for what is out, and the way to make it anew.
 */
export async function over(parts: OfficeParts, ctx: OfficeContext): Promise<Response> {
  const { say, house } = parts;
  const was = await house.office.doneWith(ctx.req.param("act") ?? "");
  const words = made[was?.what ?? ""];
  const said =
    was && words
      ? html`<p>${say(words, { by: was.by, at: momentIn(house.timeZone, was.at), minutes: lastsMinutes })}</p>`
      : html`<p>${say("letters.over", { minutes: lastsMinutes })}</p><p>${say("letters.overNew")}</p>`;
  const body = html`${said}${await waysAnew(parts, was && words ? was.about : "")}`;
  return ctx.html(page(deskOf(parts, ctx), say("letters.overTitle"), body), 410);
}

/**
 * Where it can be made anew: for one person on the page of a child, for a class on the page of letters with that class.
 * A form makes codes once: only a page that is loaded anew has another. In: what it was for, or "".
 */
export async function waysAnew(parts: OfficeParts, about: string): Promise<Html> {
  const { house, say } = parts;
  const toChild = ({ id, givenName, familyName }: { id: string; givenName: string; familyName: string }) => {
    const name = `${givenName} ${familyName}`;
    return html`<li><a href="/office/children/${id}">${say("letters.overChild", { name })}</a></li>`;
  };
  const chosen = await classesIn(parts, about);
  return html`<ul class="ways">
    ${(await house.roster.childrenOf(about)).map(toChild)}
    <li><a href="/office/letters${chosen === null ? "" : `?class=${chosen}`}">${say("menu.letters")}</a></li>
  </ul>`;
}
