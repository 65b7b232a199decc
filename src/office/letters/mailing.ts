import type { CodeMaking, NewCodes } from "../../../db/messenger/join-codes.ts";
import { classCounts } from "../children/class-counts.ts";
import { namesakeMarksById } from "../../school/shown-name.ts";
import type { Addressee } from "../../school/people.ts";
import { markOf } from "../page/act-mark.ts";
import { acting, deskOf } from "../page/desk.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { ActionName } from "../staff/actions.ts";
import { only } from "../staff/guard.ts";
import { addressesRoutes } from "./addresses.ts";
import { lettersOf, numbersOf } from "./data.ts";
import { handoverRoute } from "./handover.ts";
import { type Made, MadeBefore, type Mailing } from "./made.ts";
import { mailingPage, whoms } from "./mailing-page.ts";
import { dueAmong } from "./paper-due.ts";
import { madeRoute } from "./printed.ts";
import { remindedBefore } from "./reminded.ts";
import { remindingRoute, usualReturn } from "./remind.ts";
import {
  addresseesIn,
  bringPupilsOfAge,
  classesIn,
  codeMaking,
  countsFor,
  lackingIn,
  onePerson,
  peopleFor,
  teachersToCode,
} from "./whom.ts";

/**
 * Letters to guardians and pupils of age, by class, for all, or for one person; and the codes of teachers.
 * A new letter makes the old code void, so each form makes codes once: what it made is a page of its own.
 */
export function mailingRoutes(app: OfficeApp, parts: OfficeParts): void {
  const mailing: Mailing = { parts, before: new MadeBefore() };
  app.use("/letters/*", only(parts, "writeLetters"));
  app.get("/letters", async (ctx) => ctx.html(await choosingPage(mailing, ctx, ctx.req.query("class") ?? "", fresh)));
  lettersRoute(app, mailing);
  teachersRoute(app, mailing);
  remindingRoute(app, mailing, (ctx, chosen, sent) => choosingPage(mailing, ctx, chosen, sent));
  madeRoute(app, mailing);
  addressesRoutes(app, mailing);
  handoverRoute(app, mailing);
}

function lettersRoute(app: OfficeApp, mailing: Mailing): void {
  const { parts } = mailing;
  app.post("/letters", async (ctx, next) => {
    const values = await valuesOf(ctx);
    if (lackingIn(parts) !== null) return next();
    const asked = ["class", "whom", "person", "child"].map((name) => values[name] ?? "");
    const act = markOf(values.act, asked, parts.house.newId);
    if (values.person) return (await forOne(mailing, ctx, act, values)) ?? next();
    const chosen = await classesIn(parts, values.class ?? "");
    if (chosen === null) {
      const errors = { class: "letters.classMissing" } as const;
      return ctx.html(await choosingPage(mailing, ctx, "", { values, errors }), 422);
    }
    await acting(parts, ctx, "letters", chosen, () => bringPupilsOfAge(parts));
    const whom = whoms.find((each) => each === values.whom);
    const all = await peopleFor(parts, (await addresseesIn(parts, chosen)).written);
    const people = whom ? all[whom] : [];
    const isMade = (await parts.house.office.doneWith(act)) !== null;
    if (people.length > 0 || isMade) return lettersFor(mailing, ctx, people, { act, about: chosen });
    const errors = { whom: whom ? "letters.nobody" : "letters.whomMissing" } as const;
    return ctx.html(await choosingPage(mailing, ctx, chosen, { values, errors }), 422);
  });
}

function teachersRoute(app: OfficeApp, mailing: Mailing): void {
  const { parts } = mailing;
  app.post("/letters/teachers", async (ctx, next) => {
    const values = await valuesOf(ctx);
    if (lackingIn(parts) !== null) return next();
    const act = markOf(values.act, ["teachers"], parts.house.newId);
    const { written: teachers } = await teachersToCode(parts);
    return make(mailing, ctx, { act, about: "teachers", ids: teachers.map(({ id }) => id) }, "letters", (made) => ({
      ...{ kind: "slips", title: "letters.teachers", act, about: "teachers", expires: made.expires },
      slips: teachers.flatMap((one) => withCode(one, made)),
    }));
  });
}

