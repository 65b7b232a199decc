import type { CallbackQuery, Message, Update, User } from "grammy/types";
import { rights } from "../src/consent/rights.ts";
import { typedChoice } from "./typed-choice.ts";

/**
 * All that is ever written of an open conversation, and the one place where an update, an answer of the messenger or
 * what was learnt outside becomes it. A list of what is allowed: what is not on it cannot be kept.
 */

/** A conversation as the conversations plugin hands it over: its arguments, and a log to replay it from. */
export interface KeptRun {
  args?: string;
  interrupts: number[];
  replay: { send: { payload: string }[]; receive: { send: number; returnValue?: unknown }[] };
}
export type KeptState = Record<string, KeptRun[]>;

/**
 * A child with a person who may declare for it, by ids; from whom its name was told apart, and a seal over what was
 * shown: names are looked up again, and are used only where the seal still fits.
 */
export interface KeptChild {
  childId: string;
  personId: string;
  role: "guardian" | "pupil";
  apartFrom: string[];
  seal: string;
}

type Check = (value: unknown) => boolean;
const mark: Check = (value) => typeof value === "string" && /^[\w-]{1,40}$/.test(value);
const flag: Check = (value) => typeof value === "boolean";
const count: Check = (value) => Number.isSafeInteger(value);
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.some((word) => word === value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const purpose = oneOf("audio", "video");
const yesOrNo = oneOf("yes", "no");

/** What a conversation may keep of what it has learnt, by name, and what each may look like. */
const facts: Record<string, Check> = {
  language: mark,
  run: mark,
  childId: orNull(mark),
  personId: mark,
  role: oneOf("guardian", "pupil"),
  seal: mark,
  apartFrom: listOf(mark),
  own: listOf((value) => refusedIn(value) === null),
  runs: flag,
  known: flag,
  objects: flag,
  any: flag,
  answered: listOf(mark),
  undecided: listOf(mark),
  persons: listOf(mark),
  but: listOf(mark),
  concerned: listOf(mark),
  stands: listOf(purpose),
  open: flag,
  right: oneOf(...rights),
  scope: oneOf("audio", "video", "both", "unspecified"),
  /** The message that holds the person's own words, which are not kept. */
  about: count,
  heard: oneOf("answer", "stop", "later", "paper", "elsewhere", "wish", "again", "early", "haste"),
  value: (value) => mark(value) || listOf(mark)(value) || isAnswers(value),
  /** The words of an answer that counts, until it is recorded: the proof of the act (Art. 7(1) GDPR). */
  typed: (value) => typeof value === "string",
  events: count,
  recorded: listOf((value) => refusedIn(value) === null),
  refused: mark,
  taken: mark,
  due: (value) => typeof value === "string" && /^[\d.]{10}$/.test(value),
};

function isAnswers(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).every(([name, answer]) => purpose(name) && yesOrNo(answer));
}

/** The name of the first thing that may not be kept, or null. In: what a task outside of the conversation gave. */
function refusedIn(learnt: unknown): string | null {
  if (learnt === undefined || learnt === null) return null;
  if (typeof learnt !== "object" || Array.isArray(learnt)) return "a value without a name";
  const fits = ([name, value]: [string, unknown]) =>
    value === undefined || (Object.hasOwn(facts, name) && facts[name]?.(value) === true);
  return Object.entries(learnt).find((one) => !fits(one))?.[0] ?? null;
}

/** Of an update: which it was, where, what was tapped. No name, no word that was typed, nothing that is quoted. */
export function keptUpdate({ update_id, message, callback_query: query }: Update): Update {
  if (message) return { update_id, message: keptMessage(message) } as Update;
  return (query ? { update_id, callback_query: keptQuery(query) } : { update_id }) as Update;
}

const keptUser = ({ id, is_bot }: User) => ({ id, is_bot, first_name: "" });

