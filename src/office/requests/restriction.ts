import { html } from "hono/html";
import type { RequestOfPerson } from "../../../db/messenger/requests.ts";
import { type Ground, grounds, type Restriction, whyNotLifted, whyNotRestricted } from "../../consent/restriction.ts";
import { isCarriedOut, isClosed } from "../../consent/rights.ts";
import { todayOf } from "../../house/taken-down.ts";
import { germanDate } from "../../school/dates.ts";
import { may } from "../../school/office-roles.ts";
import { typedText } from "../../school/typed.ts";
import { acting } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { choice, errorSummary, field, fresh, type Sent, valuesOf } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { OfficeKey, Say } from "../page/words.ts";
import { only } from "../staff/guard.ts";

type Errors = Record<string, OfficeKey>;

/** The page of a request once more, with what is wrong in the form that was sent. */
type Again = (ctx: OfficeContext, sent: Sent) => Promise<Response>;

/** Restricting the processing of a person's data, and lifting that after they were told (Art. 18 GDPR). */
export function restrictionRoutes(app: OfficeApp, parts: OfficeParts, again: Again): void {
  const { house, say } = parts;
  const requestOf = async (ctx: OfficeContext) =>
    (await house.requests.all()).find(({ id, right }) => id === ctx.req.param("id") && right === "restriction");
  app.post("/requests/:id/restrict", only(parts, "answerRequests"), async (ctx, next) => {
    const [request, values] = [await requestOf(ctx), await valuesOf(ctx)];
    if (!request) return next();
    const [ground, note] = [grounds.find((one) => one === values.ground), typedText(values.note ?? "")];
    const since = values.since ?? "";
    const errors = { ...(ground ? {} : { ground: "requests.restrict.groundMissing" }), ...said({ since, note }) };
    if (!ground || Object.keys(errors).length > 0) return again(ctx, { values, errors: errors as Errors });
    const fact = { ground, since, note, by: ctx.get("person").name };
    const begins = () => house.restrictions.begin(request.id, fact, toldOf(say, fact), house.now());
    const done = await acting(parts, ctx, "requestRestricted", request.id, begins, { since: germanDate(since) });
    return ctx.redirect(withDone(`/office/requests/${request.id}`, done ? "requestRestricted" : "unchanged"), 303);
  });
  app.post("/requests/:id/lift", only(parts, "answerRequests"), async (ctx, next) => {
    const [request, values] = [await requestOf(ctx), await valuesOf(ctx)];
    const holds = request && (await house.restrictions.by(request.personId, request.id));
    if (!request) return next();
    if (!holds) return ctx.redirect(withDone(`/office/requests/${request.id}`, "unchanged"), 303);
    const [toldOn, note] = [values.toldOn ?? "", typedText(values.note ?? "")];
    const not = whyNotLifted({ toldOn, note }, holds, todayOf(house));
    const errors: Errors = {
      ...(not.toldOn ? { toldOn: "requests.restrict.toldOnWrong" } : {}),
      ...(not.note ? { note: noteFault[not.note] } : {}),
    };
    if (Object.keys(errors).length > 0) return again(ctx, { values, errors });
    const fact = { since: todayOf(house), toldOn, note, by: ctx.get("person").name };
    const lifts = () =>
      house.restrictions.lift({ personId: request.personId, requestId: request.id }, fact, house.now());
    const done = await acting(parts, ctx, "restrictionLifted", request.id, lifts);
    return ctx.redirect(withDone(`/office/requests/${request.id}`, done ? "restrictionLifted" : "unchanged"), 303);
  });

  function said(typed: { since: string; note: string }): Errors {
    const not = whyNotRestricted(typed, todayOf(house));
    return {
      ...(not.since ? { since: "requests.restrict.sinceWrong" as const } : {}),
      ...(not.note ? { note: noteFault[not.note] } : {}),
    };
  }
}

const noteFault = { missing: "requests.restrict.noteMissing", long: "requests.restrict.noteTooLong" } as const;

/** What the person is told of it. */
const toldOf = (say: Say, { ground, since, note }: Pick<Restriction, "ground" | "since" | "note">): string =>
  say("requests.restrict.told", { day: germanDate(since), ground: say(`requests.restrict.ground.${ground}`), note });

/** That the data of a person are only kept, since when and why; nothing where they are not. */
export function restrictedMark({ say }: Desk, holds: Pick<Restriction, "ground" | "since"> | null): Html {
  if (!holds) return html``;
  const values = { day: germanDate(holds.since), ground: say(`requests.restrict.ground.${holds.ground}`) };
  return html`<strong class="tag">${say("requests.restrict.mark")}</strong> ${say("requests.restrict.since", values)}`;
}

/**
 * On the page of a request: what holds, how it is restricted, how what holds by this request is lifted. In: the form as
 * it was sent.
 */
export function restrictionPart(
  desk: Desk,
  request: RequestOfPerson,
  { holds, byThis, today }: { holds: Restriction | null; byThis: Restriction | null; today: string },
  sent: Sent,
): Html {
  const { say, person } = desk;
  const mark = holds ? html`<p class="warn">${restrictedMark(desk, holds)} ${holds.note}</p>` : html``;
  if (request.right !== "restriction" || !may(person.role, "answerRequests")) return mark;
  const isOpen = !isClosed(request) && isCarriedOut(request.right, request.role);
  const isLifting = "toldOn" in sent.values;
  return html`${mark}
    ${isOpen ? beginForm(say, request.id, today, isLifting ? fresh : sent) : ""}
    ${byThis ? liftForm(say, request.id, isLifting ? sent : fresh) : ""}`;
}

function beginForm(say: Say, id: string, today: string, sent: Sent): Html {
  const form = "restrict";
  const options = grounds.map((one: Ground) => [one, say(`requests.restrict.ground.${one}`)] as const);
  const note = { label: say("requests.restrict.note"), hint: say("requests.restrict.noteHint"), most: 500 };
  return html`<h2>${say("requests.restrict.title")}</h2>
    <p>${say("requests.restrict.about")}</p>
    ${errorSummary(say, sent, form)}
    <form method="post" action="/office/requests/${id}/restrict" class="boxed">
      ${choice(say, { form, name: "ground", label: say("requests.restrict.which"), sent, options })}
      ${field(say, { form, name: "since", type: "date", label: say("requests.restrict.from"), value: today, sent })}
      ${field(say, { form, name: "note", type: "textarea", ...note, sent })}
      <button class="main">${say("requests.restrict.go")}</button>
    </form>`;
}

function liftForm(say: Say, id: string, sent: Sent): Html {
  const form = "lift";
  const [day, how] = [
    { label: say("requests.restrict.toldOn"), hint: say("requests.restrict.toldOnHint") },
    { label: say("requests.restrict.how"), hint: say("requests.restrict.howHint"), most: 500 },
  ];
  return html`<h2>${say("requests.restrict.liftTitle")}</h2>
    ${errorSummary(say, sent, form)}
    <form method="post" action="/office/requests/${id}/lift" class="boxed">
      ${field(say, { form, name: "toldOn", type: "date", ...day, sent })}
      ${field(say, { form, name: "note", ...how, sent })}
      <button>${say("requests.restrict.lift")}</button>
    </form>`;
}
