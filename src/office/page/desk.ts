import type { Act } from "../../../db/office/acting.ts";
import type { ActDetails } from "../../school/act-details.ts";
import type { Desk } from "./layout.ts";
import type { OfficeContext, OfficeParts } from "./parts.ts";
import type { ActionName } from "../staff/actions.ts";
import { doneWords } from "./done.ts";

/** What a page needs to know of whoever looks at it. */
export function deskOf({ say, house, school, version }: OfficeParts, ctx: OfficeContext): Desk {
  return {
    say,
    person: ctx.get("person"),
    session: ctx.get("session"),
    timeZone: house.timeZone,
    path: ctx.req.path,
    done: doneWords(say, ctx.req.query("done"), ctx.req.query("n")),
    inDoubt: school.inDoubt(),
    hasBegun: house.school.hasBegun(),
    act: house.newId(),
    version,
  };
}

/**
 * Puts into the log of actions what whoever is signed in does without the database, as with a file of the school.
 * In: what it is, and the id of what it is about; what does it, where it is not done yet; what else there is to say.
 */
export async function noting(
  { house }: OfficeParts,
  ctx: OfficeContext,
  what: ActionName,
  about: string,
  { work, details = {} }: { work?: () => void; details?: ActDetails },
): Promise<void> {
  await house.office.note({ by: ctx.get("person").name, what, about, at: house.now().toISOString(), details }, work);
  house.log.info({ what, about }, "office");
}

/**
 * Does a change for whoever is signed in, with the note in the log of actions; then whoever must hear of it is told.
 * In: what it is, and the id of what it is about; what else there is to say of it.
 */
export async function acting<T>(
  { house, tell }: OfficeParts,
  ctx: OfficeContext,
  what: ActionName,
  about: string,
  work: () => Promise<T>,
  details: ActDetails = {},
): Promise<T> {
  const { name } = ctx.get("person");
  const act: Act = { by: name, what, about, at: house.now().toISOString(), details };
  // Only what was put down: until then, what it is about is whatever somebody has typed.
  const result = await house.office.acting(act, work, () => house.log.info({ what, about }, "office"));
  tell();
  return result;
}
