import type { PutDown } from "../../../db/proof/settling.ts";
import { mayDeclareWith } from "../../consent/custody.ts";
import { purposes } from "../../consent/event.ts";
import { cannotBeTaken, type TakenBy, takenDown, todayOf, usualNotice } from "../../house/taken-down.ts";
import type { ChildInClass } from "../../school/people.ts";
import { acting } from "../page/desk.ts";
import { valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { errorsOf, type OfficeAnswer, readAnswer } from "./answer.ts";
import { again, back, found } from "./child-acts.ts";

/** An answer that came another way than by chat. What has been declared since stands, and the office is told. */
export function answerRoute(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.post("/children/:id/answer", only(parts, "recordAnswers"), async (ctx, next) => {
    const child = await found(parts, ctx);
    if (!child) return next();
    const values = await valuesOf(ctx);
    const read = await readWhole(parts, values, child);
    if ("errors" in read) return again(parts, ctx, child, "answer", { values, errors: read.errors });
    if (allowsMore(read.answer) && (await house.roster.goneAt(child.id)) !== null)
      return again(parts, ctx, child, "answer", { values, errors: { audio: "former.onlyNo" } });
    const taken = await takenDown(
      house,
      takenBy(ctx, child, read.answer, values.act ?? house.newId()),
      read.answer.taken,
    );
    const { answers, route, day, notice: version } = read.answer.taken;
    const takes = () => house.ledger.takeDown(taken, house.now());
    const put = await acting(parts, ctx, "answer", child.id, takes, { ...answers, route, version, day });
    if (hasLater(put)) return again(parts, ctx, child, "answer", { values, errors: {} }, put);
    return back(ctx, child, put.events === 0 ? "unchanged" : "recorded");
  });
}

/** There is nothing to agree to for a child who has left; a NEIN and a withdrawal are heard always. */
const allowsMore = ({ taken: { answers } }: OfficeAnswer) => purposes.some((purpose) => answers[purpose] === "yes");

/**
 * Reads an answer that can be put down, or what is wrong with which field.
 * In: `note` where the form has none of its own.
 */
export async function readWhole(
  { house }: OfficeParts,
  values: Readonly<Record<string, string>>,
  child: ChildInClass,
  note?: string,
): Promise<{ answer: OfficeAnswer } | Extract<ReturnType<typeof readAnswer>, { errors: unknown }>> {
  const people = (await house.roster.peopleOf(child.id)).filter(({ custody }) => mayDeclareWith(custody));
  const read = readAnswer(values, people, todayOf(house));
  if ("errors" in read) return read;
  const { person, taken: typed } = read.answer;
  const waits = people.some(({ id, custody }) => id === person.id && custody === "undecided");
  if (waits && Object.values(typed.answers).includes("yes")) return { errors: { person: "custody.answerFirst" } };
  const notice = typed.notice ?? (await usualNotice(house, typed.day));
  const taken = { ...typed, notice, note: note ?? typed.note };
  const fault = await cannotBeTaken(house, taken);
  return fault === null ? { answer: { person, taken } } : { errors: errorsOf[fault] };
}

/** Who declared it and who put it down. In: `act`, by which the same form sent twice is one act. */
export function takenBy(ctx: OfficeContext, { id }: ChildInClass, { person }: OfficeAnswer, act: string): TakenBy {
  return { child: id, person, by: ctx.get("person").name, act };
}

/** Whether anything that was declared later stands against it. */
export const hasLater = ({ later }: Pick<PutDown, "later">): boolean => purposes.some((purpose) => later[purpose]);
