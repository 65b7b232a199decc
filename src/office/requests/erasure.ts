import { createHash } from "node:crypto";
import { html } from "hono/html";
import type { RequestOfPerson } from "../../../db/messenger/requests.ts";
import type { ErasureOutlook } from "../../consent/erasing-person.ts";
import { isCarriedOut, isClosed } from "../../consent/rights.ts";
import { declaredBy } from "../../house/announcement-text.ts";
import { unlessInDoubt } from "../../house/in-doubt.ts";
import { germanDate } from "../../school/dates.ts";
import { may } from "../../school/office-roles.ts";
import type { ChildInClass } from "../../school/people.ts";
import { acting } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { valuesOf } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import type { Say } from "../page/words.ts";
import { only } from "../staff/guard.ts";

/** Erasing what a person asks to have erased (Art. 17 GDPR): only what was shown before, and once. */
export function erasureRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, say } = parts;
  app.post("/requests/:id/erase", only(parts, "answerRequests"), async (ctx, next) => {
    const request = (await house.requests.all()).find(({ id }) => id === ctx.req.param("id"));
    if (!request || request.right !== "erasure") return next();
    const { shown = "" } = await valuesOf(ctx);
    const carrying = {
      by: ctx.get("person").name,
      isAsShown: (outlook: ErasureOutlook) => digestOf(outlook) === shown,
      note: (outlook: ErasureOutlook) => erasureNote(say, outlook),
    };
    const carriesOut = () => house.erasing.carryOut(request.id, carrying, house.now());
    const not = await acting(parts, ctx, "requestErased", request.id, carriesOut);
    const done = { closed: "unchanged", restricted: "nothing", changed: "erasureChanged" } as const;
    return ctx.redirect(withDone(`/office/requests/${request.id}`, not ? done[not] : "requestErased"), 303);
  });
}

/** What the page of a request to erase shows beside. */
export interface ErasureShown {
  outlook: ErasureOutlook;
  /** Children for whom a JA of this person stands: it is withdrawn only where the person wants that. */
  given: readonly ChildInClass[];
  isRestricted: boolean;
}

/** Gathers it. Out: null for every other request, and for one that is closed. */
export async function erasureOf({ house }: OfficeParts, request: RequestOfPerson): Promise<ErasureShown | null> {
  if (request.right !== "erasure" || isClosed(request) || !isCarriedOut(request.right, request.role)) return null;
  const { personId } = request;
  const children = await house.roster.childrenOf(personId);
  const events = async (id: string) =>
    await unlessInDoubt(
      house,
      () => house.ledger.eventsOf(id),
      () => [],
    );
  const stands = await Promise.all(
    children.map(async ({ id }) => declaredBy(await events(id), personId).some(({ kind }) => kind === "given")),
  );
  return {
    outlook: await house.erasing.outlook(personId, house.now()),
    given: children.filter((_, at) => stands[at]),
    isRestricted: (await house.restrictions.of(personId)) !== null,
  };
}

/** What would be erased, what stays, why and until when; and the button that does it. */
export function erasurePart({ say, person }: Desk, id: string, { outlook, given, isRestricted }: ErasureShown): Html {
  const { goes, stays } = outlook;
  const none = html`<p class="nothing">${say("requests.erasure.nothing")}</p>`;
  return html`<h2>${say("requests.erasure.title")}</h2>
    <h3>${say("requests.erasure.goesTitle")}</h3>
    ${goes.length === 0 ? none : html`<ul>${goes.map((one) => html`<li>${goesWords(say, one)}</li>`)}</ul>`}
    <p class="hint">${say("requests.erasure.noAddresses")}</p>
    <h3>${say("requests.erasure.staysTitle")}</h3>
    <ul>${stays.map((one) => html`<li>${staysWords(say, one)} ${say(`requests.erasure.why.${one.what}`)}</li>`)}</ul>
    <p class="hint">${say("requests.erasure.backups")}</p>
    ${given.length === 0 ? "" : withdrawals(say, given)}
    ${isRestricted ? html`<p class="warn">${say("requests.erasure.restricted")}</p>` : ""}
    ${isRestricted || !may(person.role, "answerRequests") ? "" : button(say, id, outlook)}`;
}

function withdrawals(say: Say, given: readonly ChildInClass[]): Html {
  const one = ({ id, givenName, familyName, className }: ChildInClass) =>
    html`<li><a href="/office/children/${id}">${givenName} ${familyName}</a> (${className})</li>`;
  return html`<p>${say("requests.erasure.given")}</p><ul>${given.map(one)}</ul>`;
}

const button = (say: Say, id: string, outlook: ErasureOutlook): Html =>
  html`<form method="post" action="/office/requests/${id}/erase" class="boxed">
    <input type="hidden" name="shown" value="${digestOf(outlook)}">
    <p>${say("requests.erasure.goHint")}</p>
    <button class="main">${say("requests.erasure.go")}</button>
  </form>`;

const goesWords = (say: Say, { what, count }: ErasureOutlook["goes"][number]): string =>
  `${say(`requests.erasure.goes.${what}`)}${count > 1 ? ` (${count})` : ""}`;

function staysWords(say: Say, { what, count, until }: ErasureOutlook["stays"][number]): string {
  const end = until === null ? say(`requests.erasure.end.${what}`) : germanDate(until);
  return say("requests.erasure.stay", { what: say(`requests.erasure.stays.${what}`), count, until: end });
}

/** What the person is told: what is erased, what stays and until when. */
export function erasureNote(say: Say, { goes, stays }: ErasureOutlook): string {
  const all = goes.map((one) => goesWords(say, one)).join(", ");
  const erased = all === "" ? say("requests.erasure.noteNothing") : say("requests.erasure.noteErased", { erased: all });
  const kept = stays.map((one) => staysWords(say, one)).join(" ");
  return say("requests.erasure.note", { erased, kept });
}

/** What was shown before it is done. */
const digestOf = (outlook: ErasureOutlook): string =>
  createHash("sha256").update(JSON.stringify(outlook)).digest("base64url");
