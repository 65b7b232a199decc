import { type Context, GrammyError, type MiddlewareFn } from "grammy";
import type { ConversationStorage } from "@grammyjs/conversations";
import type { Talks } from "../../db/messenger/talks.ts";
import { keptChildrenIn, keptState, type KeptState, keptUpdate } from "../../conversations/kept.ts";
import { quietly, say } from "../../conversations/say.ts";
import type { House } from "../house/house.ts";
import { sealOf } from "../consent/seal.ts";
import { warnSeldom } from "../house/warn-seldom.ts";
import { takeButtons } from "./closing.ts";
import type { Ctx } from "./ctx.ts";
import { areStillCalledSo } from "./kept-children.ts";
import { trouble } from "./trouble.ts";
import { idsOf } from "./whose-line.ts";

/** Raised with every change of the conversations' steps: a state of other steps cannot be continued. */
export const stepsVersion = 8;

type State = Parameters<Extract<ConversationStorage<Context, never>, { type: "context" }>["adapter"]["write"]>[1];
type Kept = { version: [number, string | number]; state: KeptState };

/**
 * Replayed on another notice, or with other words of a new version of JaNein, an open question would put a text on
 * record that was not the one shown.
 */
export const versionOf = ({ notice, texts, codeKey }: Pick<House, "notice" | "texts" | "codeKey">) =>
  `${stepsVersion} ${notice.sha256} ${sealOf(codeKey, texts.wordFiles())}`;

/** Whether it was made by other steps, or by other words. In: versions of open questions. */
function isOfOtherWords(made: string, now: string): boolean {
  const [[steps, , words], [stepsNow, , wordsNow]] = [made.split(" "), now.split(" ")];
  return steps !== stepsNow || words !== wordsNow;
}

/** Updates act once, and one that fails leaves the conversation where it was. */
export function once(house: House, closing: AbortSignal) {
  const [failed, goingOn, marked] = [new WeakSet<Context>(), new WeakSet<Context>(), new WeakSet<Context>()];
  const now = versionNow(house);

  /**
   * Outermost: an update that came before is dropped;
   * one that fails is apologised for and not tried again, unless the bot is closing, or it may have been done.
   */
  const eachUpdateOnce: MiddlewareFn<Context> = async (ctx, next) => {
    const { update_id: update } = ctx.update;
    try {
      if (await house.talks.hasSeen(update)) return;
      await next();
    } catch (error) {
      // It comes again, and is known if it was done: whoever is asked to try again would be told what is not so.
      if (closing.aborted || house.mayBeRecorded(error)) throw error;
      if (isPutOff(error)) warnSeldom(house, "not answered: too many requests");
      else await failedUpdate(house, ctx, error);
    }
    try {
      if (!marked.has(ctx)) await house.talks.markSeen(update, house.now());
    } catch (error) {
      const ids = { ...(await idsOf(house, ctx)), ...trouble(house, error) };
      house.log.error(ids, "update not put down as done: should it come again, it does no harm");
    }
  };

  /** Directly behind the conversations plugin: it would save the half-finished state of a failed update. */
  const keepStateOfFailed: MiddlewareFn<Context> = async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      failed.add(ctx);
      throw error;
    }
  };

  /**
   * Why an open question cannot go on: the steps or the words are others, or what else was shown, which is the proof:
   * the notice, or how a child, its class or who speaks is called. Null where it can.
   */
  const whyNotOn = async ({ version: [, made], state }: Kept): Promise<"changed" | "overtaken" | null> => {
    const version = now();
    if (isOfOtherWords(String(made), version)) return "changed";
    return made === version && (await areStillCalledSo(house, keptChildrenIn(state))) ? null : "overtaken";
  };

  /** Before the plugin, which would drop a state of other steps without a word. */
  const tellOfChangedSteps: MiddlewareFn<Ctx> = async (ctx, next) => {
    const kept = ctx.chatId === undefined ? undefined : await house.talks.conversationOf(ctx.chatId);
    const why = kept === undefined ? null : await whyNotOn(JSON.parse(kept) as Kept);
    if (why && ctx.chatId !== undefined) {
      await takeButtons(ctx, kept);
      await say(ctx, { html: ctx.speak(`menu.${why}`) });
      await house.talks.dropConversation(ctx.chatId);
    } else if (kept !== undefined) goingOn.add(ctx);
    await next();
  };

  const storage: ConversationStorage<Context, never> = {
    type: "context",
    // The plugin knows one version for good; a notice is put in force while the bot runs.
    version: stepsVersion,
    adapter: {
      read: async (ctx) => ofVersion(parsed(await house.talks.conversationOf(ctx.chatId ?? 0)), now()),
      write: async (ctx, written) => keep(house.talks, ctx, JSON.stringify(allowed(written, now()))),
      delete: async (ctx) => keep(house.talks, ctx, null),
    },
  };

  async function keep(talks: Talks, ctx: Context, state: string | null): Promise<void> {
    if (failed.has(ctx)) return;
    await talks.keepConversation(ctx.chatId ?? 0, state, ctx.update.update_id, house.now(), goingOn.has(ctx));
    marked.add(ctx);
  }

  return { eachUpdateOnce, keepStateOfFailed, tellOfChangedSteps, storage, plugins: [seeOnlyWhatIsKept] };
}

