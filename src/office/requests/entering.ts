import {
  canHaveComeOn,
  entryRoutes,
  momentOfDay,
  mostOfEntry,
  receivedAt,
  type EntryRoute,
  type Right,
  type RightsRequest,
  rights,
} from "../../consent/rights.ts";
import { todayOf } from "../../house/taken-down.ts";
import { germanDate, isoDayOf } from "../../school/dates.ts";
import { foundPeople } from "../../school/found-people.ts";
import { lookingFor } from "../../school/looking-for.ts";
import { typedName, typedText } from "../../school/typed.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import { only } from "../staff/guard.ts";
import { entryPage, type Older, searchPage, type Whose } from "./entering-page.ts";

type Values = Readonly<Record<string, string>>;

/** Putting down requests that came by letter, by telephone or in person: first whose it is, then what it says. */
export function enteringRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  app.use("/requests/enter", only(parts, "enterRequests"));
  app.get("/requests/enter", async (ctx) => {
    const whose = await whoseIn(parts, { person: ctx.req.query("person"), name: ctx.req.query("name") });
    if (whose && !("fault" in whose)) return ctx.html(await formPage(parts, ctx, whose, fresh));
    const asked = ctx.req.query("q") ?? "";
    const found = foundPeople(lookingFor(asked, todayOf(house)), asked === "" ? [] : await house.roster.askers());
    const sent = whose ? { values: { name: ctx.req.query("name") ?? "" }, errors: { name: whose.fault } } : fresh;
    return ctx.html(searchPage(deskOf(parts, ctx), { asked, found }, sent), whose ? 422 : 200);
  });
  app.post("/requests/enter", async (ctx) => {
    const values = await valuesOf(ctx);
    const whose = await whoseIn(parts, values);
    if (!whose || "fault" in whose) return ctx.redirect("/office/requests/enter", 303);
    const read = readEntry(values, todayOf(house));
    if ("errors" in read) return ctx.html(await formPage(parts, ctx, whose, { values, errors: read.errors }), 422);
    const older = await olderThanAnswer(parts, whose, read);
    if (older && values.sure !== "yes")
      return ctx.html(await formPage(parts, ctx, whose, { values, errors: {} }, older), 409);
    return await enter(parts, ctx, { whose, read, act: values.act || house.newId() });
  });
}

async function enter(
  parts: OfficeParts,
  ctx: OfficeContext,
  { whose, read, act }: { whose: Whose; read: Entry; act: string },
): Promise<Response> {
  const { house } = parts;
  const { right, receivedOn, ...entry } = read;
  const entering = {
    ...{ id: act, right, receivedOn, ...entry, by: ctx.get("person").name },
    whose: "person" in whose ? { personId: whose.person.id } : { name: whose.name, newId: house.newId() },
    receivedAt: momentOfDay(receivedOn, todayOf(house), house.now()),
  };
  const open = "person" in whose ? (await house.requests.before(whose.person.id, right)).open : undefined;
  const details = { right, route: read.route, received: germanDate(receivedOn) };
  const enters = () => house.requests.enter(entering, house.now());
  const { request, how } = await acting(parts, ctx, "requestEntered", open?.id ?? act, enters, details);
  const done = { received: "requestEntered", again: "unchanged", open: "requestOpen" } as const;
  return ctx.redirect(withDone(`/office/requests/${request.id}`, done[how]), 303);
}

/** Who is meant by the form. Out: null where nobody is named; what is wrong with a name. */
async function whoseIn(
  { house }: OfficeParts,
  { person: id, name }: { person?: string | undefined; name?: string | undefined },
): Promise<Whose | { fault: OfficeKey } | null> {
  const person = id ? await house.roster.person(id) : undefined;
  if (person && person.role !== "office") return { person };
  if (name === undefined) return null;
  const read = typedName(name);
  if ("name" in read) return { name: read.name };
  return { fault: read.fault === "missing" ? "requests.enter.nameMissing" : "requests.enter.nameOdd" };
}

interface Entry {
  right: Right;
  receivedOn: string;
  route: EntryRoute;
  place: string;
  words: string;
}

/** Reads the form. In: its values; the school's today (ISO). Out: what it says, or what is wrong with which field. */
export function readEntry(values: Values, today: string): Entry | { errors: Record<string, OfficeKey> } {
  const [right, route] = [rights.find((one) => one === values.right), entryRoutes.find((one) => one === values.route)];
  const [place, words] = [typedText(values.place ?? ""), typedText(values.words ?? "")];
  const receivedOn = values.receivedOn ?? "";
  const errors: Record<string, OfficeKey> = {
    ...(right ? {} : { right: "requests.enter.rightMissing" }),
    ...(canHaveComeOn(receivedOn, today) ? {} : { receivedOn: "requests.enter.receivedOnWrong" }),
    ...(route ? {} : { route: "requests.enter.routeMissing" }),
    ...(route === "letter" && place === "" ? { place: "requests.enter.placeMissing" } : {}),
    ...(place.length > mostOfEntry.place ? { place: "requests.enter.placeTooLong" } : {}),
    ...(words.length > mostOfEntry.words ? { words: "requests.enter.wordsTooLong" } : {}),
  };
  return right && route && Object.keys(errors).length === 0 ? { right, receivedOn, route, place, words } : { errors };
}

/** A request of the same right that was closed on this day or later, so that this one may be answered with it. */
async function olderThanAnswer(
  { house }: OfficeParts,
  whose: Whose,
  { right, receivedOn }: Entry,
): Promise<Older | null> {
  if (!("person" in whose)) return null;
  const { open, closed } = await house.requests.before(whose.person.id, right);
  const answered = closed?.history.at(-1)?.at;
  if (open || !closed || !answered) return null;
  const day = isoDayOf(new Date(answered), house.timeZone);
  return receivedOn <= day ? { id: closed.id, answered: day, received: receivedOn } : null;
}

async function formPage(
  parts: OfficeParts,
  ctx: OfficeContext,
  whose: Whose,
  sent: Sent,
  older: Older | null = null,
): Promise<ReturnType<typeof entryPage>> {
  const { house } = parts;
  const own = "person" in whose ? await house.requests.of([whose.person.id]) : [];
  const open = own.filter((one: RightsRequest) => !one.history.some(({ step }) => closing.has(step)));
  return entryPage(
    deskOf(parts, ctx),
    {
      ...{ whose, older, today: todayOf(house), act: sent.values.act || house.newId() },
      children: "person" in whose ? await house.roster.childrenOf(whose.person.id) : [],
      open: open.map((one) => ({ id: one.id, right: one.right, since: receivedAt(one) })),
    },
    sent,
  );
}

const closing = new Set<string>(["answered", "declined"]);
