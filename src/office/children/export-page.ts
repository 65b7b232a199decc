import { html } from "hono/html";
import { notShown } from "./children-page.ts";
import type { ClassCounts } from "./class-counts.ts";
import { fresh, select } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { Say } from "../page/words.ts";
import { workingPlace } from "../page/working.ts";

/** The lists that can be saved; the first two are printed as well. */
export const listNames = ["stand", "missing", "svws"] as const;
export type ListName = (typeof listNames)[number];

/** The lists, for a class or for all. In: the classes; the one that is chosen (its id), or "" for all. */
export function exportPage(desk: Desk, classes: readonly ClassCounts[], chosen: string): Html {
  const { say, inDoubt } = desk;
  const all = [["", say("letters.all")] as const, ...classes.map(({ id, name }) => [id, name] as const)];
  const which = { form: "export", name: "class", label: say("letters.forWhom"), sent: fresh, options: all, chosen };
  return page(
    desk,
    say("menu.export"),
    html`<p>${say("export.about")}</p>
    ${inDoubt ? notShown(say) : ""}
    <form method="post" action="/office/export/stand.csv">
      ${select(say, which)}
      ${listNames.map((name) => listBox(say, name))}
    </form>`,
  );
}

/** One form for all of them: the class is chosen once. */
function listBox(say: Say, name: ListName): Html {
  const which = html`<span class="hidden">${say(`export.${name}`)}</span>`;
  const print = html`<button class="plain" formaction="/office/export/${name}" formmethod="get">
    ${say("lesson.print")} ${which}
  </button>`;
  return html`<section class="boxed">
    <h2>${say(`export.${name}`)}</h2>
    <p>${say(`export.${name}Hint`)}</p>
    <div class="inline">
      <button class="main" formaction="/office/export/${name}.csv">${say("export.save")} ${which}</button>
      ${name === "svws" ? "" : print}
    </div>
  </section>`;
}

/** While a list is written that takes longer. */
export function savingPage(desk: Desk): Html {
  return page(desk, desk.say("menu.export"), workingPlace());
}

/** The way to a list that is ready. In: the id that it is kept by. */
export function savedLink(say: Say, id: string): Html {
  return html`<p class="done">${say("export.ready")} <a href="/office/export/file/${id}">${say("export.save")}</a></p>`;
}
