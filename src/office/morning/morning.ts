import { setImmediate } from "node:timers/promises";
import { unlessInDoubt } from "../../house/in-doubt.ts";
import { todayOf } from "../../house/taken-down.ts";
import { isDay } from "../../school/dates.ts";
import { dayBegins, daysBefore } from "../../school/day-begins.ts";
import { firstMorning, morningTime, schoolDayBefore, schoolTime } from "../../school/morning.ts";
import { lackingIn } from "../letters/whom.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { ownCodeRoutes } from "./own-code.ts";
import type { MorningData } from "./morning-data.ts";
import { morningPage } from "./morning-page.ts";

/** As long as nobody need look further back on a page. */
const mostDays = 62;

/** What has become different since the last school day, or a chosen one; and the line of the morning in a messenger. */
export function morningRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.get("/morning", async (ctx) => ctx.html(morningPage(deskOf(parts, ctx), await dataOf(parts, ctx), fresh)));
  ownCodeRoutes(app, parts, async (ctx) => morningPage(deskOf(parts, ctx), await dataOf(parts, ctx), fresh));
  app.post("/morning/line", async (ctx) => {
    const { id } = ctx.get("person");
    const values = await valuesOf(ctx);
    if (values.on !== "yes") {
      await house.mornings.end(id);
      return ctx.redirect(withDone("/office/morning", "morningOff"), 303);
    }
    const time = morningTime(values.time ?? "");
    const { joinedAt } = await house.staffChats.of(id);
    if (time === null || joinedAt === null) {
      const sent: Sent = { values, errors: { time: "morning.timeWrong" } };
      return ctx.html(morningPage(deskOf(parts, ctx), await dataOf(parts, ctx), sent), 422);
    }
    await house.mornings.want(id, time, firstMorning(time, schoolTime(house.now(), house.timeZone)));
    return ctx.redirect(withDone("/office/morning", "morningOn"), 303);
  });
  app.post("/morning/disconnect", async (ctx) => {
    const { id } = ctx.get("person");
    const cut = await acting(parts, ctx, "ownChat", id, () => house.staffChats.disconnect(id, house.now()));
    return ctx.redirect(withDone("/office/morning", cut ? "disconnected" : "nothing"), 303);
  });
}

async function dataOf(parts: OfficeParts, ctx: OfficeContext): Promise<MorningData> {
  const { house, contacts, school } = parts;
  const [now, today] = [house.now(), todayOf(house)];
  const since = sinceOf(ctx.req.query("since"), today);
  const changes = await unlessInDoubt(
    house,
    () => house.mornings.changes(new Date(dayBegins(since, house.timeZone)), now),
    () => null,
  );
  // The bot answers in between.
  await setImmediate();
  return {
    since,
    earliest: daysBefore(today, mostDays),
    today,
    now,
    changes,
    children: await school.children(now),
    former: changes === null || changes.left.length === 0 ? [] : await house.roster.former(),
    requests: await house.requests.all(),
    stuck: await house.outbox.stuck(now),
    notReached: (await contacts.notReached()).length,
    line: await parts.lineTrouble(),
    drill: parts.lastDrill(),
    undecided: new Set((await house.custody.open()).map(({ childId }) => childId)).size,
    chat: await house.staffChats.of(ctx.get("person").id),
    lacking: lackingIn(parts),
  };
}

/** The day that was asked for, where it is one of the last weeks; the last school day otherwise. */
function sinceOf(asked: string | undefined, today: string): string {
  if (asked === undefined || !isDay(asked) || asked > today) return schoolDayBefore(today);
  const earliest = daysBefore(today, mostDays);
  return asked < earliest ? earliest : asked;
}
