import { say } from "../../conversations/say.ts";
import type { Said, Understood } from "../../conversations/world.ts";
import { aboutItself, type AboutItself, type Everyday } from "../answers/everyday.ts";
import type { House } from "../house/house.ts";
import type { Speak } from "../texts.ts";
import { aboutCircumstance, inOwnWords } from "./circumstances.ts";
import type { Ctx } from "./ctx.ts";
import { begin } from "./join.ts";
import { help, mainMenu, menuButtons } from "./menu.ts";

type Reading = Parameters<typeof aboutCircumstance>[0];

/**
 * A message that is made of everyday words alone: a greeting, thanks, a call for help, a question about the bot
 * itself; it is answered in its own language. Out: false where it is anything else.
 */
export async function answerEveryday(house: House, ctx: Ctx, text: string): Promise<boolean> {
  const said = house.texts.everydayIn(text, ctx.speak.language);
  if (!said) return false;
  ctx.speak = house.texts.speak(said.language);
  for (const one of said.says)
    await (isAboutItself(one) ? say(ctx, ofItself(ctx.speak, one)) : doings[one](house, ctx));
  return true;
}

const isAboutItself = (one: Everyday): one is AboutItself => aboutItself.some((kind) => kind === one);

const ofItself = (speak: Speak, kind: AboutItself): Said => inOwnWords(speak, `everyday.${kind}`);

type Doing = (house: House, ctx: Ctx) => Promise<unknown>;

const doings: Record<Exclude<Everyday, AboutItself>, Doing> = {
  greeting: greet,
  thanks: (_, ctx) => say(ctx, { html: ctx.speak("everyday.thanks") }),
  goodbye: (_, ctx) => say(ctx, { html: ctx.speak("everyday.goodbye") }),
  insult: (_, ctx) => say(ctx, { html: ctx.speak("everyday.insult") }),
  okay: (_, ctx) => say(ctx, { html: ctx.speak("everyday.okay") }),
  code: (_, ctx) => say(ctx, { html: ctx.speak("join.noCode") }),
  help,
  menu: mainMenu,
  start: begin,
  cancel,
};

async function greet({ accounts, roster }: House, ctx: Ctx): Promise<void> {
  const { speak, chatId = 0 } = ctx;
  const persons = await accounts.personsOf(chatId);
  if (persons.length === 0)
    return void (await say(ctx, { html: `${speak("everyday.greeting")}\n\n${speak("join.askForCode")}` }));
  const parent = (await roster.ownChildren(chatId)).length > 0;
  const teaches = (await roster.classesOf(chatId)).length > 0;
  const html = speak(teaches && !parent ? "everyday.greetingTeacher" : "everyday.greeting");
  await say(ctx, { html, ...(parent ? { buttons: menuButtons(speak) } : {}) });
}

/** Outside of a question nothing is left but what waits for a child's name. */
async function cancel({ matters, roster }: House, ctx: Ctx): Promise<void> {
  const { speak, chatId = 0 } = ctx;
  if ((await matters.ofChat(chatId)).length > 0) return void (await say(ctx, { html: speak("step.pressOne") }));
  const parent = (await roster.ownChildren(chatId)).length > 0;
  await say(ctx, { html: speak("menu.nothingOpen"), ...(parent ? { buttons: menuButtons(speak) } : {}) });
}

/** The same in the middle of a question, which stays open: what it could do there is said, and not done. */
export function everydayBetween(house: Reading, speak: Speak, text: string): Understood {
  const said = house.texts.everydayIn(text, speak.language);
  if (!said) return aboutCircumstance(house, speak, text);
  const own = house.texts.speak(said.language);
  const says = said.says.flatMap((one) => (isAboutItself(one) ? [ofItself(own, one)] : between(own, text, one)));
  return says.length > 0 ? { say: says, language: said.language } : null;
}

/** A question mark alone asks what is meant: the open question says so itself, and that an "ok" answers nothing. */
function between(speak: Speak, text: string, one: Exclude<Everyday, AboutItself>): Said[] {
  if (one === "cancel" || one === "okay" || !/\p{L}/u.test(text)) return [];
  if (one === "help" || one === "menu" || one === "start") return [{ html: speak("menu.help") }];
  return [{ html: speak(one === "code" ? "join.noCode" : `everyday.${one}`) }];
}
