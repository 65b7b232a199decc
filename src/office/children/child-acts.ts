import type { ChildInClass } from "../../school/people.ts";
import { acting, deskOf } from "../page/desk.ts";
import { type Done, withDone } from "../page/done.ts";
import { type Sent, valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { evidenceOfAnswer, type OfficeAnswer, readAnswer } from "./answer.ts";
import { dataOf } from "./child-data.ts";
import { type ChildForm, childPage } from "./child-page.ts";
import { readChild, readPerson } from "./correction.ts";

/** The child that the address names, or null. */
export function found({ house }: OfficeParts, ctx: OfficeContext): Promise<ChildInClass | null> {
  return house.roster.child(ctx.req.param("id") ?? "");
}

/** An answer that came another way than by chat, or the office's word on what differs. */
export function answerRoute(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.post("/children/:id/answer", only(parts, "recordAnswers"), async (ctx, next) => {
    const child = await found(parts, ctx);
    if (!child) return next();
    const values = await valuesOf(ctx);
    const form = values.settle === "yes" ? "settle" : "answer";
    const people = form === "settle" ? null : await house.roster.peopleOf(child.id);
    const read = readAnswer(values, people, await house.periods.running());
    if ("errors" in read) return again(parts, ctx, child, form, { values, errors: read.errors });
    const act = values.act ?? house.newId();
    const events = await acting(parts, ctx, form, child.id, () => record(parts, ctx, child, read.answer, act));
    return back(ctx, child, events === 0 ? "unchanged" : form === "settle" ? "settled" : "recorded");
  });
}

/** In: `act`, by which the same form sent twice is one act. Out: how many events it has made. */
function record({ house }: OfficeParts, ctx: OfficeContext, child: ChildInClass, answer: OfficeAnswer, act: string) {
  const { person, answers, route } = answer;
  const by = ctx.get("person").name;
  const decision = {
    child: child.id,
    person: person?.id ?? null,
    role: person ? (person.role === "pupil" ? "pupil" : "guardian") : "office",
    answers,
    route,
    recordedBy: by,
    notice: house.notice.number,
    language: "de",
    shownText: null,
    evidence: evidenceOfAnswer(answer, by, act),
  } as const;
  return house.ledger.recordDecision(decision, house.now());
}

/** Declaring an event a mistake of the office. */
export function voidRoute(app: OfficeApp, parts: OfficeParts): void {
  const { house, files } = parts;
  app.post("/children/:id/void", only(parts, "recordAnswers"), async (ctx, next) => {
    const child = await found(parts, ctx);
    const values = await valuesOf(ctx);
    const event =
      child && (await files.history(child.id)).find(({ id, kind }) => id === values.event && kind !== "voided");
    if (!child || !event) return next();
    const { why } = values;
    if (!why)
      return again(parts, ctx, child, "void", { values, errors: { [`why-${event.id}`]: "history.whyMissing" } });
    const voided = await acting(parts, ctx, "void", event.id, () =>
      house.ledger.voidEvent(event.id, { recordedBy: ctx.get("person").name, why }, house.now()),
    );
    return back(ctx, child, voided ? "voided" : "voidedBefore");
  });
}

/** Whether every guardian must agree. */
export function bothRoute(app: OfficeApp, parts: OfficeParts): void {
  app.post("/children/:id/both", only(parts, "correctPeople"), async (ctx, next) => {
    const child = await found(parts, ctx);
    if (!child) return next();
    const both = (await valuesOf(ctx)).both === "yes";
    const changed = await acting(parts, ctx, "both", child.id, () => parts.files.mustBothAgree(child.id, both));
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
      ? await acting(parts, ctx, "correctPerson", person.id, () => files.correctPerson(person.id, right))
      : await acting(parts, ctx, "correctChild", child.id, () =>
          files.correctChild(child.id, { birthDate: child.birthDate, ...right }),
        );
    return back(ctx, child, changed ? "corrected" : "unchanged");
  });
}

/** The child's page once more, with what was typed and what is wrong with it. */
async function again(parts: OfficeParts, ctx: OfficeContext, child: ChildInClass, form: ChildForm, sent: Sent) {
  return ctx.html(childPage(deskOf(parts, ctx), await dataOf(parts, child), { form, sent }), 422);
}

/** Back to the child, with a word of what was done. */
function back(ctx: OfficeContext, { id }: ChildInClass, done: Done): Response {
  return ctx.redirect(withDone(`/office/children/${id}`, done), 303);
}
