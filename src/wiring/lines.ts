import { openDeviceFile } from "../../db/file/device-file.ts";
import type { House } from "../house/house.ts";
import type { Webhook } from "../messenger/webhook.ts";
import type { MatrixLine } from "../matrix/line.ts";
import { type Line, runBot, type Running } from "../messenger/running.ts";
import { type MessengerKind, messengerOf } from "../school/messenger.ts";
import { trouble } from "../messenger/trouble.ts";
import type { Config } from "./config.ts";
import { hookIn, isSent } from "./webhook-door.ts";
import { devicePathOf, matrixIn, type MatrixSettings } from "./messengers.ts";

interface Opening {
  config: Config;
  house: House;
  /** What counts the calls, and what is called for Telegram. */
  counting(this: void, fetch: typeof globalThis.fetch): typeof globalThis.fetch;
  telegramFetch: typeof fetch;
  /** What takes in what Telegram sends, where it does. */
  webhook: Webhook;
  finished: (ms: number) => void;
  ends: AsyncDisposableStack;
}

/** A line with all that a call on it needs. */
type Reached = Omit<Line, "abandonedDays"> & Required<Pick<Line, "fetch">>;

/** The bot on every messenger that is set, as one. */
export interface Lines extends Pick<Running, "tellAll" | "connection" | "ready"> {
  /** What the bot is called in a messenger, as it was said last; null where it was never reached. */
  username: (kind: MessengerKind) => string | null;
  kinds: readonly MessengerKind[];
  /** A message beside all conversations, tried once. In: a chat's number, or the address of a person in Matrix. */
  tell: (chat: string, text: string) => Promise<void>;
}

/** Puts the bot on each line that is set; each has its own polling and its own lanes, and one waits for no other. */
export async function openLines(opening: Opening): Promise<Lines> {
  const { config, house, counting, ends } = opening;
  const running = new Map<MessengerKind, Running>();
  const finished = (ms: number) => {
    opening.finished(ms);
    // What a parent has answered on one line the class teacher hears on the other.
    if (running.size > 1) for (const bot of running.values()) bot.hear();
  };
  const common = { abandonedDays: config.ABANDONED_DAYS, finished };
  const lines = new Map<MessengerKind, Reached>();
  if (config.BOT_TOKEN !== undefined)
    lines.set("telegram", {
      ...{ token: config.BOT_TOKEN, apiRoot: config.TELEGRAM_API_ROOT, perSecond: config.MESSAGES_PER_SECOND },
      fetch: counting(opening.telegramFetch),
      ...hooked(config, opening.webhook),
    });
  const matrix = matrixIn(config);
  if (matrix) {
    const { fetch, ...line } = await openMatrix(matrix, opening);
    lines.set("matrix", { ...line, fetch: counting(fetch) });
  }
  for (const [kind, line] of lines) {
    const bot = await runBot(house, { ...common, ...line, kind, isSecond: running.size > 0 });
    ends.defer(() => bot.stop());
    running.set(kind, bot);
  }
  const all = [...running.values()];
  return {
    kinds: [...running.keys()],
    ready: Promise.all(all.map(({ ready }) => ready)).then(() => undefined),
    connection: () => asOne(all.map((bot) => bot.connection())),
    tellAll: async () => void (await Promise.all(all.map((bot) => bot.tellAll()))),
    username: (kind) => running.get(kind)?.username() ?? null,
    async tell(chat, text) {
      const number = chat.startsWith("@") ? await house.rooms.numberOf(chat) : Number(chat);
      const line = number === null ? undefined : lines.get(messengerOf(number));
      if (!line) throw new Error("nobody there has written to the bot");
      const body = JSON.stringify({ chat_id: number, text });
      const headers = { "content-type": "application/json" };
      const init = { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) };
      const answer = await line.fetch(`${line.apiRoot}/bot${line.token}/sendMessage`, init);
      if (!answer.ok) throw Object.assign(new Error("not told"), { error_code: answer.status });
    },
  };
}

/** Where Telegram can send what comes in, and does; and whether other processes hear it as well. */
function hooked(config: Config, webhook: Webhook): Pick<Line, "hook" | "others"> {
  const hook = hookIn(config);
  if (hook === null) return {};
  const isHere = isSent(config);
  return { hook: { ...hook, webhook: isHere ? webhook : null }, others: isHere && config.DATABASE_URL !== undefined };
}

/** Nothing of it is loaded where the school has no Matrix messenger. */
async function openMatrix(
  { address, ...credentials }: MatrixSettings,
  { config, house, ends }: Opening,
): Promise<Reached> {
  const { asBotApi, matrixLineOf } = await import("./matrix-line.ts");
  let mayRead: (() => boolean) | undefined;
  // Ended behind the bot, which is put on the line later.
  const opened = new AsyncDisposableStack();
  ends.use(opened);
  const open = () => {
    const file = openDeviceFile(devicePathOf(config));
    opened.defer(() => file.close());
    const line = matrixLineOf(house, { address, credentials, file });
    opened.defer(() => line.stop());
    if (mayRead) line.reads(mayRead);
    return line;
  };
  const reads = (given: () => boolean) => void (mayRead = given);
  return { ...asBotApi, reads, fetch: openedLate(open, (error) => house.log.error(trouble(house, error), noDevice)) };
}

const noDevice = "the line to the Matrix messenger cannot be opened; it is tried on, and all else goes on";

/** A line that is opened by its first call: where it cannot be, that call has failed, and the next tries again. */
function openedLate(open: () => MatrixLine, failed: (error: unknown) => void): typeof fetch {
  let line: MatrixLine | null = null;
  let said = "";
  return async (input, init) => {
    try {
      line ??= open();
    } catch (error) {
      const what = String(error);
      if (what !== said) failed(error);
      said = what;
      throw error;
    }
    return await line.fetch(input, init);
  };
}

type State = ReturnType<Running["connection"]>;

/** How the lines are, as one: what is wrong with one of them is wrong. */
function asOne(all: readonly State[]): State {
  const [first = null, ...more] = all;
  if (first === null) throw new Error("there is no line");
  return more.reduce(
    (one, other) => ({
      heardAt: one.heardAt === null || other.heardAt === null ? null : earlier(one.heardAt, other.heardAt),
      trouble: one.trouble ?? other.trouble,
      underWay: {
        chats: one.underWay.chats + other.underWay.chats,
        since: earlier(one.underWay.since, other.underWay.since),
        doneAt: later(one.underWay.doneAt, other.underWay.doneAt),
      },
    }),
    first,
  );
}

const earlier = (one: string | null, other: string | null) =>
  one === null || other === null ? (one ?? other) : one < other ? one : other;
const later = (one: string | null, other: string | null) =>
  one === null || other === null ? (one ?? other) : one > other ? one : other;
