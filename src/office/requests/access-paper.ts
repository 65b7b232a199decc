import { html } from "hono/html";
import type { RequestOfPerson } from "../../../db/messenger/requests.ts";
import { ownDataOf } from "../../house/own-data.ts";
import { may } from "../../school/office-roles.ts";
import type { ChildInClass } from "../../school/people.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { Say } from "../page/words.ts";
import { only } from "../staff/guard.ts";
import { childLinks } from "../to-do-item.ts";

/** What is stored about the person of a request, for a family on paper (Art. 15, 20 GDPR); who has it is in the log. */
export function accessPaperRoutes(app: OfficeApp, parts: OfficeParts): void {
  app.post("/requests/:id/own-data.pdf", only(parts, "answerRequests"), async (ctx, next) => {
    const data = await handedOut(parts, ctx);
    if (!data) return next();
    return asFile(await parts.house.print.ownData(data), "application/pdf", "Auskunft.pdf");
  });
  app.post("/requests/:id/own-data.json", only(parts, "answerRequests"), async (ctx, next) => {
    const data = await handedOut(parts, ctx);
    if (!data) return next();
    const text = new TextEncoder().encode(JSON.stringify(data, null, 2));
    return asFile(text, "application/json; charset=utf-8", "Auskunft.json");
  });
}

/** Gathers it, and puts down who has asked for it. Out: null where there is no such request. */
async function handedOut({ house }: OfficeParts, ctx: OfficeContext) {
  const request = (await house.requests.all()).find(({ id }) => id === ctx.req.param("id"));
  const data = request && (await ownDataOf(house, request.personId));
  if (!request || !data) return null;
  const by = ctx.get("person").name;
  await house.office.note({ by, what: "ownData", about: request.id, at: house.now().toISOString() });
  return data;
}

function asFile(bytes: Uint8Array, type: string, name: string): Response {
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  };
  return new Response(bytes.slice(), { headers });
}

/** For which children it is not decided whether the person may declare, and where that is done. */
function stillOpen(say: Say, open: readonly ChildInClass[]): Html {
  return html`<p class="warn">${say("requests.paper.open")} ${childLinks(open)}.
    ${say("requests.paper.openHint")}</p>`;
}

/** The two buttons, on the page of a request. In: the children whose custody is open for whoever asks. */
export function accessPaper({ say, person }: Desk, { id }: RequestOfPerson, open: readonly ChildInClass[]): Html {
  if (!may(person.role, "answerRequests")) return html``;
  const path = `/office/requests/${id}/own-data`;
  return html`<h2>${say("requests.paper.title")}</h2>
    <p class="hint">${say("requests.paper.hint")}</p>
    ${open.length === 0 ? "" : stillOpen(say, open)}
    <form method="post" action="${path}.pdf" class="inline">
      <button>${say("requests.paper.pdf")}</button>
      <button class="plain" formaction="${path}.json">${say("requests.paper.json")}</button>
    </form>`;
}
