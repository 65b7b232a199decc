import { html } from "hono/html";
import type { Problem } from "../../school/problem.ts";
import { filesField } from "../import/page.ts";
import { named } from "../import/drafts.ts";
import { type ImportWords, placeText, problemText, readImportWords } from "../import/words.ts";
import { deskOf, noting } from "../page/desk.ts";
import { givenFiles } from "../page/files.ts";
import { errorSummary, fresh, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import { onlyOf } from "./addressed.ts";
import type { MadeLetters, MadeReminders, Mailing } from "./made.ts";
import { over } from "./over.ts";
import { foundMade, lettersNow, withoutAddress } from "./printed.ts";
import type { WithoutAddress } from "./printing.ts";

/**
 * Letters with the addresses of a file that the office chooses for this printing. They are held in memory with the
 * letters, go as they go, and stand in no table; of all of it only counts are noted.
 */
export function addressesRoutes(app: OfficeApp, mailing: Mailing): void {
  const { parts } = mailing;
  const words = readImportWords();
  const path = "/letters/made/:act/addresses";
  app.get(path, (ctx) => {
    const made = foundMade(mailing, ctx);
    if (!made || made.kind === "slips") return over(parts, ctx);
    return ctx.html(addressesPage(deskOf(parts, ctx), made, { words }));
  });
  app.post(path, async (ctx) => {
    const files = await givenFiles(ctx);
    const made = foundMade(mailing, ctx);
    if (!made || made.kind === "slips") return over(parts, ctx);
    const why =
      files.length === 0 ? { error: "importPage.filesMissing" as const } : await look(mailing, ctx, made, files);
    if (why === null) return ctx.redirect(`/office/letters/made/${made.act}`, 303);
    return ctx.html(addressesPage(deskOf(parts, ctx), made, { words, ...why }), 422);
  });
}

/** Why there are no addresses. */
interface Why {
  error: OfficeKey;
  problems?: readonly Problem[];
  /** From whom an address is held back on purpose. */
  held?: readonly WithoutAddress[];
}

/** Looks for the addresses of these letters. Out: null where some were found; then they are held with the letters. */
async function look(
  { parts, before }: Mailing,
  ctx: OfficeContext,
  made: MadeLetters | MadeReminders,
  files: Awaited<ReturnType<typeof givenFiles>>,
): Promise<Why | null> {
  const { house } = parts;
  const [roll, remembered] = [await house.roster.roll(), await house.rememberedColumns.all()];
  const found = await house.findAddresses({ files: named(files), roll, remembered, pupils: await pupilsOf(house) });
  if (found.problems.length > 0) return { error: "addresses.unreadable", problems: found.problems };
  if (found.inFiles === 0) return { error: "addresses.noColumns" };
  const people = made.kind === "letters" ? [...made.codes.keys()] : [...made.people];
  const own = onlyOf(found, people);
  if (own.addresses.size === 0 && own.held.size > 0) {
    const held = withoutAddress(await lettersNow(parts, made), own).filter(({ why }) => why === "held");
    return { error: "addresses.onlyHeld", held };
  }
  if (own.addresses.size === 0) return { error: own.several.size > 0 ? "addresses.onlySeveral" : "addresses.nobody" };
  const details = { letters: people.length, withAddress: own.addresses.size };
  await noting(parts, ctx, "addresses", made.about, { details });
  before.keep(ctx.get("person").id, { ...made, addressed: own }, house.now());
  return null;
}

/** Pupils of age, each with the child that the pupil is. */
async function pupilsOf({ roster }: OfficeParts["house"]) {
  const people = (await roster.addressees()).filter(({ role }) => role === "pupil");
  return people.flatMap(({ id, children }) => children.map((child) => ({ personId: id, childId: child.id })));
}

function addressesPage(
  desk: Desk,
  { act, addressed }: MadeLetters | MadeReminders,
  { words, error, problems = [], held = [] }: { words: ImportWords } & Partial<Why>,
): Html {
  const { say } = desk;
  const sent: Sent = error === undefined ? fresh : { values: {}, errors: { files: error } };
  const line = (one: Problem) => {
    const place = placeText(one, words);
    return html`<li>${place === "" ? "" : `${place}: `}${problemText(one, words)}</li>`;
  };
  return page(
    desk,
    say("addresses.title"),
    html`
    ${errorSummary(say, sent, "addresses")}
    ${problems.length === 0 ? "" : html`<ul>${problems.slice(0, 10).map(line)}</ul>`}
    ${held.length === 0 ? "" : heldBack(desk, held)}
    <p>${say("addresses.about")}</p>
    <p class="hint">${say("addresses.columns")}</p>
    <form method="post" action="/office/letters/made/${act}/addresses" enctype="multipart/form-data" class="boxed"
      data-wait>
      ${filesField(desk, sent, "addresses", say("importPage.files"), say("importPage.filesHint"))}
      <button class="main">${say(addressed === null ? "addresses.look" : "addresses.lookAgain")}</button>
    </form>
    <p><a href="/office/letters/made/${act}">${say("addresses.without")}</a></p>`,
  );
}

const heldBack = ({ say }: Desk, held: readonly WithoutAddress[]): Html => html`<p>${say("addresses.heldOf")}</p>
  <ul>${held.map(({ name, classes }) => html`<li>${name} (${classes})</li>`)}</ul>`;
