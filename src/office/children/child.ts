import type { ChildInClass } from "../../school/people.ts";
import { receiptOf } from "../../house/receipt-of.ts";
import { evidenceOfAnswer, readAnswer } from "./answer.ts";
import { dataOf } from "./child-data.ts";
import { type ChildForm, childPage } from "./child-page.ts";
import { readChild, readPerson } from "./correction.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { type Sent, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";

/** A child's page, and what can be done for a child. */
export function childRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, files } = parts;
  const found = async (ctx: OfficeContext) => house.roster.child(ctx.req.param("id") ?? "");
  const path = ({ id }: ChildInClass) => `/office/children/${id}`;
  const again = async (ctx: OfficeContext, child: ChildInClass, form: ChildForm, sent: Sent) =>
    ctx.html(childPage(deskOf(parts, ctx), await dataOf(parts, child), { form, sent }), 422);

  app.get("/children/:id", async (ctx, next) => {
    const child = await found(ctx);
    return child ? ctx.html(childPage(deskOf(parts, ctx), await dataOf(parts, child))) : next();
  });

  app.get("/receipts/:code", async (ctx, next) => {
    const receipt = await receiptOf(house, { code: ctx.req.param("code").replace(/\.pdf$/, "") });
    if (!receipt) return next();
    return ctx.body(Uint8Array.from(await house.print.receipt(receipt)), 200, {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="Beleg-${receipt.code}.pdf"`,
    });
  });

  app.post("/children/:id/answer", only(parts, "recordAnswers"), async (ctx, next) => {
    const child = await found(ctx);
    if (!child) return next();
    const values = await valuesOf(ctx);
    const settles = values.settle === "yes";
    const read = readAnswer(
      values,
      settles ? null : await house.roster.peopleOf(child.id),
      await house.periods.running(),
    );
    if ("errors" in read) return again(ctx, child, settles ? "settle" : "answer", { values, errors: read.errors });
    const { person, answers, route } = read.answer;
    const by = ctx.get("person").name;
    const events = await acting(parts, ctx, settles ? "settle" : "answer", child.id, () =>
      house.ledger.recordDecision(
        {
          child: child.id,
          person: person?.id ?? null,
          role: person ? (person.role === "pupil" ? "pupil" : "guardian") : "office",
          answers,
          route,
          recordedBy: by,
          notice: house.notice.number,
          language: "de",
          shownText: null,
          evidence: evidenceOfAnswer(read.answer, by, values.act ?? house.newId()),
        },
        house.now(),
      ),
    );
    return ctx.redirect(withDone(path(child), events === 0 ? "unchanged" : settles ? "settled" : "recorded"), 303);
  });

  app.post("/children/:id/void", only(parts, "recordAnswers"), async (ctx, next) => {
    const child = await found(ctx);
    const values = await valuesOf(ctx);
    const event =
      child && (await files.history(child.id)).find(({ id, kind }) => id === values.event && kind !== "voided");
    if (!child || !event) return next();
    if (!values.why)
      return again(ctx, child, "void", { values, errors: { [`why-${event.id}`]: "history.whyMissing" } });
    const voided = await acting(parts, ctx, "void", event.id, () =>
      house.ledger.voidEvent(event.id, { recordedBy: ctx.get("person").name, why: values.why ?? "" }, house.now()),
    );
    return ctx.redirect(withDone(path(child), voided ? "voided" : "voidedBefore"), 303);
  });

  app.post("/children/:id/both", only(parts, "correctPeople"), async (ctx, next) => {
    const child = await found(ctx);
    if (!child) return next();
    const both = (await valuesOf(ctx)).both === "yes";
    const changed = await acting(parts, ctx, "both", child.id, () => files.mustBothAgree(child.id, both));
    return ctx.redirect(withDone(path(child), !changed ? "unchanged" : both ? "bothOn" : "bothOff"), 303);
  });

  app.post("/children/:id/correct", only(parts, "correctPeople"), async (ctx, next) => {
    const child = await found(ctx);
    if (!child) return next();
    const values = await valuesOf(ctx);
    const person = (await house.roster.peopleOf(child.id)).find(({ id }) => id === values.person);
    if (values.person && !person) return next();
    const right = person ? readPerson(values) : readChild(values, house.now());
    if ("errors" in right) return again(ctx, child, "correct", { values, errors: right.errors });
    const changed = person
      ? await acting(parts, ctx, "correctPerson", person.id, () => files.correctPerson(person.id, right))
      : await acting(parts, ctx, "correctChild", child.id, () =>
          files.correctChild(child.id, { birthDate: child.birthDate, ...right }),
        );
    return ctx.redirect(withDone(path(child), changed ? "corrected" : "unchanged"), 303);
  });
}
