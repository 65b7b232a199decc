import { setImmediate } from "node:timers/promises";
import { html } from "hono/html";
import { isoDayOf } from "../../school/dates.ts";
import { deskOf } from "../page/desk.ts";
import { only } from "../staff/guard.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { Say } from "../page/words.ts";
import { type ChildStands, standingList, svwsList } from "./standing-list.ts";

const atOnce = 250;

/** Lists as files. */
export function exportRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.use("/export/*", only(parts, "exportLists"));
  app.get("/export", (ctx) => ctx.html(exportPage(deskOf(parts, ctx))));
  const list = (name: string, write: (children: readonly ChildStands[]) => string) =>
    app.post(`/export/${name}.csv`, async (ctx) => {
      const children = await everyChild(parts);
      await house.office.note({
        by: ctx.get("person").name,
        what: "export",
        about: name,
        at: house.now().toISOString(),
      });
      return file(ctx, write(children), "text/csv", `janein-${name}-${isoDayOf(house.now(), house.timeZone)}.csv`);
    });
  list("stand", standingList);
  list("svws", svwsList);
}

/** In slices, so that the bot answers in between. */
async function everyChild({ house }: OfficeParts): Promise<ChildStands[]> {
  const children = await house.roster.everyChild();
  const all: ChildStands[] = [];
  for (let from = 0; from < children.length; from += atOnce) {
    const some = children.slice(from, from + atOnce);
    const standings = await house.ledger.standings(
      some.map(({ id }) => id),
      house.now(),
    );
    for (const child of some) {
      const standing = standings.get(child.id);
      if (standing) all.push({ child, standing });
    }
    await setImmediate();
  }
  return all;
}

function file(ctx: OfficeContext, text: string, type: string, name: string): Response {
  return ctx.body(text, 200, {
    "content-type": `${type}; charset=utf-8`,
    "content-disposition": `attachment; filename="${name}"`,
  });
}

/** The lists that can be saved. */
export function exportPage(desk: Desk): Html {
  const { say } = desk;
  return page(
    desk,
    say("menu.export"),
    html`<p>${say("export.about")}</p>
    ${listBox(say, "svws")}
    ${listBox(say, "stand")}`,
  );
}

function listBox(say: Say, name: "svws" | "stand"): Html {
  const which = html`<span class="hidden">${say(`export.${name}`)}</span>`;
  return html`<section class="boxed">
    <h2>${say(`export.${name}`)}</h2>
    <p>${say(`export.${name}Hint`)}</p>
    <form method="post" action="/office/export/${name}.csv">
      <button class="main">${say("export.save")} ${which}</button>
    </form>
  </section>`;
}