function keptMessage({ message_id, date, chat: { id, type }, from }: Message) {
  return { message_id, date, chat: { id, type }, ...(from ? { from: keptUser(from) } : {}) };
}

function keptQuery(query: CallbackQuery) {
  const { id, from, data = "", message } = query;
  const place = message && { message_id: message.message_id, date: message.date, chat: chatOf(message.chat) };
  const typed = typedChoice(query);
  return {
    ...{ id, from: keptUser(from), chat_instance: "", data: ours.test(data) ? data : "", message: place },
    ...(typed === null ? {} : { typed }),
  };
}

const chatOf = ({ id, type }: Message["chat"]) => ({ id, type });
/** What our own buttons carry; anybody can send anything. */
const ours = /^[\w:.-]{0,64}$/;

/**
 * All of a state that may be written. In: the state as the plugin hands it over.
 * Errors: an error that names what somebody has made a conversation learn without it being on the list.
 */
export function keptState(state: KeptState): KeptState {
  return Object.fromEntries(Object.entries(state).map(([name, runs]) => [name, runs.map(keptRun)]));
}

function keptRun({ args, interrupts, replay: { send, receive } }: KeptRun): KeptRun {
  return {
    ...(args === undefined ? {} : { args: keptArgs(args) }),
    interrupts,
    replay: {
      send: send.map(({ payload }) => ({ payload })),
      receive: receive.map((one) => ({
        send: one.send,
        returnValue: keptOf(send[one.send]?.payload, one.returnValue),
      })),
    },
  };
}

function keptArgs(args: string): string {
  if (!(JSON.parse(args) as unknown[]).every((one) => orNull(mark)(one) || listOf(mark)(one)))
    throw new NotKept("an argument");
  return args;
}

function keptOf(what: string | undefined, value: unknown): unknown {
  if (what === "wait") return keptUpdate(value as Update);
  const { ok, ret, res } = value as { ok: boolean; ret?: unknown; res?: Answered };
  if (what !== "external") return ok && res ? { ok, res: keptAnswer(res) } : failed;
  const refused = refusedIn(ret);
  if (refused !== null) throw new NotKept(refused);
  return ok ? { ok, ret } : failed;
}

/** What is thrown ends the conversation; nothing of it is needed again. */
const failed = { ok: false, err: { message: "", error: "{}" } };

type Answered = { ok: boolean; result?: unknown; error_code?: number };

/** Of the messenger's answer: where the message stands. */
function keptAnswer({ ok, result, error_code }: Answered) {
  if (!ok) return { ok, error_code, description: "" };
  const sent = typeof result === "object" && result !== null && "message_id" in result;
  return { ok, result: sent ? keptMessage(result as Message) : true };
}

/** Where the question stands that a kept conversation has asked last; null where it has asked nothing. */
export function lastQuestionIn(state: Partial<KeptState>): { chat: number; id: number } | null {
  const sent = Object.values(state)
    .flatMap((runs) => runs ?? [])
    .flatMap(({ replay }) => replay.receive.filter(({ send }) => replay.send[send]?.payload === "sendMessage"))
    .map(({ returnValue }) => (returnValue as { res?: { result?: Partial<Message> } } | undefined)?.res?.result);
  const last = sent.findLast((message) => message?.message_id !== undefined && message.chat !== undefined);
  return last?.message_id !== undefined && last.chat ? { chat: last.chat.id, id: last.message_id } : null;
}

class NotKept extends Error {
  constructor(what: string) {
    super(`a conversation would keep ${what}, which is not on the list of what may be kept (conversations/kept.ts)`);
  }
}

/** The children that a kept conversation is about. */
export function keptChildrenIn(state: KeptState): KeptChild[] {
  const returned = Object.values(state)
    .flat()
    .flatMap(({ replay }) => replay.receive.map(({ returnValue }) => returnValue as { ret?: { own?: KeptChild[] } }));
  return returned.flatMap((value) => value?.ret?.own ?? []);
}
