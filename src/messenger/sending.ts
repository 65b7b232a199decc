import { type Api, GrammyError, InputFile } from "grammy";
import { fits, inPieces, mostLetters } from "../../conversations/fitting.ts";
import { keyboard } from "../../conversations/say.ts";
import type { Button } from "../../conversations/world.ts";
import { escaped, withoutMarkup } from "../consent/shown.ts";

/** What is sent: the words, and under them the receipt of whoever has declared something, or buttons. */
export interface Message {
  html: string;
  buttons?: Button[][];
  receipt: { name: string; bytes: Uint8Array } | null;
}

/** Some of it has arrived, and the rest has not: the cause says why. */
export class PartlySent extends Error {}

/** Refusals that no later try will change: the person has blocked the bot or the account is gone. */
const forGood = [
  /bot was blocked by the user/,
  /user is deactivated/,
  /chat not found/,
  /bot can't initiate conversation/,
];

/** Whether a refusal is one that no later try will change. */
export const isForGood = (description: string): boolean => forGood.some((refusal) => refusal.test(description));

/**
 * Whoever has declared something gets the receipt in the same message: both arrive, or none.
 * Only words that are too long for that, or that the messenger will not read as they are, go apart and plain.
 * Errors: grammY's; PartlySent where some of it has arrived.
 */
export async function send(api: Api, chatId: number, message: Message): Promise<void> {
  try {
    await sendWhole(api, chatId, message);
  } catch (error) {
    if (!isUnreadable(error instanceof PartlySent ? error.cause : error)) throw error;
    await sendApart(api, chatId, { ...message, html: escaped(withoutMarkup(message.html)) });
  }
}

/** The messenger has understood the call and refuses what is in it. */
const isUnreadable = (error: unknown) =>
  error instanceof GrammyError && error.error_code === 400 && !isForGood(error.description);

async function sendWhole(api: Api, chatId: number, message: Message): Promise<void> {
  const { html, receipt, buttons = [] } = message;
  if (!receipt || !fits(html, mostLetters.caption)) return await sendApart(api, chatId, message);
  await api.sendDocument(chatId, fileOf(receipt), { caption: html, parse_mode: "HTML", ...keyboard(buttons) });
}

async function sendApart(api: Api, chatId: number, { html, receipt, buttons = [] }: Message): Promise<void> {
  let sent = 0;
  try {
    const pieces = inPieces(html);
    for (const piece of pieces) {
      const under = sent === pieces.length - 1 ? keyboard(buttons) : {};
      await api.sendMessage(chatId, piece, { parse_mode: "HTML", ...under });
      sent += 1;
    }
    if (receipt) await api.sendDocument(chatId, fileOf(receipt));
  } catch (error) {
    throw sent > 0 ? new PartlySent("partly sent", { cause: error }) : error;
  }
}

const fileOf = ({ name, bytes }: NonNullable<Message["receipt"]>) => new InputFile(bytes, name);
