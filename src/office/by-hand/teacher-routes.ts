import type { HandAct } from "../../school/by-hand/acts.ts";
import { classPageOf } from "../children/class-page.ts";
import { readPerson } from "../children/correction.ts";
import { type Sent, valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { byHand, chooseAmong } from "./acts.ts";
import { readMeant } from "./reading.ts";
import type { SentTeacher } from "./teachers.ts";

/** A class teacher more or one less, and the name of one put right. */
export function teacherRoutes(app: OfficeApp, parts: OfficeParts): void {
  const may = only(parts, "correctPeople");
  const fromOf = (ctx: OfficeContext, values: Sent["values"]) => {
    const page = `/office/classes/${ctx.req.param("id") ?? ""}`;
    return { page, action: `${page}/teachers`, values };
  };
  app.post("/classes/:id/teachers", may, async (ctx, next) => {
    const [classId, values] = [ctx.req.param("id"), await valuesOf(ctx)];
    const wrong = (errors: Sent["errors"]) =>
      againClass(parts, ctx, classId, { teacher: null, sent: { values, errors } }, next);
    const read = readMeant(values);
    if (read === null) return wrong({ familyName: "correct.familyNameMissing" });
    if ("errors" in read) return wrong(read.errors);
    const from = fromOf(ctx, values);
    if ("person" in read) return byHand(parts, ctx, { what: "addTeacher", classId, person: read.person }, from, next);
    const asked = { role: "teacher", called: read.called } as const;
    return (await chooseAmong(parts, ctx, asked, from)) ?? wrong({ givenName: "hand.nobodyCalled" });
  });
  app.post("/classes/:id/teachers/end", may, async (ctx, next) => {
    const values = await valuesOf(ctx);
    const act: HandAct = { what: "endTeacher", classId: ctx.req.param("id"), teacherId: values.teacher ?? "" };
    return byHand(parts, ctx, act, fromOf(ctx, values), next);
  });
  app.post("/classes/:id/teachers/correct", may, async (ctx, next) => {
    const [classId, values] = [ctx.req.param("id"), await valuesOf(ctx)];
    const [teacher, right] = [values.teacher ?? "", readPerson(values)];
    if ("errors" in right)
      return againClass(parts, ctx, classId, { teacher, sent: { values, errors: right.errors } }, next);
    const act: HandAct = { what: "correctTeacher", classId, teacherId: teacher, ...right };
    return byHand(parts, ctx, act, fromOf(ctx, values), next);
  });
}

async function againClass(
  parts: OfficeParts,
  ctx: OfficeContext,
  classId: string,
  was: SentTeacher,
  next: () => Promise<void>,
): Promise<Response | void> {
  const page = await classPageOf(parts, ctx, classId, was);
  return page ? ctx.html(page, 422) : next();
}
