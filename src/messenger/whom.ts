import { say } from "../../conversations/say.ts";
import type { OwnChild } from "../../conversations/world.ts";
import type { Matter } from "../../db/messenger/matters.ts";
import { type Act, actOf } from "../consent/act.ts";
import { sealOf } from "../consent/heads.ts";
import { purposes } from "../consent/event.ts";
import { beginningOf, oneLine } from "../consent/shown.ts";
import { withdrawalIn } from "./withdrawal-in.ts";
import { decliningIn, languagesOf } from "./declining.ts";
import { type Declining, namedAlone, wordsNaming } from "../school/named-child.ts";
import type { House } from "../house/house.ts";
import { unlessInDoubt } from "../house/in-doubt.ts";
import { namesIn } from "../house/seen-names.ts";
import type { Ctx } from "./ctx.ts";
import { concerned, inFreeWords, type Stands, standsIn, withdrawFor, type Words } from "./withdrawing.ts";

/** Keeps the words, and asks whom they are about: with a button for each, for all, and for nobody. */
export async function askWhom(house: House, ctx: Ctx, stands: readonly Stands[], { text }: Words): Promise<void> {
  const { speak } = ctx;
  const [first] = stands;
  if (!first) return;
  const shared = new Set(stands.map(({ own }) => own.child.id)).size < stands.length;
  await keep(house, ctx, first.own, text);
  const nameOf = await namesIn(house, ctx.chatId ?? 0);
  const label = ({ child, personName }: OwnChild) => {
    const name = speak.plain("child.inClass", { child: nameOf(child), className: child.className });
    return shared ? `${name} – ${personName}` : name;
  };
  const each = stands.map(({ own }) => ({ text: label(own), data: `matter:${keyOf(own)}` }));
  const rest = [
    { text: speak.plain("withdraw.forAll"), data: "matter:all" },
    { text: speak.plain("withdraw.notMeant"), data: "matter:none" },
  ];
  await say(ctx, { html: speak("withdraw.whom"), buttons: [...each, ...rest].map((button) => [button]) });
}

/**
 * Keeps words that may withdraw something that stands, until the person has said so or not: a day later the
 * office sees them. That another guardian has said yes is enough: against it a NEIN counts as well.
 */
export async function keepUnclear(house: House, ctx: Ctx, text: string): Promise<void> {
  const chatId = ctx.chatId ?? 0;
  const [first = await heldByAnother(house, chatId)] = (await standsIn(house, chatId)).map(({ own }) => own);
  if (first) await keep(house, ctx, first, text);
}

/** Somebody of a chat with a child who may take part in something; in doubt `standsIn` has taken everybody for it. */
async function heldByAnother(house: House, chatId: number): Promise<OwnChild | undefined> {
  const own = await house.roster.ownChildren(chatId);
  const ids = own.map(({ child }) => child.id);
  const standings = await unlessInDoubt(
    house,
    () => house.ledger.standings(ids, house.now()),
    () => new Map<string, never>(),
  );
  const stands = (id: string) => purposes.some((purpose) => standings.get(id)?.[purpose].standing === "yes");
  return own.find(({ child }) => stands(child.id));
}

async function keep(house: House, { chatId = 0, msgId = 0, speak }: Ctx, own: OwnChild, words: string): Promise<void> {
  // The same message has the same id; and the id, which the office's log keeps, tells nobody the number of a chat.
  const id = sealOf(`matter ${chatId} ${msgId}`, house.codeKey).slice(0, 24);
  const matter = { id, chatId, personId: own.personId, words, language: speak.language };
  await house.matters.open(matter, house.now());
}

/**
 * A typed answer to "for which child": nothing but names of children, or a word for all of them.
 * Out: false where nothing is open, or the text says anything else.
 */