/** A letter for one person; a slip for whoever is informed and has nothing to answer. Null for anybody else. */
async function forOne(
  mailing: Mailing,
  ctx: OfficeContext,
  act: string,
  { person = "", child = "" }: Record<string, string>,
): Promise<Response | null> {
  const { house, contacts } = mailing.parts;
  const people = await onePerson(mailing.parts, person, child);
  if (people.length > 0) return lettersFor(mailing, ctx, people, { act, about: person });
  // No form goes with the code of a guardian who is only informed.
  const of = await house.roster.child(child);
  const one = of && (await contacts.of(of.id)).find(({ id }) => id === person);
  if (one?.custody?.custody !== "informed") return null;
  return make(mailing, ctx, { act, about: person, ids: [person] }, "letter", (made) => ({
    ...{ kind: "slips", title: "custody.code", act, about: person, expires: made.expires },
    slips: withCode({ ...one, classNames: [of?.className ?? ""] }, made),
  }));
}

function lettersFor(
  mailing: Mailing,
  ctx: OfficeContext,
  people: readonly Addressee[],
  { act, about }: { act: string; about: string },
): Promise<Response> {
  const ids = people.map(({ id }) => id);
  const what = about === ids[0] ? "letter" : "letters";
  return make(mailing, ctx, { act, about, ids }, what, ({ codes, expires }) => ({
    ...{ kind: "letters", act, about, codes, expires, addressed: null },
    numbers: numbersOf(lettersOf(people, codes, about)),
  }));
}

const withCode = <One extends { id: string }>(one: One, { codes }: NewCodes) => {
  const code = codes.get(one.id);
  return code === undefined ? [] : [{ ...one, code }];
};

/**
 * Makes codes, once for each form, and leads to the page on which they are seen: loading that again makes none.
 * Out: the way there, also where the form was sent before.
 */
async function make(
  { parts, before }: Mailing,
  ctx: OfficeContext,
  { act, about, ids }: { act: string; about: string; ids: readonly string[] },
  what: ActionName,
  asMade: (codes: NewCodes) => Made,
): Promise<Response> {
  const { house } = parts;
  const making: CodeMaking = codeMaking(parts);
  const once = () => house.accounts.newCodesOnce(ids, making, act);
  const codes = await acting(parts, ctx, what, about, once, { codes: ids.length, act });
  if (codes !== null) before.keep(ctx.get("person").id, asMade(codes), house.now());
  return ctx.redirect(`/office/letters/made/${act}`, 303);
}

/** In: the class that was chosen, or "all"; the form as it was sent. */
async function choosingPage({ parts, before }: Mailing, ctx: OfficeContext, about: string, sent: Sent): Promise<Html> {
  const { house, school } = parts;
  const children = await school.children(house.now());
  const classes = classCounts(children.values());
  const chosen = await classesIn(parts, about);
  const { written, restricted } = chosen === null ? { written: [], restricted: [] } : await addresseesIn(parts, chosen);
  const counts = chosen === null ? null : await countsFor(parts, chosen, written);
  const teachers = await teachersToCode(parts);
  const markOf = namesakeMarksById([...children.values()]);
  const leftOut = chosen === null ? [] : await house.custody.withoutLetter(chosen === "all" ? undefined : chosen);
  const lacking = lackingIn(parts);
  const paper = chosen === null ? null : await onPaper(parts, chosen, written);
  const asked = (about: string) => madeLast({ parts, before }, ctx, about);
  const last = { letters: chosen === null ? null : asked(chosen), teachers: asked("teachers") };
  const whom = { classes, chosen, counts, teachers, leftOut, restricted, markOf };
  return mailingPage(deskOf(parts, ctx), { ...whom, lacking, paper, last }, sent);
}

/**
 * What was made last for this choice, and is to be seen again instead of being made anew; null where there is nothing,
 * and where something new was asked for since, or a form was just sent.
 */
function madeLast({ parts, before }: Mailing, ctx: OfficeContext, about: string) {
  const last = before.latest(ctx.get("person").id, about, parts.house.now());
  return ctx.req.method === "POST" || ctx.req.query("new") === last?.act ? null : last;
}

/** Whom a reminder on paper would go to, when the last ones went, and the day that is offered for the answer. */
async function onPaper(parts: OfficeParts, chosen: string, written: readonly Addressee[]) {
  const { house } = parts;
  const due = await dueAmong(parts, written);
  return {
    due: due.length,
    again: (await house.reminders.onPaper(due.map(({ person }) => person.id))).size,
    last: await remindedBefore(parts, chosen),
    periodRuns: await house.periods.running(),
    returnBy: usualReturn(house.now(), house.timeZone),
  };
}
