import type { PutDown } from "../../../db/proof/settling.ts";
import { isTheOffices, mostOfWhy } from "../../consent/mistake.ts";
import type { ChildInClass } from "../../school/people.ts";
import { typedText } from "../../school/typed.ts";
import { acting, deskOf } from "../page/desk.ts";
import { type Done, doneWords, withDone } from "../page/done.ts";
import { type Sent, valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { dataOf } from "./child-data.ts";
import { type ChildForm, childPage } from "./child-page.ts";
import { readChild, readPerson } from "./correction.ts";

/** The child that the address names, or null. */
export function found({ house }: OfficeParts, ctx: OfficeContext): Promise<ChildInClass | null> {
  return house.roster.child(ctx.req.param("id") ?? "");
}

/** The child that the address names, or null: also where it has left the school. */
export async function foundAtSchool(parts: OfficeParts, ctx: OfficeContext): Promise<ChildInClass | null> {
  const child = await found(parts, ctx);
  return child && (await parts.house.roster.goneAt(child.id)) === null ? child : null;
}

/** Declaring an event a mistake of the office. */
export function voidRoute(app: OfficeApp, parts: OfficeParts): void {
  const { house, files } = parts;
  app.post("/children/:id/void", only(parts, "recordAnswers"), async (ctx, next) => {
    const child = await foundAtSchool(parts, ctx);
    const values = await valuesOf(ctx);
    const event = child && (await files.history(child.id)).find(({ id }) => id === values.event);
    if (!child || !event || !isTheOffices(event)) return next();
    const why = typedText(values.why ?? "");
    const fault = why === "" ? "history.whyMissing" : why.length > mostOfWhy ? "history.whyTooLong" : null;
    if (fault) return again(parts, ctx, child, "void", { values, errors: { [`why-${event.id}`]: fault } });
    const mistake = { recordedBy: ctx.get("person").name, why };
    const voids = () => house.ledger.voidEvent(event.id, mistake, house.now());
    const voided = await acting(parts, ctx, "void", event.id, voids, { child: child.id });
    return back(ctx, child, voided ? "voided" : "voidedBefore");
  });
}

/** Whether every guardian must agree. */
export function bothRoute(app: OfficeApp, parts: OfficeParts): void {
  app.post("/children/:id/both", only(parts, "correctPeople"), async (ctx, next) => {
    const child = await foundAtSchool(parts, ctx);
    if (!child) return next();
    const both = (await valuesOf(ctx)).both === "yes";
    const change = () => parts.files.mustBothAgree(child.id, both, parts.house.now());
    const [before, after] = both ? ["no", "yes"] : ["yes", "no"];
    const changed = await acting(parts, ctx, "both", child.id, change, { before: before ?? "", after: after ?? "" });
    return back(ctx, child, !changed ? "unchanged" : both ? "bothOn" : "bothOff");
  });
}

/** A name or a birth date put right, the child's or that of somebody who may declare for it (Art. 16 GDPR). */
export function correctRoute(app: OfficeApp, parts: OfficeParts): void {
  const { house, files } = parts;
  app.post("/children/:id/correct", only(parts, "correctPeople"), async (ctx, next) => {
    const child = await found(parts, ctx);
    if (!child) return next();
    const values = await valuesOf(ctx);
    const person = (await house.roster.peopleOf(child.id)).find(({ id }) => id === values.person);
    if (values.person && !person) return next();
    const right = person ? readPerson(values) : readChild(values, house.now());
    if ("errors" in right) return again(parts, ctx, child, "correct", { values, errors: right.errors });
    const changed = person
      ? await acting(
          ...([parts, ctx, "correctPerson", person.id] as const),
          () => files.correctPerson(person.id, right),
          { child: child.id },
        )
      : await acting(parts, ctx, "correctChild", child.id, () =>
          files.correctChild(child.id, { birthDate: child.birthDate, ...right }, house.now()),
        );
    return back(ctx, child, changed ? "corrected" : "unchanged");
  });
}

/**
 * The child's page once more, with what was typed and what is wrong with it,
 * or with what has been declared since and stands against it.
 */
export async function again(
  parts: OfficeParts,
  ctx: OfficeContext,
  child: ChildInClass,
  form: ChildForm,
  sent: Sent,
  put?: Partial<PutDown>,
) {
  const desk = deskOf(parts, ctx);
  const some = (put?.events ?? 0) > 0;
  const said = some ? { ...desk, done: doneWords(desk.say, "recorded", undefined) } : desk;
  const page = childPage(said, await dataOf(parts, child), { form, sent, later: put?.later ?? {} });
  return ctx.html(page, put ? (some ? 200 : 409) : 422);
}

/** Back to the child, with a word of what was done. */
export function back(ctx: OfficeContext, { id }: ChildInClass, done: Done): Response {
  return ctx.redirect(withDone(`/office/children/${id}`, done), 303);
}
