import { invitedName } from "../../school/invited-name.ts";
import { officeRoles } from "../../school/office-roles.ts";
import type { NameFault } from "../../school/typed.ts";
import { markOf } from "../page/act-mark.ts";
import { acting, deskOf } from "../page/desk.ts";
import { newSecret, secretHash, signInLink } from "./secrets.ts";
import { withDone } from "../page/done.ts";
import { ForAWhile } from "../page/for-a-while.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "./guard.ts";
import type { OfficeApp, OfficeContext, OfficeParts, OfficePerson } from "../page/parts.ts";
import { letGoPage, linkPage, peoplePage } from "./people-page.ts";
import type { OfficeKey } from "../page/words.ts";

/** A link that was made, and for whom. */
interface Shown {
  who: OfficePerson;
  secret: string;
}

/** For so long it can be seen again by sending the same form (ms). */
const shownFor = 5 * 60 * 1000;

/**
 * Who works with the office's pages: the head invites, ends sessions, lets go.
 * Nobody can take their own way in away.
 */
export function peopleRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, publicUrl, randomBytes } = parts;
  const everybody = () => house.office.everybody(house.now());
  const found = async (ctx: OfficeContext) => (await everybody()).find(({ id }) => id === ctx.req.param("id"));
  const listed = async (ctx: OfficeContext, sent: Sent) => peoplePage(deskOf(parts, ctx), await everybody(), sent);
  const links = new ForAWhile<Shown>(shownFor);
  /**
   * The link is shown to whoever made it, again where the form was sent twice, and for a few minutes only; stored is
   * its hash.
   */
  const shown = async (
    ctx: OfficeContext,
    { who, mark }: { who: OfficePerson; mark: string },
    keep: (hash: string, who: OfficePerson) => Promise<unknown>,
  ) => {
    const name = `${ctx.get("person").id} ${mark}`;
    const before = links.get(name, house.now());
    const own = before ?? { who, secret: newSecret(randomBytes) };
    if (!before) links.put(name, own, house.now());
    const isNew = (await keep(secretHash(own.secret), own.who)) !== null;
    if (!isNew && !before) return ctx.redirect(withDone("/office/people", "unchanged"), 303);
    return ctx.html(linkPage(deskOf(parts, ctx), own.who, signInLink(publicUrl, own.secret), "people"));
  };
  app.use("/people/*", only(parts, "invitePeople"));
  app.get("/people", async (ctx) => ctx.html(await listed(ctx, fresh)));
  app.post("/people/invite", async (ctx) => {
    const values = await valuesOf(ctx);
    const taken = (await everybody()).map(({ name }) => name);
    const mark = markOf(values.act, ["invite", values.name ?? "", values.role ?? ""], house.newId);
    const isDone = (await house.office.doneWith(mark)) !== null;
    const read = readInvitation(values, isDone ? [] : taken);
    if ("errors" in read) return ctx.html(await listed(ctx, { values, errors: read.errors }), 422);
    return shown(ctx, { who: { id: house.newId(), ...read }, mark }, (hash, who) =>
      acting(parts, ctx, "invite", who.id, () => house.office.inviteOnce(who, hash, mark, house.now())),
    );
  });
  app.post("/people/:id/link", async (ctx, next) => {
    const [who, { act }] = [await found(ctx), await valuesOf(ctx)];
    if (!who) return next();
    const mark = markOf(act, ["link", who.id], house.newId);
    return shown(ctx, { who, mark }, (hash) =>
      acting(parts, ctx, "newLink", who.id, () => house.office.newLinkOnce(who.id, hash, mark, house.now())),
    );
  });
  app.post("/people/:id/end-sessions", async (ctx, next) => {
    const who = await found(ctx);
    if (!who) return next();
    const ended = await acting(parts, ctx, "endSessions", who.id, () => house.office.endSessions(who.id));
    return ctx.redirect(
      ended === 0 ? withDone("/office/people", "nothing") : withDone("/office/people", "sessionsEnded", ended),
      303,
    );
  });
  app.get("/people/:id/let-go", async (ctx, next) => {
    const who = await found(ctx);
    return who && who.id !== ctx.get("person").id ? ctx.html(letGoPage(deskOf(parts, ctx), who)) : next();
  });
  app.post("/people/:id/let-go", async (ctx, next) => {
    const who = await found(ctx);
    if (!who || who.id === ctx.get("person").id) return next();
    await acting(parts, ctx, "letGo", who.id, () => house.office.letGo(who.id, house.now()));
    return ctx.redirect(withDone("/office/people", "letGo"), 303);
  });
}

const faults: Record<NameFault | "alike", OfficeKey> = {
  missing: "people.nameMissing",
  long: "people.nameLong",
  odd: "people.nameOdd",
  alike: "people.nameAlike",
};

/**
 * Reads whom to invite.
 * In: the form; the names that are there already, of which none is given away, gets another role unseen or a double:
 * in the log of actions a person is a name.
 */
export function readInvitation(
  values: Readonly<Record<string, string>>,
  taken: readonly string[],
): Pick<OfficePerson, "name" | "role"> | { errors: Record<string, OfficeKey> } {
  const role = officeRoles.find((one) => one === values.role);
  const read = invitedName(values.name ?? "", taken);
  const name = "name" in read ? read.name : "";
  const errors: Record<string, OfficeKey> = {};
  if ("fault" in read) errors.name = faults[read.fault];
  else if (taken.includes(name)) errors.name = "people.nameTaken";
  if (!role) errors.role = "people.roleMissing";
  return role && Object.keys(errors).length === 0 ? { name, role } : { errors };
}
