import { createHash } from "node:crypto";
import type { Moment } from "../../consent/changes.ts";
import { type CustodyDecision, decidable, whyNotDecided } from "../../consent/custody.ts";
import { purposes } from "../../consent/event.ts";
import { todayOf } from "../../house/taken-down.ts";
import { typedText } from "../../school/typed.ts";
import { acting, deskOf } from "../page/desk.ts";
import { valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import { only } from "../staff/guard.ts";
import { again, back, found } from "./child-acts.ts";
import { dataOf } from "./child-data.ts";
import { confirmPage } from "./custody-page.ts";

type Values = Readonly<Record<string, string>>;
type Errors = Record<string, OfficeKey>;

/**
 * Who may declare for the child, as the school decides it: first it is shown what that changes, and only what was shown
 * is put down. Where something has changed since, it is shown anew.
 */
export function custodyRoute(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.post("/children/:id/custody", only(parts, "decideCustody"), async (ctx, next) => {
    const child = await found(parts, ctx);
    if (!child) return next();
    const values = await valuesOf(ctx);
    const read = readDecision(values, todayOf(house));
    if ("errors" in read) return again(parts, ctx, child, "custody", { values, errors: read.errors });
    const decision = { ...read, child: child.id, by: ctx.get("person").name };
    const change = await house.custody.wouldChange(decision, house.now());
    if (change === null) return next();
    const shown = digestOf(decision, change);
    if (values.shown !== shown) {
      const changed = values.shown !== undefined;
      const page = confirmPage(deskOf(parts, ctx), await dataOf(parts, child), { decision, change, shown, changed });
      return ctx.html(page, changed ? 409 : 200);
    }
    const done = await acting(parts, ctx, "custody", child.id, () => house.custody.decide(decision, house.now()));
    return done === "stranger" ? next() : back(ctx, child, done === "decided" ? "custodyDecided" : "unchanged");
  });
}

/** Reads the form. In: its values; the school's today (ISO). Out: what it says, or what is wrong with which field. */
function readDecision(
  values: Values,
  today: string,
): Pick<CustodyDecision, "guardian" | "custody" | "since" | "paper"> | { errors: Errors } {
  const custody = decidable.find((one) => one === values.custody);
  const [since, paper] = [values.since ?? "", typedText(values.paper ?? "")];
  const faults = whyNotDecided({ since, paper }, today);
  const errors: Errors = {
    ...(custody ? {} : { custody: "custody.whichMissing" }),
    ...(faults.since ? { since: "custody.sinceWrong" } : {}),
    ...(faults.paper ? { paper: faults.paper === "missing" ? "custody.paperMissing" : "custody.paperTooLong" } : {}),
  };
  if (!custody || Object.keys(errors).length > 0) return { errors };
  return { guardian: values.guardian ?? "", custody, since, paper };
}

/** What was shown before it is decided: the decision, and what stands and who may declare before and after. */
function digestOf({ by: _, ...decision }: CustodyDecision, change: Record<"before" | "after", Moment>): string {
  const seen = ({ standing, who, atSchool }: Moment) => [
    purposes.map((purpose) => standing[purpose].standing),
    who.mayDeclare.toSorted(),
    atSchool,
  ];
  return createHash("sha256")
    .update(JSON.stringify([decision, seen(change.before), seen(change.after)]))
    .digest("base64url");
}
