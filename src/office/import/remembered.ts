import { html } from "hono/html";
import { dictionary } from "../../answers/dictionary.ts";
import { germanDate } from "../../school/dates.ts";
import type { Field } from "../../school/reading/formats.ts";
import { kindOfFile, type RememberedColumns } from "../../school/remembered-columns.ts";
import { acting } from "../page/desk.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import type { Say } from "../page/words.ts";
import { type Draft, ownOf } from "./drafts.ts";

/** Forgets what was said of the columns of a kind of file. */
export function rememberedRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { rememberedColumns } = parts.house;
  app.post("/import/columns/:kind/forget", async (ctx) => {
    await acting(parts, ctx, "forgetColumns", "", () => rememberedColumns.forget(ctx.req.param("kind")));
    return ctx.redirect("/office/import#remembered", 303);
  });
}

/** What is remembered of columns, each kind of file with a way to forget it; nothing where nothing is. */
export function rememberedList(say: Say, remembered: readonly RememberedColumns[]): Html {
  if (remembered.length === 0) return html``;
  const is = ([heading, field]: [string, Field]) => `${heading}: ${say(`import.field.${field}`)}`;
  const one = ({ kind, columns, at }: RememberedColumns) =>
    html`<li>
      <form method="post" action="/office/import/columns/${kind}/forget" class="inline">
        <span>${Object.entries(columns).map(is).join("; ")} <span class="hint">(${dayOf(at)})</span></span>
        <button>
          ${say("importPage.forgetColumns")}<span class="hidden">: ${Object.keys(columns).join(", ")}</span>
        </button>
      </form>
    </li>`;
  return html`<h2 id="remembered">${say("importPage.rememberedTitle")}</h2>
    <p class="hint">${say("importPage.rememberedHint")}</p>
    <ul>${remembered.map(one)}</ul>`;
}

const dayOf = (at: string) => germanDate(at.slice(0, 10));

/** What of a draft is remembered for the next file of the same kind: what was said of columns that were read. */
export function toRemember({ said, plan }: Draft, at: string): RememberedColumns[] {
  const all = plan.files.flatMap(({ file, of, format }) => {
    const headings = plan.columns.filter((column) => column.file === file).map(({ name }) => name);
    const own = Object.entries(ownOf(said.columns, of) ?? {}).filter(([heading]) => headings.includes(heading));
    if (format === null || own.length === 0) return [];
    return [{ kind: kindOfFile(headings), columns: dictionary(Object.fromEntries(own)), at }];
  });
  return [...new Map(all.map((one) => [one.kind, one])).values()];
}
