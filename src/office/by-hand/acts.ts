import { createHash } from "node:crypto";
import type { HandAct, NotDone } from "../../school/by-hand/acts.ts";
import { peopleCalled } from "../../school/by-hand/candidates.ts";
import { acting, deskOf } from "../page/desk.ts";
import type { OfficeContext, OfficeParts } from "../page/parts.ts";
import { storedPage, whoPage } from "./who-page.ts";

/** Where a form came from and what was in it, so that it can be asked once more. */
export interface From {
  /** The page on which the form stands. */
  page: string;
  action: string;
  values: Readonly<Record<string, string>>;
}

type Answer = Response | Promise<Response>;

/** Does one act by hand for whoever is signed in. Out: the page of what was done, or why nothing was. */
export async function byHand(
  parts: OfficeParts,
  ctx: OfficeContext,
  act: HandAct,
  from: From,
  next: () => Promise<void>,
): Promise<Response | void> {
  const { house } = parts;
  const [id, { name: by }] = [idOf(act, from.values.act, house.newId), ctx.get("person")];
  const done = await acting(parts, ctx, act.what, id, () => house.changes.byHand(act, { id, by }, house.now()));
  if (!("refused" in done) || done.refused === "before") return ctx.redirect(`/office/changes/${id}`, 303);
  return done.refused === "unknown" ? next() : notDone(parts, ctx, done, from);
}

/** Asks who is meant, where a family name alone was typed. Out: null where nobody is called so. */
export async function chooseAmong(
  parts: OfficeParts,
  ctx: OfficeContext,
  { role, called, name = "meant" }: { role: "guardian" | "teacher"; called: string; name?: string },
  from: From,
): Promise<Response | null> {
  const candidates = peopleCalled(await parts.house.roster.roll(), role, called);
  if (candidates.length === 0) return null;
  return ctx.html(whoPage(deskOf(parts, ctx), { ...from, name, candidates, orNew: false, isChild: false }, false), 409);
}

/** The same form sent twice is one act; what somebody has changed in it before they send it again is another. */
const idOf = (act: HandAct, typed: string | undefined, newId: () => string): string =>
  typed
    ? createHash("sha256")
        .update(JSON.stringify([typed, act]))
        .digest("hex")
        .slice(0, 16)
    : newId();

function notDone(parts: OfficeParts, ctx: OfficeContext, done: NotDone, from: From): Answer {
  const desk = deskOf(parts, ctx);
  if (done.refused === "unchanged") return ctx.redirect(`${from.page}?done=unchanged`, 303);
  if (done.refused === "stored") return ctx.html(storedPage(desk, done.candidates), 409);
  const isChild = from.action.endsWith("/children/new") && done.guardian === undefined;
  const name = done.guardian === undefined ? "meant" : `meant${done.guardian + 1}`;
  const asked = { ...from, name, candidates: done.candidates, orNew: true, isChild };
  return ctx.html(whoPage(desk, asked, from.values.asked !== undefined), 409);
}
