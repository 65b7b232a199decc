import type { Addressee } from "../../school/people.ts";
import { classCounts } from "../children/class-counts.ts";
import { acting, deskOf } from "../page/desk.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import { lettersOf, lettersPage } from "./letters.ts";
import { mailingPage, teacherCodesPage, type Whom, whoms } from "./mailing-page.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";

/** Letters to guardians and pupils of age, by class, for all, or for one person; and the codes of teachers. A new letter makes the old code void. */
export function mailingRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house, school, contacts } = parts;
  app.use("/letters/*", only(parts, "writeLetters"));

  const shown = async (ctx: OfficeContext, chosen: string, sent: Sent) => {
    await house.roster.bringPupilsOfAge(parts.pupilAge, house.newId, house.now());
    const classes = classCounts((await school.children(house.now())).values());
    const asked = chosen === "all" || classes.some(({ id }) => id === chosen) ? chosen : null;
    const people =
      asked === null
        ? null
        : await peopleFor(parts, await house.roster.addressees(asked === "all" ? undefined : asked));
    const counts =
      people && (Object.fromEntries(whoms.map((whom) => [whom, people[whom].length])) as Record<Whom, number>);
    return mailingPage(
      deskOf(parts, ctx),
      {
        classes,
        chosen: asked,
        counts,
        teachers: (await contacts.teachersNotReached()).length,
        keyed: house.codeKey !== "",
      },
      sent,
    );
  };
  app.get("/letters", async (ctx) => ctx.html(await shown(ctx, ctx.req.query("class") ?? "", fresh)));

  app.post("/letters", async (ctx, next) => {
    const values = await valuesOf(ctx);
    if (house.codeKey === "") return next();
    await house.roster.bringPupilsOfAge(parts.pupilAge, house.newId, house.now());
    if (values.person) {
      const one = (await house.roster.addressees((await house.roster.child(values.child ?? ""))?.classId)).filter(
        ({ id }) => id === values.person,
      );
      return one.length === 0 ? next() : ctx.html(await printed(parts, ctx, one, "letter", values.person));
    }
    const chosen = values.class ?? "";
    const whom = whoms.find((each) => each === values.whom);
    const all = await peopleFor(parts, await house.roster.addressees(chosen === "all" ? undefined : chosen));
    const people = whom ? all[whom] : [];
    if (people.length === 0)
      return ctx.html(
        await shown(ctx, chosen, { values, errors: { whom: whom ? "letters.nobody" : "letters.whomMissing" } }),
        422,
      );
    return ctx.html(await printed(parts, ctx, people, "letters", chosen));
  });

  app.post("/letters/teachers", async (ctx, next) => {
    if (house.codeKey === "") return next();
    const teachers = await contacts.teachersNotReached();
    const { codes, expires } = await acting(parts, ctx, "letters", "teachers", () =>
      house.accounts.newCodes(
        teachers.map(({ id }) => id),
        codeMaking(parts),
      ),
    );
    return ctx.html(
      teacherCodesPage(
        deskOf(parts, ctx),
        teachers.map((one) => ({ ...one, code: codes.get(one.id) ?? "" })),
        { expires, bot: parts.bot() },
      ),
    );
  });
}

const codeMaking = ({ house, codeDays, randomBytes }: OfficeParts) => ({
  key: house.codeKey,
  days: codeDays,
  now: house.now(),
  randomBytes,
});

/** Who would get a letter: those whom nothing has reached yet; all who have no account; everybody. */
async function peopleFor(
  { house, contacts }: OfficeParts,
  addressees: Addressee[],
): Promise<Record<Whom, Addressee[]>> {
  const { joined, coded } = await contacts.reached(
    addressees.map(({ id }) => id),
    house.now(),
  );
  const unjoined = addressees.filter(({ id }) => !joined.has(id));
  return { untouched: unjoined.filter(({ id }) => !coded.has(id)), unjoined, everybody: addressees };
}

async function printed(
  parts: OfficeParts,
  ctx: OfficeContext,
  people: readonly Addressee[],
  what: "letter" | "letters",
  about: string,
) {
  const { house, letterTexts, bot } = parts;
  const { codes, expires } = await acting(parts, ctx, what, about, () =>
    house.accounts.newCodes(
      people.map(({ id }) => id),
      codeMaking(parts),
    ),
  );
  return lettersPage(lettersOf(people, codes), {
    texts: letterTexts,
    bot: bot(),
    version: house.notice.number,
    now: house.now(),
    expires,
    timeZone: house.timeZone,
    stylesheet: "/office/letters.css",
  });
}
