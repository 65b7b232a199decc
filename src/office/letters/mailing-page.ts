import { html } from "hono/html";
import type { TeacherContact } from "../../../db/school/contacts.ts";
import type { GuardianNow } from "../../../db/school/custody.ts";
import { isOpen } from "../../consent/custody.ts";
import type { Addressee } from "../../school/people.ts";
import { actField, choice, errorSummary, field, fresh, select, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import { dayIn, momentIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";
import { whoIsRestricted } from "./restricted.ts";

/** To whom letters go: those whom no letter has reached yet, all who have not joined, or everybody. */
export const whoms = ["untouched", "unjoined", "everybody"] as const;
export type Whom = (typeof whoms)[number];

interface Data {
  classes: readonly { id: string; name: string }[];
  chosen: string | null;
  counts: Record<Whom, number> | null;
  /** The class teachers who would get a code, and who gets none because their data are only kept. */
  teachers: { written: readonly TeacherContact[]; restricted: readonly TeacherContact[] };
  /** Guardians to whom no letter goes, by what is decided or open on custody. */
  leftOut: readonly GuardianNow[];
  /** Who gets neither a letter nor a reminder, because their data are only kept. */
  restricted: readonly Addressee[];
  /** What tells a child, by its id, from full namesakes at the school. */
  markOf: (childId: string) => string;
  /** What keeps letters from being made, or null. */
  lacking: "letters.noKey" | "letters.noBot" | null;
  /** Of reminders on paper, for what was chosen. */
  paper: PaperDue | null;
  /** What was made last of each, where it is to be seen again before anything is made anew. */
  last: { letters: MadeLast | null; teachers: MadeLast | null };
}

interface MadeLast {
  act: string;
  at: Date;
}

/** Whom reminders on paper would go to, when the last ones went (ISO), and which day is offered (ISO). */
export interface PaperDue {
  due: number;
  /** How many of them were reminded on paper in this period before. */
  again: number;
  last: string | null;
  periodRuns: boolean;
  returnBy: string;
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
    ${whoIsRestricted(say, data.restricted, data.markOf)}
    ${making(desk, data, sent)}
    ${reminding(desk, data, sent)}
    <h2>${say("letters.teachers")}</h2>
    ${forTeachers(desk, data)}`,
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
function making(desk: Desk, { classes, chosen, counts, lacking, leftOut, markOf, last }: Data, all: Sent): Html {
  const { say } = desk;
  if (chosen === null || counts === null || lacking !== null) return html``;
  const form = "mailing";
  const sent = all.errors.returnBy ? fresh : all;
  const name = classes.find(({ id }) => id === chosen)?.name ?? "";
  const to = choice(say, {
    form,
    name: "whom",
    label: say("letters.whom"),
    sent,
    options: whoms.map((whom) => [whom, say(`letters.to.${whom}`, { count: counts[whom] })] as const),
    chosen: counts.untouched > 0 ? "untouched" : "",
  });
  const make = html`<form method="post" action="/office/letters" class="boxed" data-wait>
    ${actField(desk.act, fresh)}
    <input type="hidden" name="class" value="${chosen}">
    ${to}
    <p class="warn">${say("letters.once")}</p>
    <button class="main">${say("letters.make")}</button>
  </form>`;
  return html`<h2>${chosen === "all" ? say("letters.all") : say("classPage.title", { name })}</h2>
    ${withoutLetter(say, leftOut, markOf)}
    ${errorSummary(say, sent, form)}
    ${last.letters ? madeBefore(desk, last.letters, chosen) : make}`;
}

/** What was made already stands here in place of the form: who comes back to it makes nothing anew by mistake. */
function madeBefore({ say, timeZone }: Desk, { act, at }: MadeLast, chosen: string): Html {
  return html`<p class="done">${say("letters.madeBefore", { at: momentIn(timeZone, at.toISOString()) })}</p>
    <ul class="ways">
      <li><a href="/office/letters/made/${act}">${say("letters.showAgain")}</a></li>
      <li><a href="/office/letters?class=${chosen}&amp;new=${act}">${say("letters.makeNew")}</a></li>
    </ul>`;
}

/** To whom no letter goes, each with the way to where it is decided; those of whom it is open first. */
function withoutLetter(say: Say, leftOut: readonly GuardianNow[], markOf: Data["markOf"]): Html {
  if (leftOut.length === 0) return html``;
  const [open, decided] = [leftOut.filter((one) => isOpen(one.custody)), leftOut.filter((one) => !isOpen(one.custody))];
  const line = ({ childId, childName, className, guardianName, custody }: GuardianNow) =>
    html`<li>${guardianName}: ${say(`custody.is.${custody ?? "declares"}`)},
      <a href="/office/children/${childId}">${childName}${markOf(childId)}</a> (${className})</li>`;
  const warn = html`<p class="warn">${say("custody.lettersWait", { count: open.length })}</p>`;
  return html`${open.length === 0 ? "" : warn}
    <details class="act"${open.length === 0 ? "" : html` open`}>
      <summary>${say("custody.lettersWithout", { count: leftOut.length })}</summary>
      <ul>${[...open, ...decided].map(line)}</ul>
    </details>`;
}

/** Reminders on paper for what was chosen, with the day until which the form is wished for. */
function reminding({ say, timeZone, act }: Desk, { chosen, paper }: Data, sent: Sent): Html {
  if (chosen === null || paper === null) return html``;
  const form = "reminders";
  const last = paper.last === null ? "" : say("paperReminder.last", { day: dayIn(timeZone, paper.last) });
  const own = sent.errors.returnBy ? sent : fresh;
  const label = say("paperReminder.returnBy");
  const make = html`${errorSummary(say, own, form)}
    <form method="post" action="/office/letters/reminders" class="boxed" data-wait>
      ${actField(act, fresh)}
      <input type="hidden" name="class" value="${chosen}">
      ${field(say, { form, name: "returnBy", type: "date", label, value: paper.returnBy, sent: own })}
      ${paper.again === 0 ? "" : html`<p>${say("paperReminder.again", { count: paper.again })}</p>`}
      <button>${say("paperReminder.make", { count: paper.due })}</button>
    </form>`;
  const nobody = say(paper.periodRuns ? "paperReminder.nobody" : "paperReminder.noPeriod");
  return html`<h2>${say("paperReminder.title")}</h2>
    <p>${say("paperReminder.about")} ${last}</p>
    <p class="hint">${say("paperReminder.limit")}</p>
    ${paper.due === 0 ? html`<p class="nothing">${nobody}</p>` : make}`;
}

function forTeachers(desk: Desk, { teachers, lacking, last, chosen }: Data): Html {
  const { say } = desk;
  const names = teachers.restricted.map((one) => `${one.givenName} ${one.familyName}`).join(", ");
  const without = names === "" ? html`` : html`<p class="hint">${say("letters.restrictedTeachers", { names })}</p>`;
  if (last.teachers) return madeBefore(desk, last.teachers, chosen ?? "");
  if (teachers.written.length === 0)
    return html`${without}${names === "" ? html`<p class="nothing">${say("letters.teachersAll")}</p>` : ""}`;
  const make = html`<form method="post" action="/office/letters/teachers">
    ${actField(desk.act, fresh)}
    <button>${say("letters.teachersMake")}</button>
  </form>`;
  const hint = say("letters.teachersHint", { count: teachers.written.length });
  return html`${without}<p>${hint}</p>${lacking === null ? make : ""}`;
}
