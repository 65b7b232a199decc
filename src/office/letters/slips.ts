import { html } from "hono/html";
import type { TeacherContact } from "../../../db/school/contacts.ts";
import { lastWholeDay } from "../../school/join-code.ts";
import { ownOf, type SchoolMessenger, telegramOf } from "../../school/messenger.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";
import { joinLink, qrImage } from "./qr.ts";

/** Whose a code is that goes without a letter. */
export type SlipOf = Pick<TeacherContact, "givenName" | "familyName" | "classNames">;
type WithCode = SlipOf & { code: string };

/** Codes without a letter, a slip each, to be printed and cut: of teachers, and of whoever is only informed. */
export function codesPage(
  desk: Desk,
  title: "letters.teachers" | "custody.code",
  people: readonly WithCode[],
  { expires, messengers }: { expires: Date; messengers: readonly SchoolMessenger[] },
): Html {
  const { say, timeZone } = desk;
  const until = dayIn(timeZone, lastWholeDay(expires).toISOString());
  return page(
    desk,
    say(title),
    html`
    <p class="warn">${say("letters.teachersOnce")}</p>
    <p class="for-screen"><button class="main" data-print hidden>${say("lesson.print")}</button>
      <a href="/office/letters">${say("menu.letters")}</a></p>
    <ul class="slips">${people.map((one) => slip(say, asHolder(one), messengers, until))}</ul>`,
  );
}

const asHolder = ({ givenName, familyName, classNames, code }: WithCode) => ({
  name: `${givenName} ${familyName}`,
  about: classNames.join(", "),
  code,
});

/** A slip with a code. In: whose it is, and what stands beside the name; until when it is valid, as it is read. */
export function slip(
  say: Say,
  { name, about, code }: { name: string; about: string; code: string },
  messengers: readonly SchoolMessenger[],
  until: string,
): Html {
  const [own, telegram] = [ownOf(messengers)?.bot ?? "", telegramOf(messengers)];
  const bot = telegram?.bot ?? "";
  const how = telegram ? (own ? "letters.slipBoth" : "letters.slip") : "letters.slipOwn";
  return html`<li>
    ${telegram ? qrImage(joinLink(bot, code), say("letters.qr", { name })) : ""}
    <div>
      <p><strong>${name}</strong> (${about})</p>
      <p>${say(how, { bot, own })}</p>
      <p><code class="code">${code}</code></p>
      <p class="hint">${say("letters.slipUntil", { day: until })}</p>
    </div>
  </li>`;
}
