import { mostOfNote, needsReasons, stepsByWord, type TakenStep } from "../../consent/rights.ts";
import { openCustodyOf } from "../../house/own-data.ts";
import { todayOf } from "../../house/taken-down.ts";
import { typedText } from "../../school/typed.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { erasureOf } from "./erasure.ts";
import { restrictionRoutes } from "./restriction.ts";
import { requestPage, requestsPage } from "./requests-page.ts";
import type { OfficeKey } from "../page/words.ts";

/** Requests for one's rights (Art. 12–22 GDPR), with due dates and the steps taken. */
export function requestsRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { requests, roster, now } = parts.house;
  const found = async (ctx: OfficeContext) => (await requests.all()).find(({ id }) => id === ctx.req.param("id"));
  app.use("/requests/*", only(parts, "seeRequests"));
  app.get("/requests", async (ctx) => ctx.html(requestsPage(deskOf(parts, ctx), await requests.all(), now())));
  const shown = async (ctx: OfficeContext, sent: Sent) => {
    const request = await found(ctx);
    const children = request ? await roster.childrenOf(request.personId) : [];
    const openIds = request ? await openCustodyOf(parts.house, request.personId) : new Set<string>();
    return request
      ? requestPage(
          deskOf(parts, ctx),
          {
            ...{ request, open: stepsByWord(request, request.role, now()), now: now() },
            ...{ children, openCustody: children.filter(({ id }) => openIds.has(id)) },
            erasure: await erasureOf(parts, request),
            scans: await parts.house.keptScans.ofPersons([request.personId]),
            restriction: {
              holds: await parts.house.restrictions.of(request.personId),
              byThis: await parts.house.restrictions.by(request.personId, request.id),
              today: todayOf(parts.house),
            },
            isReached: (await parts.house.accounts.accountOf(request.personId)) !== null,
          },
          sent,
        )
      : null;
  };
  app.get("/requests/:id", async (ctx, next) => {
    const page = await shown(ctx, fresh);
    return page ? ctx.html(page) : next();
  });
  restrictionRoutes(app, parts, async (ctx, sent) => ctx.html((await shown(ctx, sent)) ?? "", 422));
  app.post("/requests/:id", only(parts, "answerRequests"), async (ctx, next) => {
    const [request, values] = [await found(ctx), await valuesOf(ctx)];
    if (!request) return next();
    const read = readStep(values, stepsByWord(request, request.role, now()));
    if ("errors" in read) return ctx.html((await shown(ctx, { values, errors: read.errors })) ?? "", 422);
    const takes = () => requests.step(request.id, read.step, ctx.get("person").name, read.note, now());
    const taken = await acting(parts, ctx, "requestStep", request.id, takes, { step: read.step });
    return ctx.redirect(withDone(`/office/requests/${request.id}`, taken ? "step" : "nothing"), 303);
  });
}

/**
 * Reads a step. Whoever refuses or takes longer must say why (Art. 12(3), (4) GDPR).
 * Out: the step with its note, or what is wrong.
 */
export function readStep(
  { step, note: typed = "" }: Readonly<Record<string, string>>,
  open: readonly TakenStep[],
): { step: TakenStep; note: string } | { errors: Record<string, OfficeKey> } {
  const taken = open.find((one) => one === step);
  if (!taken) return { errors: { step: "requests.stepMissing" } };
  const note = typedText(typed);
  if (note.length > mostOfNote) return { errors: { note: "requests.noteTooLong" } };
  return needsReasons(taken) && note === "" ? { errors: { note: "requests.noteMissing" } } : { step: taken, note };
}
