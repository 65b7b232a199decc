import type { Addressee } from "../../school/people.ts";
import { classCounts } from "../children/class-counts.ts";
import { acting, deskOf } from "../page/desk.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import { only } from "../staff/guard.ts";
import { formCodes, lettersBody, lettersDocument, lettersOf } from "./letters.ts";
import { codesPage, mailingPage, type Whom, whoms } from "./mailing-page.ts";
import { letterheadOf } from "./printing.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { whereItComes, whileWorking, workingPlace } from "../page/working.ts";

/**
 * Letters to guardians and pupils of age, by class, for all, or for one person; and the codes of teachers.
 * A new letter makes the old code void.
 */
export function mailingRoutes(app: OfficeApp, parts: OfficeParts): void {
  app.use("/letters/*", only(parts, "writeLetters"));
  app.get("/letters", async (ctx) => ctx.html(await choosingPage(parts, ctx, ctx.req.query("class") ?? "", fresh)));
  lettersRoute(app, parts);
  teachersRoute(app, parts);
}

function lettersRoute(app: OfficeApp, parts: OfficeParts): void {
  app.post("/letters", async (ctx, next) => {
    const values = await valuesOf(ctx);
    if (lackingIn(parts) !== null) return next();
    if (values.person) {
      const one = await onePerson(parts, values.person, values.child ?? "");
      if (one.length > 0)
        return ctx.html(await inDocument(parts, await printed(parts, ctx, one, "letter", values.person)));
      const slip = await slipOfInformed(parts, ctx, values.person, values.child ?? "");
      return slip ? ctx.html(slip) : next();
    }
    const chosen = chosenOf(await classesOf(parts), values.class ?? "");
    if (chosen === null) {
      const errors = { class: "letters.classMissing" } as const;
      return ctx.html(await choosingPage(parts, ctx, "", { values, errors }), 422);
    }
    await acting(parts, ctx, "letters", chosen, () => bringPupilsOfAge(parts));
    const whom = whoms.find((each) => each === values.whom);
    const all = await peopleFor(parts, await addressees(parts, chosen));
    const people = whom ? all[whom] : [];
    if (people.length > 0) return await printedWithBar(parts, ctx, people, chosen);
    const errors = { whom: whom ? "letters.nobody" : "letters.whomMissing" } as const;
    return ctx.html(await choosingPage(parts, ctx, chosen, { values, errors }), 422);
  });
}

function teachersRoute(app: OfficeApp, parts: OfficeParts): void {
  const { house, contacts } = parts;
  app.post("/letters/teachers", async (ctx, next) => {
    if (lackingIn(parts) !== null) return next();
    const teachers = await contacts.teachersNotReached();
    const ids = teachers.map(({ id }) => id);
    const made = () => house.accounts.newCodes(ids, codeMaking(parts));
    const { codes, expires } = await acting(parts, ctx, "letters", "teachers", made, { codes: ids.length });
    const withCodes = teachers.map((one) => ({ ...one, code: codes.get(one.id) ?? "" }));
    return ctx.html(
      codesPage(deskOf(parts, ctx), "letters.teachers", withCodes, { expires, messengers: parts.messengers() }),
    );
  });
}

const classesOf = async ({ house, school }: OfficeParts) => classCounts((await school.children(house.now())).values());

/** What was chosen, where it is a class or "all"; else null: any words could be sent, and would stand in the logs. */
const chosenOf = (classes: readonly { id: string }[], asked: string): string | null =>
  asked === "all" || classes.some(({ id }) => id === asked) ? asked : null;

/** In: the class that was chosen, or "all"; the form as it was sent. */
async function choosingPage(parts: OfficeParts, ctx: OfficeContext, asked: string, sent: Sent): Promise<Html> {
  const [classes, { house, contacts }] = [await classesOf(parts), parts];
  const chosen = chosenOf(classes, asked);
  const counts = chosen === null ? null : await countsFor(parts, chosen);
  const teachers = (await contacts.teachersNotReached()).length;
  const leftOut = chosen === null ? [] : await house.custody.withoutLetter(chosen === "all" ? undefined : chosen);
  const data = { classes, chosen, counts, teachers, leftOut, lacking: lackingIn(parts) };
  return mailingPage(deskOf(parts, ctx), data, sent);
}

/** What is missing for codes to be made; null where nothing is. */
export function lackingIn({ house, messengers }: OfficeParts): "letters.noKey" | "letters.noBot" | null {
  if (house.codeKey === "") return "letters.noKey";
  return messengers().some(({ bot }) => bot === null) ? "letters.noBot" : null;
}

