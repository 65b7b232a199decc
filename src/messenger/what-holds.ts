import { say } from "../../conversations/say.ts";
import type { Understood } from "../../conversations/world.ts";
import type { House } from "../house/house.ts";
import { sameClass } from "../school/class-name.ts";
import { namedAlone, namedChildren } from "../school/named-child.ts";
import type { Speak } from "../texts.ts";
import { showChild, showClasses } from "./class-list.ts";
import { decliningIn, languagesOf } from "./declining.ts";
import type { Ctx } from "./ctx.ts";
import { languageOfQuestion, rememberTyped } from "./language.ts";
import { showStatus } from "./status.ts";

/**
 * A question whether the own child may take part, or why not, and a child's name alone: it is answered by what stands
 * for that child, to a class teacher by the list of the class or a line for one of its children. It is no wish to
 * consent (Art. 7(4) GDPR). Out: false where it is another question, or none.
 */
export async function answerWhatHolds(house: House, ctx: Ctx, text: string): Promise<boolean> {
  const own = await house.roster.ownChildren(ctx.chatId ?? 0);
  const informed = await house.roster.informedChildren(ctx.chatId ?? 0);
  const children = [...own.map(({ child }) => child), ...informed];
  const pupil = own.some(({ role }) => role === "pupil");
  const names = children.map(({ givenName }) => givenName);
  const declining = decliningIn(house, languagesOf(house, ctx.speak.language, text));
  const alone = namedAlone(text, children, declining);
  const asks = () => children.length > 0 && house.texts.asksWhatHolds(text, { names, pupil }) && !gives(house, text);
  if (alone.length > 0 || asks()) {
    const [named, other] = namedChildren(text, children, declining);
    const language = writtenIn(house, ctx.speak, text);
    await rememberTyped(house, ctx, language);
    await showStatus(house, ctx, house.texts.speak(language), named && !other ? named.id : null);
    return true;
  }
  return await answerTeacher(house, ctx, text);
}

/** "Jonas darf mit Bild teilnehmen, wir sind einverstanden" asks nothing. */
function gives({ understand }: House, text: string): boolean {
  const { wish, isRead } = understand(text);
  return isRead === true && wish?.action === "give";
}

/** A class that a text names, as classes are called: "4b". */
const classIn = (text: string) => /(?<![\p{L}\p{N}])\d{1,2} ?[a-z](?![\p{L}\p{N}])/iu.exec(text)?.[0] ?? null;

/** The list, or one line where a single child is named; and where it was asked, that reasons are not in it. */
async function answerTeacher(house: House, ctx: Ctx, text: string): Promise<boolean> {
  const classes = await house.roster.classesOf(ctx.chatId ?? 0);
  const taught = await Promise.all(
    classes.map(async (one) => (await house.roster.childrenIn(one.id)).map((child) => ({ ...child, in: one }))),
  );
  const children = taught.flat();
  const asks =
    classes.length > 0 &&
    house.texts.asksForClass(text, { names: children.map(({ givenName }) => givenName), pupil: false });
  if (!asks && !classes.some(({ name }) => sameClass(name, text))) return false;
  const [named, other] = namedChildren(text, children);
  const foreign = classIn(text);
  if (foreign && !classes.some(({ name }) => sameClass(name, foreign)))
    await say(ctx, { html: ctx.speak("class.notYours", { className: foreign }) });
  if (named && !other) await showChild(house, ctx, named.in, named);
  else await showClasses(house, ctx);
  if (asks && asks.reasons) await say(ctx, { html: ctx.speak("class.noReasons") });
  return true;
}

/** What stands: for the own children, or else, to a class teacher, in the class. In: also the language to say it in. */
export async function showWhatStands(house: House, ctx: Ctx, speak: Speak = ctx.speak): Promise<void> {
  const chatId = ctx.chatId ?? 0;
  const teaches = (await house.roster.classesOf(chatId)).length > 0;
  const { roster } = house;
  const parent = [await roster.ownChildren(chatId), await roster.informedChildren(chatId)].flat().length > 0;
  await (teaches && !parent ? showClasses(house, ctx) : showStatus(house, ctx, speak));
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
