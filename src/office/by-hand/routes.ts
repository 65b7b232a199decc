import type { HandAct } from "../../school/by-hand/acts.ts";
import { todayOf } from "../../house/taken-down.ts";
import type { ChildInClass } from "../../school/people.ts";
import { again, found } from "../children/child-acts.ts";
import type { ChildForm } from "../children/child-page.ts";
import { classNames } from "../children/class-counts.ts";
import { acting, deskOf } from "../page/desk.ts";
import { type Sent, valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";
import { byHand, chooseAmong } from "./acts.ts";
import { changeRoutes } from "./changes.ts";
import { newChildPage } from "./new-child-page.ts";
import { readClass, readLeaving, readMeant, readNewChild } from "./reading.ts";
import { teacherRoutes } from "./teacher-routes.ts";

/** What is done by hand: a new child, who belongs to it, its class, leaving and coming back; taking it back. */
export function handRoutes(app: OfficeApp, parts: OfficeParts): void {
  newChildRoutes(app, parts);
  guardianRoute(app, parts);
  classRoutes(app, parts);
  leftOpenRoute(app, parts);
  teacherRoutes(app, parts);
  changeRoutes(app, parts);
}

function newChildRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, school } = parts;
  const may = only(parts, "correctPeople");
  const form = async (ctx: OfficeContext, sent: Sent) =>
    newChildPage(deskOf(parts, ctx), classNames(await school.children(house.now())), sent);
  app.get("/children/new", may, async (ctx) => {
    const { class: className = "", name = "" } = ctx.req.query();
    const [givenName = "", ...rest] = name
      .slice(0, 100)
      .split(" ")
      .filter((word) => word !== "");
    const values = { className, givenName, familyName: rest.join(" ") };
    return ctx.html(await form(ctx, { values, errors: {} }));
  });
  app.post("/children/new", may, async (ctx, next) => {
    const values = await valuesOf(ctx);
    const read = readNewChild(values, house.now());
    if ("errors" in read) return ctx.html(await form(ctx, { values, errors: read.errors }), 422);
    const from = { page: "/office/children/new", action: "/office/children/new", values };
    if ("act" in read) return byHand(parts, ctx, read.act, from, next);
    const end = String(read.guardian + 1);
    const asked = { role: "guardian", called: read.called, name: `meant${end}` } as const;
    const errors = { [`givenName${end}`]: "hand.nobodyCalled" } as const;
    return (await chooseAmong(parts, ctx, asked, from)) ?? ctx.html(await form(ctx, { values, errors }), 422);
  });
}

function guardianRoute(app: OfficeApp, parts: OfficeParts): void {
  app.post("/children/:id/guardians", only(parts, "correctPeople"), async (ctx, next) => {
    const child = await found(parts, ctx);
    if (!child) return next();
    const values = await valuesOf(ctx);
    const wrong = (errors: Sent["errors"]) => again(parts, ctx, child, "guardian", { values, errors });
    const read = readMeant(values);
    const page = `/office/children/${child.id}`;
    const from = { page, action: `${page}/guardians`, values };
    if (read === null) return wrong({ familyName: "correct.familyNameMissing" });
    if ("errors" in read) return wrong(read.errors);
    if ("person" in read) {
      const act: HandAct = { what: "addGuardian", childId: child.id, person: read.person };
      return byHand(parts, ctx, act, from, next);
    }
    const asked = { role: "guardian", called: read.called } as const;
    return (await chooseAmong(parts, ctx, asked, from)) ?? wrong({ givenName: "hand.nobodyCalled" });
  });
}

/** What a file has left open for a child is done. */
function leftOpenRoute(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.post("/children/:id/left-open", only(parts, "correctPeople"), async (ctx, next) => {
    const child = await found(parts, ctx);
    if (!child) return next();
    await acting(parts, ctx, "leftOpen", child.id, () => house.rollToDo.done(child.id, house.now()));
    return ctx.redirect("/office", 303);
  });
}

/** Another class, leaving, coming back: three forms of the child's page. */
function classRoutes(app: OfficeApp, parts: OfficeParts): void {
  type Read = { act: HandAct } | { errors: Sent["errors"] };
  const route = (path: string, form: ChildForm, read: (child: ChildInClass, values: Sent["values"]) => Read) =>
    app.post(`/children/:id/${path}`, only(parts, "correctPeople"), async (ctx, next) => {
      const child = await found(parts, ctx);
      if (!child) return next();
      const values = await valuesOf(ctx);
      const said = read(child, values);
      if ("errors" in said) return again(parts, ctx, child, form, { values, errors: said.errors });
      const page = `/office/children/${child.id}`;
      return byHand(parts, ctx, said.act, { page, action: `${page}/${path}`, values }, next);
    });
  const inClass =
    (what: "moveChild" | "comeBack") =>
    (child: ChildInClass, values: Sent["values"]): Read => {
      const said = readClass(values);
      return "errors" in said ? said : { act: { what, childId: child.id, ...said } };
    };
  route("move", "move", inClass("moveChild"));
  route("come-back", "back", inClass("comeBack"));
  route("leave", "leave", (child, values) => {
    const said = readLeaving(values, todayOf(parts.house));
    return "errors" in said ? said : { act: { what: "leave", childId: child.id, ...said } };
  });
}
