import type { Understood } from "../../conversations/world.ts";
import type { House } from "../house/house.ts";
import { childrenSeenIn } from "../house/seen-names.ts";
import { namedChildren } from "../school/named-child.ts";
import type { Speak } from "../texts.ts";
import { showClasses } from "./class-list.ts";
import type { Ctx } from "./ctx.ts";
import { languageOfQuestion, rememberTyped } from "./language.ts";
import { showStatus } from "./status.ts";

/**
 * A question whether the own child may take part, or why not: it is answered by what stands for that child,
 * to a class teacher by the list of the class. It is no wish to consent (Art. 7(4) GDPR).
 * Out: false where it is another question, or none.
 */
export async function answerWhatHolds(house: House, ctx: Ctx, text: string): Promise<boolean> {
  const chatId = ctx.chatId ?? 0;
  const own = await house.roster.ownChildren(chatId);
  const children = own.map(({ child }) => child);
  const pupil = own.some(({ role }) => role === "pupil");
  if (own.length > 0 && house.texts.asksWhatHolds(text, { names: children.map(({ givenName }) => givenName), pupil })) {
    const [named, other] = namedChildren(text, children);
    const language = writtenIn(house, ctx.speak, text);
    await rememberTyped(house, ctx, language);
    await showStatus(house, ctx, house.texts.speak(language), named && !other ? named.id : null);
    return true;
  }
  if ((await house.roster.classesOf(chatId)).length === 0) return false;
  const names = (await childrenSeenIn(house, chatId)).map(({ givenName }) => givenName);
  if (!house.texts.asksForClass(text, { names, pupil: false })) return false;
  await showClasses(house, ctx);
  return true;
}

/** The same question in the middle of another one: what stands is shown, and the open question stays. */
export function wishToSeeStatus(
  house: Pick<House, "texts" | "understand">,
  speak: Speak,
  text: string,
  names: readonly string[],
): Understood {
  if (!house.texts.asksWhatHolds(text, { names, pupil: false })) return null;
  const wish = { action: "status" as const, scope: "unspecified" as const };
  return { wish, objects: false, language: writtenIn(house, speak, text) };
}

const writtenIn = ({ texts, understand }: Pick<House, "texts" | "understand">, speak: Speak, text: string) =>
  languageOfQuestion(texts, speak, text, understand(text).language);
