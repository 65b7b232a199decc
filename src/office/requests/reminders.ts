import { html } from "hono/html";
import type { ChildNow } from "../../../db/school/view.ts";
import type { Addressee } from "../../school/people.ts";
import { namesakeMarksById } from "../../school/shown-name.ts";
import { classCounts } from "../children/class-counts.ts";
import { whoIsRestricted } from "../letters/restricted.ts";
import { addresseesIn } from "../letters/whom.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { fresh, select, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import type { Say } from "../page/words.ts";
import { childLink } from "../to-do-item.ts";

/** How many are named one by one. */
const named = 200;

interface Due {
  child: ChildNow;
  guardians: string[];
}

/** Reminding guardians who have not answered: first who it would be, then sending it. */
export function remindersRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, school, contacts } = parts;
  const classes = async () => classCounts((await school.children(house.now())).values());
  app.use("/reminders", only(parts, "remind"));
  app.get("/reminders", async (ctx) => {
    const [chosen, all] = [ctx.req.query("class") ?? "", await classes()];
    const asked = chosen === "all" || all.some(({ id }) => id === chosen);
    const due = asked ? await house.reminders.due(chosen === "all" ? null : chosen, house.now()) : [];
    const children = await school.children(house.now());
    const markOf = namesakeMarksById(children.values());
    const byChild = await Promise.all(
      [...Map.groupBy(due, ({ childId }) => childId)].slice(0, named).flatMap(([id, own]) => {
        const child = children.get(id);
        return child
          ? [
              contacts.of(id).then((people) => ({
                child,
                guardians: people
                  .filter((one) => own.some(({ guardianId }) => guardianId === one.id))
                  .map((one) => `${one.givenName} ${one.familyName}`),
              })),
            ]
          : [];
      }),
    );
    return ctx.html(
      remindersPage(deskOf(parts, ctx), {
        classes: all,
        chosen: asked ? chosen : null,
        due: byChild,
        inAll: due.length,
        restricted: asked && chosen !== "" ? (await addresseesIn(parts, chosen)).restricted : [],
        markOf,
        periodRuns: await house.periods.running(),
      }),
    );
  });
  app.post("/reminders", async (ctx) => {
    const { class: chosen = "" } = await valuesOf(ctx);
    if (chosen !== "all" && !(await classes()).some(({ id }) => id === chosen))
      return ctx.redirect("/office/reminders", 303);
    const sent = await acting(parts, ctx, "remind", chosen, () =>
      house.reminders.send(chosen === "all" ? null : chosen, house.now()),
    );
    return ctx.redirect(
      sent.length === 0
        ? withDone("/office/reminders", "nothing")
        : withDone("/office/reminders", "reminded", sent.length),
      303,
    );
  });
}

interface Data {
  classes: { id: string; name: string }[];
  chosen: string | null;
  due: Due[];
  inAll: number;
  /** Who is not reminded because their data are only kept. */
  restricted: readonly Addressee[];
  markOf: (childId: string) => string;
  periodRuns: boolean;
}

/** Whom a reminder would reach, and the button that sends it. */
export function remindersPage(desk: Desk, data: Data): Html {
  const { say } = desk;
  return page(
    desk,
    say("reminders.title"),
    html`
    <p>${say("reminders.about")}</p>
    ${data.periodRuns ? "" : html`<p class="warn">${say("overview.noPeriod")}. ${say("reminders.noPeriod")}</p>`}
    ${choosing(say, data)}
    ${whoIsRestricted(say, data.restricted, data.markOf)}
    ${data.chosen === null ? "" : wouldReach(say, data, data.chosen)}`,
  );
}

function choosing(say: Say, { classes, chosen }: Data): Html {
  const options = [
    ["all", say("reminders.all")] as const,
    ...classes.map(({ id, name }) => [id, say("classPage.title", { name })] as const),
  ];
  const label = say("reminders.who");
  return html`<form action="/office/reminders" class="line">
    ${select(say, { form: "remind", name: "class", label, sent: fresh, options, chosen: chosen ?? "all" })}
    <button>${say("reminders.look")}</button>
  </form>`;
}

function wouldReach(say: Say, { due, inAll, markOf }: Data, chosen: string): Html {
  if (due.length === 0) return html`<p class="nothing" role="status">${say("reminders.nobody")}</p>`;
  return html`<h2>${say("reminders.would", { count: inAll })}</h2>
    <ul>${due.map((one) => dueLine(one, markOf))}</ul>
    ${due.length >= named ? html`<p>${say("reminders.more")}</p>` : ""}
    <form method="post" action="/office/reminders" data-wait>
      <input type="hidden" name="class" value="${chosen}">
      <button class="main">${say("reminders.send", { count: inAll })}</button>
    </form>`;
}

const dueLine = ({ child, guardians }: Due, markOf: Data["markOf"]): Html =>
  html`<li>${guardians.join(", ")} – ${childLink(child, markOf)}</li>`;
