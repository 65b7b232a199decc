import type { ChildNow } from "../../db/school/view.ts";
import { unlessInDoubt } from "../house/in-doubt.ts";
import { urgency } from "../consent/rights.ts";
import { namesakeMarks } from "../school/shown-name.ts";
import { byName, classCounts } from "./children/class-counts.ts";
import { deskOf } from "./page/desk.ts";
import { classesOnPage, overviewPage } from "./overview-page.ts";
import type { OfficeApp, OfficeParts } from "./page/parts.ts";
import type { ToDo } from "./to-do-list.ts";

/** For so long it is shown that an account has moved. */
const accountDays = 14;

/** For so long a message may be late before somebody must look. */
const stuckMinutes = 60;

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
        { at, pages, children: children.size },
      ),
    );
  });
}

async function whatWaits({ house, contacts, lineTrouble }: OfficeParts, children: readonly ChildNow[]): Promise<ToDo> {
  const conflicts = byName(children.filter(({ audio, video }) => audio === "conflict" || video === "conflict"));
  const markOf = namesakeMarks(children);
  const requests = (await house.requests.all()).filter((request) => urgency(request, house.now()) !== "closed");
  return {
    conflicts: conflicts.slice(0, 10).map((child) => ({ ...child, mark: markOf(child) })),
    moreConflicts: Math.max(0, conflicts.length - 10),
    custody: await house.custody.open(),
    teachers: await contacts.teachersNotReached(),
    accounts: await contacts.accountChanges(new Date(house.now().getTime() - accountDays * 24 * 60 * 60 * 1000)),
    matters: (await house.matters.beforeOffice()).length,
    stuck: await house.outbox.stuckSince(new Date(house.now().getTime() - stuckMinutes * 60 * 1000)),
    notReached: await contacts.notReached(),
    undecided: (await house.notices.all()).filter(({ change }) => change === null).map(({ number }) => number),
    requests: {
      open: requests.length,
      soon: requests.filter((one) => urgency(one, house.now()) === "soon").length,
      overdue: requests.filter((one) => urgency(one, house.now()) === "overdue").length,
    },
    line: await lineTrouble(),
    // That none runs is only said where it is certain.
    periodRuns: await unlessInDoubt(
      house,
      () => house.periods.running(),
      () => true,
    ),
    roundsSince: await house.rounds.standStillSince(house.now()),
  };
}