/** Also counted is who has come of age and will be brought by the letters: looking changes nothing. */
async function countsFor(parts: OfficeParts, chosen: string): Promise<Record<Whom, number>> {
  const { house, pupilAge } = parts;
  const people = await peopleFor(parts, await addressees(parts, chosen));
  const young = await house.roster.pupilsToBring(pupilAge, house.now(), chosen === "all" ? undefined : chosen);
  return Object.fromEntries(whoms.map((whom) => [whom, people[whom].length + young])) as Record<Whom, number>;
}

/** Whoever is of age by now gets a letter of their own. */
function bringPupilsOfAge({ house, pupilAge }: OfficeParts) {
  return house.roster.bringPupilsOfAge(pupilAge, house.newId, house.now());
}

/** Whom a letter can go to at all. In: a class, or "all". */
function addressees({ house }: OfficeParts, chosen: string): Promise<Addressee[]> {
  return house.roster.addressees(chosen === "all" ? undefined : chosen);
}

/** One person with all the children whom the letter is about; nobody where they may not declare for the child. */
async function onePerson({ house }: OfficeParts, personId: string, childId: string): Promise<Addressee[]> {
  const child = await house.roster.child(childId);
  return (await house.roster.addressees(child?.classId)).filter(({ id }) => id === personId);
}

/** The code of a guardian who is informed and has nothing to answer: no form goes with it. Null for anybody else. */
async function slipOfInformed(
  parts: OfficeParts,
  ctx: OfficeContext,
  personId: string,
  childId: string,
): Promise<Html | null> {
  const { house, contacts, messengers } = parts;
  const child = await house.roster.child(childId);
  const one = child && (await contacts.of(child.id)).find(({ id }) => id === personId);
  if (one?.custody?.custody !== "informed") return null;
  const { codes, expires } = await acting(parts, ctx, "letter", one.id, () =>
    house.accounts.newCodes([one.id], codeMaking(parts)),
  );
  const slip = { ...one, classNames: [child?.className ?? ""], code: codes.get(one.id) ?? "" };
  return codesPage(deskOf(parts, ctx), "custody.code", [slip], { expires, messengers: messengers() });
}

/** What new codes are made with. */
export const codeMaking = ({ house, codeDays, randomBytes }: OfficeParts) => ({
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
  const ids = addressees.map(({ id }) => id);
  const { joined, coded } = await contacts.reached(ids, house.now());
  const unjoined = addressees.filter(({ id }) => !joined.has(id));
  return { untouched: unjoined.filter(({ id }) => !coded.has(id)), unjoined, everybody: addressees };
}

const stylesheet = "/office/letters.css";
/** The letters with new codes, which stand nowhere else. */
async function printed(
  parts: OfficeParts,
  ctx: OfficeContext,
  people: readonly Addressee[],
  what: "letter" | "letters",
  about: string,
  walked?: (share: number) => void,
) {
  const { house, letterTexts, messengers, randomBytes } = parts;
  const ids = people.map(({ id }) => id);
  const made = () => house.accounts.newCodes(ids, codeMaking(parts));
  const { codes, expires } = await acting(parts, ctx, what, about, made, { codes: ids.length });
  // Of whom it was put before the office meanwhile, no letter is printed.
  const withCode = people.filter(({ id }) => codes.has(id));
  return lettersBody(
    lettersOf(withCode, codes),
    {
      texts: letterTexts(house.texts),
      letterhead: letterheadOf(house.school.letterhead()),
      messengers: messengers(),
      version: house.notice.number,
      formCodes: formCodes(house.codeKey, house.notice.number, randomBytes),
      now: house.now(),
      expires,
      timeZone: house.timeZone,
      stylesheet,
    },
    walked,
  );
}

/** The document for the printer around the letters, or around the place where they are to come. */
function inDocument({ house, letterTexts }: OfficeParts, body: Html) {
  return lettersDocument({ texts: letterTexts(house.texts), stylesheet }, body);
}

/** The letters of many, with a bar of progress where they take longer: then they come at its place in the document. */
async function printedWithBar(parts: OfficeParts, ctx: OfficeContext, people: readonly Addressee[], about: string) {
  const { house, say } = parts;
  let share = 0;
  const work = printed(parts, ctx, people, "letters", about, (walked) => (share = walked));
  const [before = "", after = ""] = String(await inDocument(parts, workingPlace())).split(whereItComes);
  return whileWorking(house, say, ctx, {
    share: () => share,
    work,
    atOnce: async (letters) => ctx.html(await inDocument(parts, letters)),
    around: { before, after },
    outcome: (letters) => `<div>${String(letters)}</div>`,
  });
}
