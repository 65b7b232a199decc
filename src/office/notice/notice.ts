import { compareNotices } from "../../answers/compare.ts";
import { readNotice } from "../../answers/notice.ts";
import { mayLapseOn } from "../../consent/lapse.ts";
import { isoDayOf } from "../../school/dates.ts";
import { dayAfter } from "../../school/day-begins.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import { comparePage } from "./compare-page.ts";
import { versionPage, versionsPage } from "./notice-page.ts";
import { oddFieldsIn } from "./odd-fields.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { NoticeVersion } from "../../../db/proof/notice-versions.ts";
import type { OfficeKey } from "../page/words.ts";

/** The versions of the notice: each in full, two of them side by side, and what a new one means for older consents. */
export function noticeRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { notices, now, timeZone } = parts.house;
  const today = () => isoDayOf(now(), timeZone);
  const version = async (number: string | undefined) =>
    (await notices.all()).find((one) => String(one.number) === number);
  const shown = (ctx: OfficeContext, one: NoticeVersion, sent: Sent) =>
    versionPage(deskOf(parts, ctx), one, { sent, earliest: dayAfter(today()) });
  app.use("/notice/*", only(parts, "seeNotice"));
  app.get("/notice", async (ctx) => {
    const { school } = parts.house;
    const untranslated = [...school.untranslated().values()].reduce((sum, keys) => sum + keys.length, 0);
    const versions = (await notices.all()).toReversed();
    const isInStep = school.isInStep();
    const odd = isInStep ? [] : oddFieldsIn(school, parts.say, school.beginning());
    return ctx.html(versionsPage(deskOf(parts, ctx), versions, { isInStep, odd, untranslated }));
  });
  app.get("/notice/compare", async (ctx) => {
    const all = await notices.all();
    const before = (await version(ctx.req.query("before"))) ?? all.at(-2);
    const after = (await version(ctx.req.query("after"))) ?? all.at(-1);
    if (!before || !after) return ctx.redirect("/office/notice", 303);
    return ctx.html(
      comparePage(deskOf(parts, ctx), {
        all,
        before,
        after,
        differences: compareNotices(readNotice(before.text), readNotice(after.text)),
      }),
    );
  });
  app.get("/notice/:number{[0-9]+}", async (ctx, next) => {
    const one = await version(ctx.req.param("number"));
    return one ? ctx.html(shown(ctx, one, fresh)) : next();
  });
  app.post("/notice/:number{[0-9]+}", only(parts, "publishNotice"), async (ctx, next) => {
    const one = await version(ctx.req.param("number"));
    if (!one) return next();
    const values = await valuesOf(ctx);
    const change = readChange(values, today());
    if ("errors" in change) return ctx.html(shown(ctx, one, { values, errors: change.errors }), 422);
    const decides = () => notices.decide(one.number, change, ctx.get("person").name, now());
    const { kind: what, ...until } = change;
    const decided = await acting(parts, ctx, "publish", String(one.number), decides, { what, ...until });
    return ctx.redirect(withDone("/office/notice", decided ? "published" : "nothing"), 303);
  });
}

type Change = { kind: "correction" } | { kind: "material"; lapseOn: string };

/**
 * Reads what a new version means. In: the form; the school's today.
 * Out: the change, or what is wrong: parents need time to answer, so the day lies in the future.
 */
export function readChange(
  { kind, lapseOn = "" }: Readonly<Record<string, string>>,
  today: string,
): Change | { errors: Record<string, OfficeKey> } {
  if (kind === "correction") return { kind };
  if (kind !== "material") return { errors: { kind: "notice.kindMissing" } };
  return mayLapseOn(lapseOn, today) ? { kind, lapseOn } : { errors: { lapseOn: "notice.lapseOnWrong" } };
}
