import type { ChildNow } from "../../db/school/view.ts";
import { periodRuns, unlessInDoubt } from "../house/in-doubt.ts";
import { byWeek, type Week } from "../consent/weeks.ts";
import { todayOf } from "../house/taken-down.ts";
import { isoDayOf } from "../school/dates.ts";
import { plotFrom, weeksShown } from "./class-bars.ts";
import { urgency } from "../consent/rights.ts";
import { namesakeMarksById } from "../school/shown-name.ts";
import { byName, classCounts } from "./children/class-counts.ts";
import { deskOf } from "./page/desk.ts";
import { classesOnPage, overviewPage } from "./overview-page.ts";
import type { OfficeApp, OfficeParts } from "./page/parts.ts";
import type { ToDo } from "./to-do-list.ts";

/** For so long it is shown that an account has moved. */
const accountDays = 14;

const dayMs = 24 * 60 * 60 * 1000;

/** The first page: what waits for somebody, then the classes. */
export function overviewRoutes(app: OfficeApp, parts: OfficeParts): void {
  app.get("/", async (ctx) => {
    const children = await parts.school.children(parts.house.now());
    const classes = classCounts(children.values());
    const pages = Math.max(1, Math.ceil(classes.length / classesOnPage));
    const at = Math.min(Math.max(1, Number(ctx.req.query("page")) || 1), pages);
    return ctx.html(
      overviewPage(
        deskOf(parts, ctx),
        await whatWaits(parts, [...children.values()]),
        classes.slice((at - 1) * classesOnPage, at * classesOnPage),
        await weeksOf(parts),
        { at, pages, children: children.size },
      ),
    );
  });
}

/** What was declared in the last weeks; null in doubt, for then nothing of it is shown. */
async function weeksOf({ house }: OfficeParts): Promise<Week[] | null> {
  const { timeZone } = house;
  const today = todayOf(house);
  // A day earlier, for the school's Monday may begin before midnight of the clock of the record.
  const from = new Date(Date.parse(`${plotFrom(today)}T00:00:00Z`) - dayMs);
  const counted = await unlessInDoubt(
    house,
    () => house.ledger.declaredSince(from),
    () => null,
  );
  const inDays = counted?.map((one) => ({ ...one, day: isoDayOf(new Date(`${one.hour}:00:00Z`), timeZone) }));
  return inDays ? byWeek(inDays, today, weeksShown) : null;
}

async function whatWaits({ house, contacts, lineTrouble }: OfficeParts, children: readonly ChildNow[]): Promise<ToDo> {
  const conflicts = byName(children.filter(({ audio, video }) => audio === "conflict" || video === "conflict"));
  const requests = (await house.requests.all()).filter((request) => urgency(request, house.now()) !== "closed");
  return {
    markOf: namesakeMarksById(children),
    conflicts: conflicts.slice(0, 10),
    moreConflicts: Math.max(0, conflicts.length - 10),
    custody: await house.custody.open(),
    teachers: await contacts.teachersNotReached(),
    accounts: await contacts.accountChanges(new Date(house.now().getTime() - accountDays * 24 * 60 * 60 * 1000)),
    matters: (await house.matters.beforeOffice()).length,
    stuck: await house.outbox.stuck(house.now()),
    notReached: await contacts.notReached(),
    undecided: (await house.notices.all()).filter(({ change }) => change === null).map(({ number }) => number),
    requests: {
      open: requests.length,
      soon: requests.filter((one) => urgency(one, house.now()) === "soon").length,
      overdue: requests.filter((one) => urgency(one, house.now()) === "overdue").length,
    },
    roll: await house.rollToDo.open(),
    line: await lineTrouble(),
    periodRuns: await periodRuns(house),
    roundsSince: await house.rounds.standStillSince(house.now()),
  };
}
