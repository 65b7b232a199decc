import { html } from "hono/html";
import type { TeacherContact } from "../../../db/school/contacts.ts";
import { lastWholeDay } from "../../school/join-code.ts";
import { choice, errorSummary, fresh, select, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { joinLink, qrImage } from "./qr.ts";
import { dayIn } from "../page/said.ts";

/** To whom letters go: those whom no letter has reached yet, all who have not joined, or everybody. */
export const whoms = ["untouched", "unjoined", "everybody"] as const;
export type Whom = (typeof whoms)[number];

interface Data {
  classes: readonly { id: string; name: string }[];
  chosen: string | null;
  counts: Record<Whom, number> | null;
  teachers: number;
  /** Whether codes can be made: the server has the key for them. */
  keyed: boolean;
}

/** Choosing whom letters go to. */
export function mailingPage(desk: Desk, { classes, chosen, counts, teachers, keyed }: Data, sent: Sent): Html {
  const { say } = desk;
  const options = [
    ...classes.map(({ id, name }) => [id, say("classPage.title", { name })] as const),
    ["all", say("letters.all")] as const,
  ];
  return page(
    desk,
    say("menu.letters"),
    html`
    <p>${say("letters.about")}</p>
    ${keyed ? "" : html`<p class="warn">${say("letters.noKey")}</p>`}
    <form action="/office/letters" class="line">${select(say, { form: "letters", name: "class", label: say("letters.forWhom"), sent: fresh, options, chosen: chosen ?? "" })}<button>${say("letters.choose")}</button></form>
    ${
      chosen === null || counts === null || !keyed
        ? ""
        : html`
      <h2>${chosen === "all" ? say("letters.all") : say("classPage.title", { name: classes.find(({ id }) => id === chosen)?.name ?? "" })}</h2>
      ${errorSummary(say, sent, "mailing")}
      <form method="post" action="/office/letters" class="boxed" data-wait><input type="hidden" name="class" value="${chosen}">
        ${choice(say, { form: "mailing", name: "whom", label: say("letters.whom"), sent, options: whoms.map((whom) => [whom, say(`letters.to.${whom}`, { count: counts[whom] })] as const), chosen: counts.untouched > 0 ? "untouched" : "" })}
        <p class="warn">${say("letters.once")}</p><button class="main">${say("letters.make")}</button></form>`
    }
    <h2>${say("letters.teachers")}</h2>
    ${teachers === 0 ? html`<p class="nothing">${say("letters.teachersAll")}</p>` : html`<p>${say("letters.teachersHint", { count: teachers })}</p>${keyed ? html`<form method="post" action="/office/letters/teachers"><button>${say("letters.teachersMake")}</button></form>` : ""}`}`,
  );
}

/** The codes of teachers, a slip each, to be printed and cut. */
export function teacherCodesPage(
  desk: Desk,
  teachers: readonly (TeacherContact & { code: string })[],
  { expires, bot }: { expires: Date; bot: string },
): Html {
  const { say, timeZone } = desk;
  const until = dayIn(timeZone, lastWholeDay(expires).toISOString());
  return page(
    desk,
    say("letters.teachers"),
    html`
    <p class="warn">${say("letters.teachersOnce")}</p>
    <p class="for-screen"><button class="main" data-print hidden>${say("lesson.print")}</button></p>
    <ul class="slips">${teachers.map(
      ({
        givenName,
        familyName,
        classNames,
        code,
      }) => html`<li>${qrImage(joinLink(bot, code), say("letters.qr", { name: `${givenName} ${familyName}` }))}<div><p><strong>${givenName} ${familyName}</strong> (${classNames.join(", ")})</p>
      <p>${say("letters.slip", { bot })}</p><p><code class="code">${code}</code></p><p class="hint">${say("letters.slipUntil", { day: until })}</p></div></li>`,
    )}</ul>`,
  );
}
