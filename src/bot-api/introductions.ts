import type { BotCommand } from "grammy/types";
import type { Inside, Method, Payload } from "./inside.ts";
import { bad } from "./refusal.ts";

/** How a bot introduces itself: its commands, for everybody or for one chat, and what is read before the first word. */
export const introductions: Record<string, Method> = {
  setMyCommands,
  deleteMyCommands,
  getMyCommands,
  setMyDescription: (box, { description, language_code }) =>
    describe(box, "description", description, language_code, 512),
  setMyShortDescription: (box, { short_description, language_code }) =>
    describe(box, "short_description", short_description, language_code, 120),
  getMyDescription: (box, { language_code }) => said(box, "description", language_code),
  getMyShortDescription: (box, { language_code }) => said(box, "short_description", language_code),
};

function setMyCommands(box: Inside, { commands, language_code, scope }: Payload): true {
  const list = commands as BotCommand[];
  if (!Array.isArray(list) || list.length > 100) throw bad("BOT_COMMANDS_TOO_MUCH");
  for (const { command, description } of list) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw bad("BOT_COMMAND_INVALID");
    if (typeof description !== "string" || description === "" || [...description].length > 256)
      throw bad("BOT_COMMAND_DESCRIPTION_INVALID");
  }
  const chat = chatIn(box, scope);
  if (chat === null) box.commands.set(code(language_code), list);
  else put(box, chat, list);
  return true;
}

function deleteMyCommands(box: Inside, { language_code, scope }: Payload): true {
  const chat = chatIn(box, scope);
  if (chat === null) box.commands.delete(code(language_code));
  else put(box, chat, null);
  return true;
}

function getMyCommands(box: Inside, { language_code, scope }: Payload): BotCommand[] {
  const chat = chatIn(box, scope);
  return (chat === null ? box.commands.get(code(language_code)) : box.chatCommands.get(chat)) ?? [];
}

function put(box: Inside, chat: number, list: BotCommand[] | null): void {
  if (list) box.chatCommands.set(chat, list);
  else box.chatCommands.delete(chat);
  box.changed(chat);
}

/** The chat that a scope names, or null for everybody. */
function chatIn(box: Inside, scope: unknown): number | null {
  const { type = "default", chat_id } = (scope ?? {}) as { type?: unknown; chat_id?: unknown };
  if (type === "default") return null;
  if (type !== "chat") throw bad("the box knows no such scope");
  return box.place(chat_id).chat.id;
}

function describe(box: Inside, what: string, given: unknown, language: unknown, most: number): true {
  const text = typeof given === "string" ? given : "";
  if ([...text].length > most) throw bad(`${what} is too long`);
  box.descriptions.set(`${what} ${code(language)}`, text);
  return true;
}

const said = (box: Inside, what: string, language: unknown) => ({
  [what]: box.descriptions.get(`${what} ${code(language)}`) ?? "",
});

const code = (language: unknown): string => (typeof language === "string" ? language : "");
