import { say } from "../../conversations/say.ts";
import type { OwnChild } from "../../conversations/world.ts";
import type { Wish } from "../answers/understanding.ts";
import { type Answer, type ConsentEvent, type Purpose, purposes } from "../consent/event.ts";
import { actOf } from "../consent/act.ts";
import { evidenceOf } from "../consent/shown.ts";
import { yesOf } from "../consent/withdrawing.ts";
import type { House } from "../house/house.ts";
import { unlessInDoubt } from "../house/in-doubt.ts";
import { namesIn } from "../house/seen-names.ts";
import type { Ctx } from "./ctx.ts";

/** A person of this chat, a child, and to what this person's yes counts. */
export interface Stands {
  own: OwnChild;
  yes: Purpose[];
}

/** How the evidence of a withdrawal in free words begins: only such a one has a way back. */
export const inFreeWords = "free words: ";

/** The words of a withdrawal, and where they stand. */
export interface Words {
  text: string;
  scope: Wish["scope"];
  /** How the evidence begins: the update, and whether it was typed or tapped. */
  act: string;
}

/** How the evidence begins of what is withdrawn in free words by this update. */
const beginOf = (update: number | string) => `${inFreeWords}update ${update}, `;

/**
 * To what a person has said yes; where what was recorded does not hold it may be anything, and can be withdrawn.
 * In: also the update that withdraws it in free words: what stood before it, for it may come a second time.
 */
export async function yesOfOwn(
  house: Pick<House, "ledger" | "isInDoubt">,
  { child, personId, role }: OwnChild,
  by?: number,
): Promise<Purpose[]> {
  const isBefore = ({ evidence }: ConsentEvent) => by === undefined || !evidence.startsWith(beginOf(by));
  const read = async () => yesOf((await house.ledger.eventsOf(child.id)).filter(isBefore), personId, role);
  return await unlessInDoubt(house, read, () => [...purposes]);
}

/** To what the persons of a chat have said yes. In: as of `yesOfOwn`. */
export async function standsIn(
  house: Pick<House, "roster" | "ledger" | "isInDoubt">,
  chatId: number,
  by?: number,
): Promise<Stands[]> {
  const own = await house.roster.ownChildren(chatId);
  const stands = own.map(async (one) => ({ own: one, yes: await yesOfOwn(house, one, by) }));
  return (await Promise.all(stands)).filter(({ yes }) => yes.length > 0);
}

/**
 * Of what stands, what the words are about: the purposes and the children that they name. In: the children among all
 * of theirs, for who names one for whom nothing stands does not mean the other. Empty: nothing of it stands.
 */
export function concerned(stands: readonly Stands[], scope: Wish["scope"], named: readonly OwnChild[]): Stands[] {
  const meant = (purpose: Purpose) => scope === "unspecified" || scope === "both" || scope === purpose;
  const some = stands.map(({ own, yes }) => ({ own, yes: yes.filter(meant) })).filter(({ yes }) => yes.length > 0);
  return named.length === 0 ? some : some.filter(({ own }) => named.some(({ child }) => child.id === own.child.id));
}

/** Records it, tells what is recorded, and leaves a way back. */
export async function withdrawFor(house: House, ctx: Ctx, stands: readonly Stands[], words: Words): Promise<void> {
  const { speak } = ctx;
  const nameOf = await namesIn(house, ctx.chatId ?? 0);
  const nameIn = ({ child }: OwnChild) => ({ child: nameOf(child), className: child.className });
  const declared = stands.map(({ own, yes }) => ({
    ...declaredBy(house, ctx, own, Object.fromEntries(yes.map((purpose) => [purpose, "no" as const]))),
    ...{ shownText: null, evidence: evidenceOf(words.act, nameIn(own)) },
  }));
  const recorded = await house.ledger.recordInChat(declared, house.now());
  const done = stands.filter((_, at) => recorded[at] && !("refused" in recorded[at]));
  const lines = done.map(({ own, yes }) => {
    const purposes = yes.map((purpose) => speak.plain(`word.${purpose}`)).join(", ");
    return speak("withdraw.doneLine", { ...nameIn(own), purposes });
  });
  if (lines.length === 0) return void (await say(ctx, { html: speak("refused.child") }));
  await house.matters.closeOfChat(ctx.chatId ?? 0, house.now());
  house.log.info({ chat: ctx.chatId, children: lines.length }, "withdrawn in free words");
  await say(ctx, {
    html: speak("withdraw.done", { lines: "@lines" }).replace("@lines", () => lines.join("\n")),
    buttons: [[{ text: speak.plain("withdraw.undo"), data: `undo:${ctx.update.update_id}` }]],
  });
}

function declaredBy(
  { notice }: Pick<House, "notice">,
  { speak, chatId = 0 }: Ctx,
  { child, personId, role }: OwnChild,
  answers: Partial<Record<Purpose, Answer>>,
) {
  const who = { child: child.id, person: personId, role, recordedBy: personId, chatId };
  return { ...who, answers, route: "chat" as const, notice: notice.number, language: speak.language };
}

/**
 * "War nicht so gemeint": the answers from before hold again, by an event of their own, where nothing has
 * changed since.
 */
export async function takeBack(house: House, ctx: Ctx, update: string): Promise<void> {
  const { speak, chatId = 0 } = ctx;
  const nameOf = await namesIn(house, chatId);
  let back = 0;
  for (const own of await house.roster.ownChildren(chatId)) {
    const declared = declaredBy(house, ctx, own, {});
    const label = actOf(ctx.update.update_id, { how: "button", words: speak.plain("withdraw.undo") });
    const evidence = evidenceOf(label, { child: nameOf(own.child), className: own.child.className });
    const shownText = ctx.callbackQuery?.message?.text ?? null;
    const recorded = await house.ledger.takeBackInChat(
      beginOf(update),
      { ...declared, shownText, evidence },
      house.now(),
    );
    if (!("refused" in recorded)) back += recorded.events;
  }
  await say(ctx, { html: speak(back > 0 ? "withdraw.undone" : "withdraw.notUndone") });
}
