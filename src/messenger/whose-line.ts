import type { Context } from "grammy";
import type { House } from "../house/house.ts";

/**
 * What the log may hold of whose update it is. Out: the chat only where somebody has joined in it:
 * chats of strangers are kept nowhere, and neither is one of which it cannot be told.
 */
export async function idsOf(
  { accounts }: Pick<House, "accounts">,
  { update, chatId }: Pick<Context, "update" | "chatId">,
): Promise<{ update: number; chat?: number }> {
  const ids = { update: update.update_id };
  const persons = chatId === undefined ? [] : await accounts.personsOf(chatId).catch(() => []);
  return chatId === undefined || persons.length === 0 ? ids : { ...ids, chat: chatId };
}
