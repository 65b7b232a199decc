import { invitedName } from "../../school/invited-name.ts";
import { officeRoles } from "../../school/office-roles.ts";
import type { NameFault } from "../../school/typed.ts";
import { acting, deskOf } from "../page/desk.ts";
import { newSecret, secretHash, signInLink } from "./secrets.ts";
import { withDone } from "../page/done.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "./guard.ts";
import type { OfficeApp, OfficeContext, OfficeParts, OfficePerson } from "../page/parts.ts";
import { letGoPage, linkPage, peoplePage } from "./people-page.ts";
import type { OfficeKey } from "../page/words.ts";

/**
 * Who works with the office's pages: the head invites, ends sessions, lets go.
 * Nobody can take their own way in away.
 */
export function peopleRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, publicUrl, randomBytes } = parts;
  const everybody = () => house.office.everybody(house.now());
  const found = async (ctx: OfficeContext) => (await everybody()).find(({ id }) => id === ctx.req.param("id"));
  const listed = async (ctx: OfficeContext, sent: Sent) => peoplePage(deskOf(parts, ctx), await everybody(), sent);
  /** The link is shown once; stored is only its hash. */
  const shown = async (ctx: OfficeContext, who: OfficePerson, keep: (hash: string) => Promise<unknown>) => {
    const secret = newSecret(randomBytes);
    await keep(secretHash(secret));
    return ctx.html(linkPage(deskOf(parts, ctx), who, signInLink(publicUrl, secret), "people"));
  };
  app.use("/people/*", only(parts, "invitePeople"));
  app.get("/people", async (ctx) => ctx.html(await listed(ctx, fresh)));
  app.post("/people/invite", async (ctx) => {
    const values = await valuesOf(ctx);
    const read = readInvitation(
      values,
      (await everybody()).map(({ name }) => name),
    );
    if ("errors" in read) return ctx.html(await listed(ctx, { values, errors: read.errors }), 422);
    const id = house.newId();
    return shown(ctx, { id, ...read }, (hash) =>
      acting(parts, ctx, "invite", id, () => house.office.invite({ id, ...read }, hash, house.now())),
    );
  });
  app.post("/people/:id/link", async (ctx, next) => {
    const who = await found(ctx);
    return who
      ? shown(ctx, who, (hash) =>
          acting(parts, ctx, "newLink", who.id, () => house.office.newLink(who.id, hash, house.now())),
        )
      : next();
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