/** A conversation goes by what can be kept from the first: so it hears the same when it is replayed. */
const seeOnlyWhatIsKept: MiddlewareFn<Context> = async (ctx, next) => {
  Object.assign(ctx, { update: keptUpdate(ctx.update) });
  await next();
};

const allowed = ({ version: [plugin], state }: State, version: string): State => ({
  version: [plugin, version],
  state: keptState(state) as State["state"],
});

/** A state that was kept by the steps, words and notice of now; any other is none. */
function ofVersion(kept: State | undefined, version: string): State | undefined {
  return kept?.version[1] === version ? { ...kept, version: [kept.version[0], stepsVersion] } : undefined;
}

/** The version of now: it is made anew when another notice is in force, or has another translation. */
function versionNow(house: Pick<House, "notice" | "texts" | "codeKey">): () => string {
  let known = { sha256: "", help: null as unknown, version: "" };
  return () => {
    const [{ sha256 }, help] = [house.notice, house.texts.help("en")];
    if (known.sha256 !== sha256 || known.help !== help) known = { sha256, help, version: versionOf(house) };
    return known.version;
  };
}

async function failedUpdate(house: House, ctx: Context, error: unknown): Promise<void> {
  house.log.error(
    { ...(await idsOf(house, ctx)), ...trouble(house, error) },
    "update failed: nothing half is recorded, and the person was asked to try again",
  );
  await apologise(house, ctx, house.isOfClock(error) ? "menu.clock" : "menu.sorry");
}

/** Only an answer to a stranger is not waited for: nobody is asked to try again, which would be one more. */
const isPutOff = (error: unknown) => error instanceof GrammyError && error.error_code === 429;

/** The words in a chat's language; where that cannot be looked up in German, rather than none. */
export const spokenTo = async ({ languages, texts }: Pick<House, "languages" | "texts">, chatId: number) =>
  texts.speak((await languages.of(chatId).catch(() => undefined))?.language);

const parsed = (state: string | undefined) => (state === undefined ? undefined : (JSON.parse(state) as State));

/**
 * What was tapped comes again with its buttons, so that the same tap can be made once more:
 * whatever follows it was not kept.
 */
async function apologise(house: House, ctx: Context, words: "menu.sorry" | "menu.clock"): Promise<void> {
  if (ctx.chat?.type !== "private") return;
  const speak = await spokenTo(house, ctx.chat.id);
  const { text, entities = [], reply_markup } = ctx.callbackQuery?.message ?? {};
  try {
    await quietly(() => say(ctx, { html: speak(words) }));
    if (text !== undefined && reply_markup) await quietly(() => ctx.reply(text, { entities, reply_markup }));
  } catch {
    house.log.warn({ update: ctx.update.update_id }, "not apologised: no connection");
  }
}
