import { html } from "hono/html";
import { deskOf } from "../page/desk.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp } from "../page/parts.ts";
import { headings, scrolling } from "../page/table.ts";
import type { Letter } from "./data.ts";
import type { Mailing } from "./made.ts";
import { over } from "./over.ts";
import { foundMade, lettersNow } from "./printed.ts";

/**
 * The list with which letters are handed over: a sheet for each class, a line for each letter without an address, in
 * the order of the letters, to be signed. No code stands on it.
 */
export function handoverRoute(app: OfficeApp, mailing: Mailing): void {
  const { parts } = mailing;
  app.get("/letters/made/:act/handover", async (ctx) => {
    const made = foundMade(mailing, ctx);
    if (!made || made.kind === "slips") return over(parts, ctx);
    const letters = (await lettersNow(parts, made)).filter(({ address }) => address === undefined);
    return ctx.html(handoverPage(deskOf(parts, ctx), letters, made.act));
  });
}

function handoverPage(desk: Desk, letters: readonly Letter[], act: string): Html {
  const { say } = desk;
  const byClass = [...Map.groupBy(letters, ({ handedIn }) => handedIn ?? "")];
  const sheet = ([className, own]: [string, Letter[]]) => {
    const name = say("classPage.title", { name: className });
    const columns = (["number", "children", "recipient", "received", "signature"] as const).map((one) =>
      say(`handover.${one}`),
    );
    const table = html`<table class="handover">${headings(columns)}<tbody>${own.map(line)}</tbody></table>`;
    return html`<section class="sheet">
      <h2>${name} <span class="count">(${own.length})</span></h2>
      ${scrolling(name, table)}
    </section>`;
  };
  return page(
    desk,
    say("handover.title"),
    html`<p>${say("handover.about")}</p>
      <p class="for-screen">
        <button class="main" data-print hidden>${say("lesson.print")}</button>
        <a href="/office/letters/made/${act}">${say("handover.back")}</a>
      </p>
      ${byClass.length === 0 ? html`<p class="nothing">${say("handover.nobody")}</p>` : byClass.map(sheet)}`,
  );
}

function line({ number = 1, name, children, handedIn }: Letter): Html {
  const all = children.map(({ givenName, familyName, className, mark = "" }) => {
    const elsewhere = className === handedIn ? "" : ` (${className})`;
    return html`<span>${familyName}, ${givenName}${mark}${elsewhere}</span>`;
  });
  return html`<tr>
    <td>${number}</td>
    <th scope="row">${all}</th>
    <td>${name}</td>
    <td class="to-write"></td>
    <td class="to-write"></td>
  </tr>`;
}
