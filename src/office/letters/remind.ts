import { isDay, isoDayOf } from "../../school/dates.ts";
import { markOf } from "../page/act-mark.ts";
import { acting } from "../page/desk.ts";
import { type Sent, valuesOf } from "../page/form.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeApp, OfficeContext } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import { lettersOf, numbersOf } from "./data.ts";
import type { Mailing } from "./made.ts";
import { dueOnPaper } from "./paper-due.ts";
import { classesIn } from "./whom.ts";

const day = 24 * 60 * 60 * 1000;
/** As long as a family has when nobody says otherwise, and at most (days). */
const [usual, most] = [14, 366];

/** The day that is offered for the answer (ISO). */
export const usualReturn = (now: Date, timeZone: string): string =>
  isoDayOf(new Date(now.getTime() + usual * day), timeZone);

/**
 * Reminders on paper, for families that are not in the messenger: each form notes once that they were printed. They
 * have no codes, so that a letter that is out stays good.
 */
export function remindingRoute(
  app: OfficeApp,
  { parts, before }: Mailing,
  choosing: (ctx: OfficeContext, chosen: string, sent: Sent) => Promise<Html>,
): void {
  const { house } = parts;
  app.post("/letters/reminders", async (ctx) => {
    const values = await valuesOf(ctx);
    const act = markOf(values.act, ["reminders", values.class ?? "", values.returnBy ?? ""], house.newId);
    const chosen = await classesIn(parts, values.class ?? "");
    if (chosen === null)
      return ctx.html(await choosing(ctx, "", { values, errors: { class: "letters.classMissing" } }), 422);
    const { returnBy = "" } = values;
    const wrong = wrongReturn(returnBy, house.now(), house.timeZone);
    if (wrong) return ctx.html(await choosing(ctx, chosen, { values, errors: { returnBy: wrong } }), 422);
    const due = await dueOnPaper(parts, chosen);
    const persons = due.map(({ person }) => person);
    const people = new Set(persons.map(({ id }) => id));
    const to = `/office/letters/made/${act}`;
    const { id } = ctx.get("person");
    if (before.of(id, act, house.now()) !== null) return ctx.redirect(to, 303);
    if (people.size === 0)
      return ctx.html(await choosing(ctx, chosen, { values, errors: { returnBy: "paperReminder.nobodyAny" } }), 422);
    const reminded = due.flatMap(({ person, open }) =>
      [...open.keys()].map((childId) => ({ guardianId: person.id, childId })),
    );
    const print = () => house.reminders.printed(reminded, act, house.now());
    if (await acting(parts, ctx, "remindOnPaper", chosen, print, { letters: people.size })) {
      const numbers = numbersOf(lettersOf(persons, new Map(persons.map((one) => [one.id, ""])), chosen));
      const made = { kind: "reminders", act, about: chosen, people, numbers, returnBy, addressed: null } as const;
      before.keep(id, made, house.now());
    }
    return ctx.redirect(to, 303);
  });
}

/** A day that has not yet come, and not so far away that it must be a slip. */
function wrongReturn(returnBy: string, now: Date, timeZone: string): OfficeKey | null {
  if (!isDay(returnBy)) return "paperReminder.dayMissing";
  if (returnBy <= isoDayOf(now, timeZone)) return "paperReminder.dayOver";
  const latest = isoDayOf(new Date(now.getTime() + most * day), timeZone);
  return returnBy > latest ? "paperReminder.dayFar" : null;
}
