import { say } from "../../conversations/say.ts";
import type { OwnChild, Said } from "../../conversations/world.ts";
import { purposes } from "../consent/event.ts";
import { yesOf } from "../consent/withdrawing.ts";
import type { Ctx } from "./ctx.ts";
import type { House } from "../house/house.ts";
import { namesIn } from "../house/seen-names.ts";
import { standingText, stillStandsText, type Words } from "../house/standing-text.ts";
import type { ChildInClass } from "../school/people.ts";
import type { Speak } from "../texts.ts";

type Standing = Pick<House, "ledger" | "now" | "timeZone" | "texts">;

/** Fewer than the messenger takes in one message: it counts letters, and buttons. */
const most = { letters: 3500, children: 12 };

/**
 * For each child of this chat what stands and why, and the way to answer and to withdraw; of those of whom one is only
 * informed, what holds. In as many messages as the messenger needs. In: one child, where only that one is asked for.
 */
export async function status(
  house: Standing & Pick<House, "roster" | "nameOf" | "periods">,
  speak: Speak,
  chatId: number,
  only: string | null = null,
): Promise<Said[]> {
  const isMeant = ({ id }: ChildInClass) => only === null || id === only;
  const own = (await house.roster.ownChildren(chatId)).filter(({ child }) => isMeant(child));
  const informed = (await house.roster.informedChildren(chatId)).filter(isMeant);
  if (own.length + informed.length === 0) return [{ html: speak("child.none") }];
  const words = { speak, nameOf: await namesIn(house, chatId) };
  const running = await house.periods.running();
  const parts: Said[] = [{ html: speak("status.heading") }];
  for (const some of Map.groupBy(own, ({ child }) => child.id).values())
    if (some[0]) parts.push(await ofChild(house, words, some[0].child, some));
  for (const child of informed) parts.push(await toInformed(house, words, child));
  return together(running ? parts : [...parts, { html: speak("give.noPeriod") }]);
}

/**
 * Says it in the chat.
 * In: also the language, where a text was written in another one; one child, where only that is meant.
 */
export async function showStatus(
  house: Parameters<typeof status>[0],
  ctx: Ctx,
  speak: Speak = ctx.speak,
  only: string | null = null,
): Promise<void> {
  for (const said of await status(house, speak, ctx.chatId ?? 0, only)) await say(ctx, said);
}

/** What is said after an answer that changed nothing. */
export async function stillStands(
  house: Standing,
  words: Words,
  own: OwnChild,
  after: "give" | "withdraw",
): Promise<Said[]> {
  return [{ html: await stillStandsText(house, words, own, after) }];
}

async function ofChild(
  house: Standing,
  words: Words,
  child: ChildInClass,
  declarers: readonly OwnChild[],
): Promise<Said & { buttons: NonNullable<Said["buttons"]> }> {
  const name = { child: words.nameOf(child) };
  const answering = { text: words.speak.plain("status.answer", name), data: `start:give:${child.id}` };
  const withdrawing = { text: words.speak.plain("status.withdraw", name), data: `start:withdraw:${child.id}` };
  return {
    html: await standingText(house, words, child, declarers),
    buttons: [(await canWithdraw(house, child, declarers)) ? [answering, withdrawing] : [answering]],
  };
}

/** To whom is informed and declares nothing: what holds, and never what anybody has answered. */
async function toInformed({ ledger, now }: Standing, { speak, nameOf }: Words, child: ChildInClass): Promise<Said> {
  const participation = (await ledger.standings([child.id], now())).get(child.id)?.participation ?? "none";
  const values = { child: nameOf(child), className: child.className };
  return {
    html: speak("status.informed", { ...values, participation: speak.plain(`participation.${participation}`) }),
  };
}

/** Whether there is a yes to take back: one that holds, or one of these persons that waits for another's. */
async function canWithdraw(
  { ledger, now }: Standing,
  { id }: ChildInClass,
  declarers: readonly OwnChild[],
): Promise<boolean> {
  const standing = (await ledger.standings([id], now())).get(id);
  const events = await ledger.eventsOf(id);
  return (
    purposes.some((purpose) => standing?.[purpose].standing === "yes") ||
    declarers.some(({ personId, role }) => yesOf(events, personId, role).length > 0)
  );
}

/** As few messages as can be, each with the buttons of its own children. */
function together(parts: readonly Said[]): Said[] {
  const messages: Required<Pick<Said, "html" | "buttons">>[] = [];
  for (const { html, buttons = [] } of parts) {
    const last = messages.at(-1);
    if (
      last &&
      last.html.length + html.length < most.letters &&
      last.buttons.length + buttons.length <= most.children
    ) {
      last.html += `\n\n${html}`;
      last.buttons.push(...buttons);
    } else messages.push({ html, buttons: [...buttons] });
  }
  return messages;
}
