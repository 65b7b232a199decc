import type { Bot } from "grammy";
import type { Update } from "grammy/types";
import type { House } from "../house/house.ts";
import type { Ctx } from "./ctx.ts";
import { spokenTo } from "./once.ts";
import { chatIn } from "./open-updates.ts";
import type { Patient } from "./patience.ts";
import { isWellFormed } from "./well-formed.ts";

/** Does something for a reason that has a name. */
export type Because = <Out>(name: string, work: () => Promise<Out>) => Promise<Out>;
export const noReason: Because = (_, work) => work();

/** What is done with an update. In: what is done after it, for its chat and for all. */
export function working(
  house: House,
  bot: Bot<Ctx>,
  patient: Patient,
  after: { fit: (chatId: number) => void; hear: () => Promise<void> },
  because: Because = noReason,
) {
  const flooding = new Set<number>();
  const apologise = async (update: Update) => {
    // Whoever has only blocked the bot, or changed an old word, is waiting for nothing.
    const to = update.message || update.callback_query ? (chatIn(update) ?? 0) : 0;
    if (to <= 0) return;
    const sorry = (await spokenTo(house, to))("menu.sorry");
    await bot.api.sendMessage(to, sorry, { parse_mode: "HTML" }).catch(() => undefined);
  };
  return {
    async work(update: Update): Promise<void> {
      if (!isWellFormed(update)) {
        house.log.warn({ update: update.update_id }, "malformed update: put away");
        return await house.talks.markSeen(update.update_id, house.now());
      }
      try {
        await because(`update ${update.update_id}`, () => bot.handleUpdate(update));
        await patient.settled(chatIn(update) ?? 0);
      } catch (error) {
        house.log.warn({ update: update.update_id }, "not finished: it comes again");
        throw error;
      }
      after.fit(chatIn(update) ?? 0);
      await after.hear();
    },

    async putAside(update: Update): Promise<void> {
      house.log.error({ update: update.update_id }, "update put aside: the process has died of it again and again");
      await house.talks.markSeen(update.update_id, house.now());
      void apologise(update);
    },

    async putAway(update: Update): Promise<void> {
      await house.talks.markSeen(update.update_id, house.now());
      const chat = chatIn(update) ?? 0;
      if (flooding.has(chat)) return;
      flooding.add(chat);
      house.log.warn({ update: update.update_id }, "a chat sends more than can be answered: the rest is put away");
      void apologise(update);
    },
  };
}
