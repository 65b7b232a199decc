import { html } from "hono/html";
import type { GuardianNow } from "../../../db/school/custody.ts";
import type { TeacherContact } from "../../../db/school/contacts.ts";
import { isOpen } from "../../consent/custody.ts";
import { lastWholeDay } from "../../school/join-code.ts";
import { ownOf, type SchoolMessenger, telegramOf } from "../../school/messenger.ts";
import { choice, errorSummary, fresh, select, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { joinLink, qrImage } from "./qr.ts";
import { dayIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";

/** To whom letters go: those whom no letter has reached yet, all who have not joined, or everybody. */
export const whoms = ["untouched", "unjoined", "everybody"] as const;
export type Whom = (typeof whoms)[number];

interface Data {
  classes: readonly { id: string; name: string }[];
  chosen: string | null;
  counts: Record<Whom, number> | null;
  teachers: number;
  /** Guardians to whom no letter goes, by what is decided or open on custody. */
  leftOut: readonly GuardianNow[];
  /** Whether codes can be made: the server has the key for them. */
  /** What keeps letters from being made, or null. */
  lacking: "letters.noKey" | "letters.noBot" | null;
}

/** Choosing whom letters go to. */
export function mailingPage(desk: Desk, data: Data, sent: Sent): Html {
  const { say } = desk;
  return page(
    desk,
    say("menu.letters"),
    html`
    <p>${say("letters.about")}</p>
    ${data.lacking === null ? "" : html`<p class="warn">${say(data.lacking)}</p>`}
    ${choosing(say, data, data.chosen === null ? sent : fresh)}
    ${making(say, data, sent)}
    <h2>${say("letters.teachers")}</h2>
    ${forTeachers(say, data)}`,
  );
}

function choosing(say: Say, { classes, chosen }: Data, sent: Sent): Html {
  const form = "letters";
  const options = [
    ...classes.map(({ id, name }) => [id, say("classPage.title", { name })] as const),
    ["all", say("letters.all")] as const,
  ];
  const label = say("letters.forWhom");
  return html`${errorSummary(say, sent, form)}
    <form action="/office/letters" class="line">
      ${select(say, { form, name: "class", label, sent, options, chosen: chosen ?? "" })}
      <button>${say("letters.choose")}</button>
    </form>`;
}

/** For what was chosen: to whom of them, and the button; nothing before, and nothing where no codes can be made. */
function making(say: Say, { classes, chosen, counts, lacking, leftOut }: Data, sent: Sent): Html {
  if (chosen === null || counts === null || lacking !== null) return html``;
  const form = "mailing";
  const name = classes.find(({ id }) => id === chosen)?.name ?? "";
  const to = choice(say, {
    form,
    name: "whom",
    label: say("letters.whom"),
    sent,
    options: whoms.map((whom) => [whom, say(`letters.to.${whom}`, { count: counts[whom] })] as const),
    chosen: counts.untouched > 0 ? "untouched" : "",
  });
  return html`<h2>${chosen === "all" ? say("letters.all") : say("classPage.title", { name })}</h2>
    ${withoutLetter(say, leftOut)}
    ${errorSummary(say, sent, form)}
    <form method="post" action="/office/letters" class="boxed" data-wait>
      <input type="hidden" name="class" value="${chosen}">
      ${to}
      <p class="warn">${say("letters.once")}</p>
      <button class="main">${say("letters.make")}</button>
    </form>`;
}

/** To whom no letter goes, each with the way to where it is decided; those of whom it is open first. */
function withoutLetter(say: Say, leftOut: readonly GuardianNow[]): Html {
  if (leftOut.length === 0) return html``;
  const [open, decided] = [leftOut.filter((one) => isOpen(one.custody)), leftOut.filter((one) => !isOpen(one.custody))];
  const line = ({ childId, childName, className, guardianName, custody }: GuardianNow) =>
    html`<li>${guardianName}: ${say(`custody.is.${custody ?? "declares"}`)},
      <a href="/office/children/${childId}">${childName}</a> (${className})</li>`;
  const warn = html`<p class="warn">${say("custody.lettersWait", { count: open.length })}</p>`;
  return html`${open.length === 0 ? "" : warn}
    <details class="act"${open.length === 0 ? "" : html` open`}>
      <summary>${say("custody.lettersWithout", { count: leftOut.length })}</summary>
      <ul>${[...open, ...decided].map(line)}</ul>
    </details>`;
}

function forTeachers(say: Say, { teachers, lacking }: Data): Html {
  if (teachers === 0) return html`<p class="nothing">${say("letters.teachersAll")}</p>`;
  const make = html`<form method="post" action="/office/letters/teachers">
    <button>${say("letters.teachersMake")}</button>
  </form>`;
  return html`<p>${say("letters.teachersHint", { count: teachers })}</p>${lacking === null ? make : ""}`;
}

type SlipOf = Pick<TeacherContact, "givenName" | "familyName" | "classNames"> & { code: string };

/** Codes without a letter, a slip each, to be printed and cut: of teachers, and of whoever is only informed. */
export function codesPage(
  desk: Desk,
  title: "letters.teachers" | "custody.code",
  teachers: readonly SlipOf[],
  { expires, messengers }: { expires: Date; messengers: readonly SchoolMessenger[] },
): Html {
  const { say, timeZone } = desk;
  const until = dayIn(timeZone, lastWholeDay(expires).toISOString());
  return page(
    desk,
    say(title),
    html`
    <p class="warn">${say("letters.teachersOnce")}</p>
    <p class="for-screen"><button class="main" data-print hidden>${say("lesson.print")}</button></p>
    <ul class="slips">${teachers.map((teacher) => slip(say, teacher, messengers, until))}</ul>`,
  );
}

function slip(
  say: Say,
  { givenName, familyName, classNames, code }: SlipOf,
  messengers: readonly SchoolMessenger[],
  until: string,
): Html {
  const name = `${givenName} ${familyName}`;
  const [own, telegram] = [ownOf(messengers)?.bot ?? "", telegramOf(messengers)];
  const bot = telegram?.bot ?? "";
  const how = telegram ? (own ? "letters.slipBoth" : "letters.slip") : "letters.slipOwn";
  return html`<li>
    ${telegram ? qrImage(joinLink(bot, code), say("letters.qr", { name })) : ""}
    <div>
      <p><strong>${name}</strong> (${classNames.join(", ")})</p>
      <p>${say(how, { bot, own })}</p>
      <p><code class="code">${code}</code></p>
      <p class="hint">${say("letters.slipUntil", { day: until })}</p>
    </div>
  </li>`;
}