export async function typedWhom(house: House, ctx: Ctx, text: string): Promise<boolean> {
  if ((await openHere(house, ctx)).length === 0) return false;
  const own = (await standsIn(house, ctx.chatId ?? 0, ctx.update.update_id)).map((one) => one.own);
  if (own.length === 0) return false;
  const declining = decliningIn(house, languagesOf(house, ctx.speak.language, text));
  const named = namedAlone(
    text,
    own.map(({ child }) => child),
    declining,
  );
  const reply = house.texts.readReply(text, "withdraw", ctx.speak.language);
  const spoken = house.texts.speaksOfChildren(text);
  const all = reply.meaning === "both" && reply.answers.audio === "no" && reply.answers.video === "no";
  const meant = own.filter(({ child }) => named.some(({ id }) => id === child.id));
  const act = { how: "typed", words: text } as const;
  if (meant.length > 0) await answerMatters(house, ctx, meant.map(keyOf), act);
  else if (all || spoken === "every child") await answerMatters(house, ctx, "all", act);
  else if (spoken || areNames(text, own, declining)) await say(ctx, { html: ctx.speak("child.byName") });
  else return false;
  return true;
}

/** Nothing but names, which may be those of two: "Jana", where a Jan and a Jana wait. */
function areNames(text: string, own: readonly OwnChild[], declining: Declining): boolean {
  const children = own.map(({ child }) => child);
  return wordsNaming(text, children, declining).join(" ") === text.replaceAll(/[^\p{L}\p{M}]+/gu, " ").trim();
}

const keyOf = ({ child, personId }: OwnChild) => `${child.id}:${personId}`;

/**
 * What waits here for a child's name: only what both readings take for a withdrawal is recorded by one.
 * In: also since when it may have been answered, where that counts as well.
 */
async function openHere(house: House, { chatId = 0 }: Ctx, answeredAfter?: Date): Promise<Matter[]> {
  const open = await house.matters.ofChat(chatId, answeredAfter);
  const own = await house.roster.ownChildren(chatId);
  return open.filter(({ words, language }) => withdrawalIn(house, house.texts.speak(language), words, own) !== null);
}

/**
 * Records what is open for whom it is now known to mean.
 * In: "all", "none", or child and person as a button names them, one or several; the act that said so.
 */
export async function answerMatters(house: House, ctx: Ctx, whom: string | string[], act: Act): Promise<void> {
  const waits = await openHere(house, ctx);
  // Who taps one child after the other means both, though the first tap has answered the question.
  const isBeside = waits.length === 0 && act.how === "button" && whom !== "none";
  const open = isBeside ? await openHere(house, ctx, new Date(house.now().getTime() - besideMs)) : waits;
  const stale = async () => void (await say(ctx, { html: ctx.speak("menu.stale") }));
  if (open.length === 0) return await stale();
  if (whom === "none") {
    await house.matters.closeOfChat(ctx.chatId ?? 0, house.now());
    return void (await say(ctx, { html: ctx.speak("step.left") }));
  }
  const stands = await standsIn(house, ctx.chatId ?? 0, ctx.update.update_id);
  const meant = stands.filter(({ own }) => whom === "all" || [whom].flat().includes(keyOf(own)));
  if (isBeside && meant.length === 0) return await stale();
  // The words of several messages hold together: whatever one of them takes back.
  const scopes = open.map(({ words }) => house.understand(words).wish?.scope ?? "unspecified");
  const scope = new Set(scopes).size === 1 ? (scopes[0] ?? "unspecified") : "unspecified";
  const said = `${inFreeWords}${actOf(ctx.update.update_id, act)}${quoted(open)}`;
  await withdrawFor(house, ctx, concerned(meant, scope, []), { text: "", scope, act: said });
}

/** So soon after a tap comes another one on the same buttons, before they are gone. */
const besideMs = 60_000;

/** So many of the messages that were answered are quoted in the proof, each with so many letters: far more than any. */
const mostQuoted = { messages: 20, letters: 1000 };

/** What an answer was about, as it stands in the proof. */
function quoted(open: readonly Matter[]): string {
  const first = open.slice(0, mostQuoted.messages);
  const more = open.length - first.length;
  return (
    first
      .map(({ id, words }) => `, to typed „${beginningOf(oneLine(words), mostQuoted.letters)}“ of message ${id}`)
      .join("") + (more > 0 ? ` and ${more} more` : "")
  );
}
