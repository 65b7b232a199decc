import { html } from "hono/html";
import { dayOf, germanDate } from "../../school/dates.ts";
import { joinCodeHash } from "../../school/join-code.ts";
import { deskOf } from "../page/desk.ts";
import { type Html, notePage } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { whereItComes, whileWorking, workingPlace } from "../page/working.ts";
import { addressed, type AddressFound } from "./addressed.ts";
import type { Letter } from "./data.ts";
import { formCodes, lettersBody, lettersDocument, lettersOf } from "./letters.ts";
import { lastsMinutes, type Made, type MadeLetters, type MadeReminders, type Mailing } from "./made.ts";
import { over, waysAnew } from "./over.ts";
import { dueOnPaper } from "./paper-due.ts";
import { letterheadOf, type LettersOptions, type WithoutAddress } from "./printing.ts";
import { addresseesIn } from "./whom.ts";
import { codesPage } from "./slips.ts";

/**
 * What a form has made, to be printed, as often as it is wanted: for whoever made it, and as long as it is held. Only
 * codes that are still good stand there, and only who may be written to now.
 */
export function madeRoute(app: OfficeApp, mailing: Mailing): void {
  const { parts } = mailing;
  app.get("/letters/made/:act", async (ctx) => {
    const made = foundMade(mailing, ctx);
    if (!made) return over(parts, ctx);
    if (made.kind !== "slips") return printed(parts, ctx, made);
    const good = await goodCodes(parts, new Map(made.slips.map(({ id, code }) => [id, code])));
    const slips = made.slips.filter(({ id }) => good.has(id));
    const beside = { expires: made.expires, messengers: parts.messengers() };
    return ctx.html(codesPage(deskOf(parts, ctx), made.title, slips, beside));
  });
}

/** What the form that the address names has made, or null. */
export function foundMade({ parts, before }: Mailing, ctx: OfficeContext): Made | null {
  return before.of(ctx.get("person").id, ctx.req.param("act") ?? "", parts.house.now());
}

/**
 * The letters as they are now, in their order and with their numbers: of codes those that nobody has used and no newer
 * letter has made void, of reminders those that are still due.
 */
export async function lettersNow(parts: OfficeParts, made: MadeLetters | MadeReminders): Promise<Letter[]> {
  const all = made.kind === "letters" ? await withGoodCodes(parts, made) : await stillDue(parts, made);
  return addressed(all, made.addressed).map((letter) => {
    const number = made.numbers.get(letter.id ?? "");
    return number === undefined ? letter : { ...letter, number };
  });
}

async function withGoodCodes(parts: OfficeParts, { codes, about }: MadeLetters): Promise<Letter[]> {
  const good = await goodCodes(parts, codes);
  const { written, restricted } = await addresseesIn(parts, "all");
  // One letter was chosen beside the mark that their data are only kept.
  return lettersOf([...written, ...restricted.filter(({ id }) => id === about)], good, about);
}

async function stillDue(parts: OfficeParts, { about, people, returnBy }: MadeReminders): Promise<Letter[]> {
  const due = (await dueOnPaper(parts, about)).filter(({ person }) => people.has(person.id));
  const open = new Map(due.map((one) => [one.person.id, one.open]));
  return lettersOf(
    due.map(({ person }) => person),
    new Map(due.map(({ person }) => [person.id, ""])),
    about,
  ).map((letter) => ({
    ...letter,
    reminder: { open: open.get(letter.id ?? "") ?? new Map(), returnBy: germanDate(returnBy) },
  }));
}

async function goodCodes({ house }: OfficeParts, codes: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const hashes = new Map([...codes].map(([id, code]) => [id, joinCodeHash(code, house.codeKey)]));
  const good = await house.accounts.stillGood([...hashes.values()], house.now());
  return new Map([...codes].filter(([id]) => good.has(hashes.get(id) ?? "")));
}

/** With a bar of progress where it takes longer: then the letters come at its place in the document. */
async function printed(parts: OfficeParts, ctx: OfficeContext, made: MadeLetters | MadeReminders): Promise<Response> {
  const { house, say } = parts;
  const letters = await lettersNow(parts, made);
  if (letters.length === 0) {
    const body = html`<p>${say("letters.noneLeft")}</p>${await waysAnew(parts, made.about)}`;
    return ctx.html(notePage(say, say("menu.letters"), body));
  }
  const options = optionsFor(parts, made, letters);
  let share = 0;
  const work: Promise<Html> = lettersBody(letters, options, (walked) => (share = walked));
  const [before = "", after = ""] = String(await lettersDocument(options, workingPlace())).split(whereItComes);
  return whileWorking(house, say, ctx, {
    share: () => share,
    work,
    atOnce: async (body) => ctx.html(await lettersDocument(options, body)),
    around: { before, after },
    outcome: async (body) => String(await html`<div>${body}</div>`),
  });
}

function optionsFor(parts: OfficeParts, made: MadeLetters | MadeReminders, letters: readonly Letter[]): LettersOptions {
  const { house, letterTexts, messengers, randomBytes } = parts;
  const { number, publishedAt, sha256 } = house.notice;
  const whole = made.kind === "letters" ? made.codes.size : made.people.size;
  return {
    texts: letterTexts(house.texts),
    letterhead: letterheadOf(house.school.letterhead()),
    messengers: messengers(),
    version: number,
    printedFrom: { published: dayOf(publishedAt, house.timeZone), sha256 },
    formCodes: formCodes(house.codeKey, number, randomBytes),
    now: house.now(),
    expires: made.kind === "letters" ? made.expires : null,
    timeZone: house.timeZone,
    stylesheet: "/office/letters.css",
    office: {
      act: made.act,
      left: whole - letters.length,
      minutes: lastsMinutes,
      ...(made.addressed ? { without: withoutAddress(letters, made.addressed) } : {}),
    },
  };
}

/** Who gets a letter without an address, and why it has none. */
export function withoutAddress(letters: readonly Letter[], { several, held }: AddressFound): WithoutAddress[] {
  return letters
    .filter(({ address }) => address === undefined)
    .map(({ id = "", name, children }) => ({
      name,
      classes: [...new Set(children.map(({ className }) => className))].join(", "),
      why: held.has(id) ? "held" : several.has(id) ? "several" : null,
    }));
}
