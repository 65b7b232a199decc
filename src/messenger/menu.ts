import { say } from "../../conversations/say.ts";
import type { Button } from "../../conversations/world.ts";
import type { House } from "../house/house.ts";
import type { Command } from "../school/commands.ts";
import type { Person } from "../school/people.ts";
import type { Speak } from "../texts.ts";
import type { Ctx } from "./ctx.ts";

/** Whoever has no code yet can ask, read and choose a language. */
const forStrangers: readonly Command[] = ["hilfe", "datenschutz", "sprache"];
const forParents: readonly Command[] = ["einwilligung", "widerruf", "status"];
const forOffice: readonly Command[] = ["morgens"];
const forTeachers: readonly Command[] = ["klasse", "morgens"];
const forJoined: readonly Command[] = ["rechte", "datenschutz", "sprache", "hilfe", "abbrechen", "verlassen"];

/** The commands that the messenger shows. In: who is in the chat; nobody is a stranger. */
export function commandsFor(roles: readonly Person["role"][]): readonly Command[] {
  if (roles.length === 0) return forStrangers;
  const declares = roles.some((role) => role === "guardian" || role === "pupil");
  const works = roles.includes("teacher") ? forTeachers : roles.includes("office") ? forOffice : [];
  return [...(declares ? forParents : []), ...works, ...forJoined];
}

/** What a guardian can do next, as buttons; a teacher's list is a command. */
export async function mainMenu(house: Pick<House, "roster" | "accounts">, ctx: Ctx): Promise<void> {
  const own = await house.roster.ownChildren(ctx.chatId ?? 0);
  if (own.length === 0) return help(house, ctx);
  await say(ctx, { html: ctx.speak("menu.what"), buttons: menuButtons(ctx.speak) });
}

export const menuButtons = ({ plain }: Speak): Button[][] => [
  [{ text: plain("menu.give"), data: "start:give" }],
  [{ text: plain("menu.withdraw"), data: "start:withdraw" }],
  [{ text: plain("menu.status"), data: "show:status" }],
];

export async function help(house: Pick<House, "accounts">, ctx: Ctx): Promise<void> {
  const persons = await house.accounts.personsOf(ctx.chatId ?? 0);
  const teacher = persons.some((person) => person.role === "teacher");
  const guardian = persons.some((person) => person.role === "guardian");
  if (teacher) await say(ctx, { html: ctx.speak("menu.helpTeacher") });
  if (!teacher || guardian) await say(ctx, { html: ctx.speak("menu.help") });
  if (persons.length === 0) await say(ctx, { html: ctx.speak("join.askForCode") });
}
