import { setTimeout as sleep } from "node:timers/promises";
import type { Api, ApiClientOptions } from "grammy";
import { buildBot } from "./bot.ts";
import type { House } from "../house/house.ts";
import { commands } from "./menu.ts";
import { openNotifier } from "./notifier.ts";
import { versionOf } from "./once.ts";
import { dailyRounds } from "../house/rounds.ts";
import { patientFetch } from "./patience.ts";
import { trouble } from "./trouble.ts";

export interface Line {
  token: string;
  apiRoot: string;
  fetch?: typeof fetch;
  /** Conversations that nobody has touched for so many days are forgotten. */
  abandonedDays: number;
  /** Waits so many ms between tries; tests hand in one that does not. */
  pause?: (ms: number, closing: AbortSignal) => Promise<unknown>;
}

export interface Running {
  /** Ends after the update that is being worked on; waits for nothing else. */
  stop(): Promise<void>;
  /** Tells what is due now. */
  tellAll(): Promise<void>;
  /** Settles when the bot has stopped; rejects when the messenger will not have it (wrong token, second instance). */
  ended: Promise<void>;
  username: string;
}

const day = 24 * 60 * 60 * 1000;
const notifierEvery = 15_000;
const patienceAtTheEnd = 5000;

/**
 * Puts the bot on the line: polls, answers, tells what waits, forgets what was abandoned.
 * Errors: GrammyError where the token is refused.
 */
export async function runBot(
  house: House,
  { token, apiRoot, fetch = globalThis.fetch, abandonedDays, pause }: Line,
): Promise<Running> {
  const closing = new AbortController();
  const waitsFor = async (chatId: number) => (await house.accounts.personsOf(chatId)).length > 0;
  const patient = patientFetch(fetch, { closing: closing.signal, waitsFor, ...(pause ? { pause } : {}) });
  // Each try has its own time limit in there; this one would cut off the waiting between tries.
  const client = { apiRoot, fetch: patient, timeoutSeconds: day / 1000 } as ApiClientOptions;
  let busy: Promise<unknown> = Promise.resolve();
  const bot = buildBot(house, token, client, closing.signal, (update) => {
    busy = update.then(tell, tell);
  });
  const notifier = openNotifier(house, bot.api);
  const tell = () =>
    void notifier
      .tellAll()
      .catch((error: unknown) =>
        house.log.error(trouble(house, error), "notifier stumbled: what waits is told in the next round"),
      );
  await bot.init();
  await house.talks.bareOthers(versionOf(house));
  await introduce(house, bot.api);
  const rounds = () =>
    dailyRounds(house, abandonedDays).catch((error: unknown) =>
      house.log.error(trouble(house, error), "daily rounds stumbled: they are made again in six hours"),
    );
  await rounds();
  const timers = [setInterval(tell, notifierEvery), setInterval(() => void rounds(), day / 4)];
  const ended = bot
    .start({ allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"] })
    .catch((error: unknown) => {
      if (!closing.signal.aborted) throw error;
    });
  ended.catch(() => undefined);
  tell();
  return {
    ended,
    tellAll: () => notifier.tellAll(),
    username: bot.botInfo.username,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.race([busy, sleep(patienceAtTheEnd, undefined, { ref: false })]);
      // From here on no call gets out, so the goodbye confirms nothing:
      // what was not finished comes again, what was is known by its id.
      closing.abort();
      await bot.stop().catch(() => undefined);
      await Promise.race([ended, sleep(patienceAtTheEnd, undefined, { ref: false })]);
    },
  };
}

/** The commands, per language and once without. */
async function introduce(house: House, api: Api): Promise<void> {
  const list = (language?: string) =>
    commands.map((command) => ({ command, description: house.texts.speak(language).plain(`command.${command}`) }));
  await api.setMyCommands(list());
  // Plain German has no code of its own in the messenger.
  for (const language of house.texts.languages.filter((one) => /^[a-z]{2}$/.test(one)))
    await api.setMyCommands(list(language), { language_code: language as "de" });
}
