import { type Context, GrammyError } from "grammy";
import { inPieces } from "./fitting.ts";
import type { Button, Said } from "./world.ts";

/** Where a message stands. */
export interface Place {
  chat: number;
  id: number;
}

/** Sends what is to be said; what is too long for one message in several, with the buttons under the last. */
export async function say(ctx: Context, said: Said): Promise<Place> {
  const pieces = inPieces(said.html);
  for (const html of pieces.slice(0, -1)) await sayOne(ctx, { html });
  return await sayOne(ctx, { ...said, html: pieces.at(-1) ?? "" });
}

async function sayOne(ctx: Context, { html, buttons = [], toQuestion }: Said): Promise<Place> {
  const asked = toQuestion === true ? ctx.msgId : toQuestion;
  const question =
    asked === undefined ? {} : { reply_parameters: { message_id: asked, allow_sending_without_reply: true } };
  const message = await ctx.reply(html, {
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    ...question,
    ...keyboard(buttons),
  });
  return { chat: message.chat.id, id: message.message_id };
}

export function keyboard(buttons: Button[][]) {
  if (buttons.length === 0) return {};
  return {
    reply_markup: {
      inline_keyboard: buttons.map((row) => row.map(({ text, data }) => ({ text, callback_data: data }))),
    },
  };
}

/** For what is only comfort: a refusal of the messenger (a tap too old, a message gone) changes nothing. */
export async function quietly(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
  }
}
