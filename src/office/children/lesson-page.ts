import { html } from "hono/html";
import type { ChildNow } from "../../../db/school/view.ts";
import type { Participation } from "../../consent/standing.ts";
import { notShown } from "./children-page.ts";
import type { NameOf } from "../../school/shown-name.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn, momentIn } from "../page/said.ts";

const groups: Participation[] = ["audio_and_video", "audio_only", "none"];

/**
 * The list for the lesson, to be printed: who may take part how;
 * no reasons, and no word on who decided (Art. 25 GDPR). In: the children, and how they are called on it.
 */
export function lessonPage(desk: Desk, children: readonly ChildNow[], nameOf: NameOf, now: Date): Html {
  const { say, timeZone, inDoubt } = desk;
  const at = now.toISOString();
  const section = (group: Participation) => {
    const own = children.filter(({ participation }) => participation === group);
    return html`<section><h2>${say(`lesson.${group}`)} <span class="count">(${own.length})</span></h2>
      ${own.length === 0 ? html`<p>–</p>` : html`<ul>${own.map((child) => html`<li>${nameOf(child)}</li>`)}</ul>`}
    </section>`;
  };
  const title = say("lesson.title", { name: children[0]?.className ?? "" });
  if (inDoubt) return page(desk, title, notShown(say));
  return page(
    desk,
    title,
    html`
    <p class="hint">${say("lesson.at", { at: momentIn(timeZone, at), day: dayIn(timeZone, at) })}</p>
    <p class="for-screen">
      <button class="main" data-print hidden>${say("lesson.print")}</button>
      <span class="hint">${say("lesson.printHint")}</span>
    </p>
    <div class="lesson">${groups.map(section)}</div>
    <p class="hint">${say("lesson.foot")}</p>`,
  );
}
