import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InlineKeyboardButton, InlineKeyboardMarkup, Update } from "grammy/types";
import { type DeviceFile, openDeviceFile } from "../../db/file/device-file.ts";
import type { Database } from "../../db/file/database.ts";
import { type MatrixChat, type MatrixRooms, openMatrixRooms } from "../../db/messenger/matrix.ts";
import { BotApiBox } from "../../src/bot-api/box.ts";
import type { BoxChat, SeenMessage } from "../../src/bot-api/chat.ts";
import { Refusal } from "../../src/bot-api/refusal.ts";
import { isOfQuestion } from "../../conversations/question.ts";
import { type MatrixLine, openMatrixLine } from "../../src/matrix/line.ts";
import type { Say } from "../../src/matrix/options.ts";
import { matrixNumbers } from "../../src/school/messenger.ts";
import { optionsUnder, textIn } from "./matrix-screen.ts";
import { boxedSide, serverName, type Side, type Written } from "./matrix-sides.ts";
import { synapseSide } from "./synapse-side.ts";

interface Person {
  /** As which the server knows them. */
  name: string;
  /** The event behind each message of the box. */
  events: Map<number, string>;
}

/**
 * The phones of a test, on a Matrix server: what a person does in the box is done in a room, by what can be typed; what
 * the bot writes there stands in the box as it would elsewhere. So a dialogue is written once, for every messenger.
 */
export class MatrixBox extends BotApiBox {
  readonly server: Side;
  readonly file: DeviceFile;
  line!: MatrixLine;
  private database!: Database;
  private readonly persons = new Map<number, Person>();
  /** Of the last call of each chat, what a room does not show: how options stood beside each other, and whether words go with a file. */
  private readonly asked = new Map<number, { rows: number[]; hasCaption: boolean }>();

  constructor(now: () => number, onSynapse = false) {
    super(now);
    this.server = onSynapse ? synapseSide() : boxedSide(now);
    this.file = openDeviceFile(join(mkdtempSync(join(tmpdir(), "matrix-")), "device"));
    this.server.watch(() => void this.look());
  }

  /** The bot's line, which begins anew with each bot. In: the numbers; in which language a chat is spoken to. */
  begin(database: Database, sayIn: (chatId: number) => Promise<Say>, pause: (ms: number) => Promise<unknown>): void {
    this.database = database;
    const { address, fetch, bot, suffix, shutter } = this.server;
    const numbers = numberedAsInBox(openMatrixRooms(database), database, suffix);
    this.line = openMatrixLine({
      ...{ address, fetch },
      credentials: { ...bot, token: null },
      ...{ file: this.file, numbers, sayIn, pause, readsWords: isOfQuestion },
      ...(shutter ? { shutter } : {}),
      now: () => new Date(this.now()),
      warn: () => undefined,
    });
  }

  async end(): Promise<void> {
    await this.line.stop();
  }

  /** Whether the bot has done all that has happened, and waits for more. */
  get isIdle(): boolean {
    return this.server.isIdle(this.file.syncToken());
  }

  override open(...args: Parameters<BotApiBox["open"]>): BoxChat {
    const place = super.open(...args);
    const name = `p${place.user.id}${this.server.suffix}`;
    this.server.opens(name);
    this.persons.set(place.chat.id, { name, events: new Map() });
    return blockable(place, (isBlocked) => this.server.member(name, isBlocked ? "leave" : "join"));
  }

  override says(chatId: number, text: string, how: Pick<SeenMessage, "replyTo" | "forwardedFrom"> = {}): Update {
    const person = this.person(chatId);
    const message = this.put(this.place(chatId), { ...empty("person"), text, ...how });
    const answered = how.replyTo === undefined ? {} : replyTo(person.events.get(how.replyTo) ?? "$older");
    const sent = this.send(person, "m.room.message", { msgtype: "m.text", body: text, ...answered });
    const known = (eventId: string) => void person.events.set(message.id, eventId);
    if (typeof sent === "string") known(sent);
    else void sent.then(known);
    return nothing;
  }

  override sends(chatId: number, content: Record<string, unknown>): Update {
    const { text, reply_to_message: answered } = content as {
      text?: string;
      reply_to_message?: { message_id: number };
    };
    if (text !== undefined) return this.says(chatId, text, answered ? { replyTo: answered.message_id } : {});
    this.put(this.place(chatId), { ...empty("person"), attached: content });
    const [kind = "", event = {}] = asEvent(content);
    void this.send(this.person(chatId), kind, event);
    return nothing;
  }

  override edits(chatId: number, messageId: number, text: string): Update {
    const person = this.person(chatId);
    const message = this.place(chatId).messages.find(({ id }) => id === messageId);
    Object.assign(message ?? {}, { text, edited: true });
    void this.send(person, "m.room.message", {
      ...{ msgtype: "m.text", body: `* ${text}`, "m.new_content": { msgtype: "m.text", body: text } },
      "m.relates_to": { rel_type: "m.replace", event_id: person.events.get(messageId) ?? "$older" },
    });
    return nothing;
  }

  /** The number of a button is written, in answer to its message. */
  override presses(chatId: number, messageId: number, data: string): Update {
    const person = this.person(chatId);
    const message = this.place(chatId).messages.find(({ id }) => id === messageId);
    const at = message?.buttons.flat().findIndex((one) => "callback_data" in one && one.callback_data === data) ?? -1;
    const body = String(at + 1);
    const to = person.events.get(messageId) ?? "$older";
    void this.send(person, "m.room.message", { msgtype: "m.text", body, ...replyTo(to) });
    return nothing;
  }

  override async answer(method: string, payload: Record<string, unknown>, signal?: AbortSignal) {
    this.calls.push({ method, payload });
    try {
      this.refuses(method, payload);
      const [inQuery = ""] = String(payload.callback_query_id).split(" ");
      this.asked.set(Number(payload.chat_id ?? inQuery), {
        rows: rowsOf(payload.reply_markup),
        hasCaption: method === "sendDocument" && payload.caption !== undefined,
      });
      const result = await this.line.answer(method, payload, signal);
      if (method !== "getUpdates") await this.look();
      return { status: 200, body: { ok: true, result } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.code, body: error.body() };
    }
  }

  private refuses(method: string, payload: Record<string, unknown>): void {
    const fault = this.faults.find(
      (one) =>
        one.times > 0 && (one.method ?? method) === method && (one.chatId ?? payload.chat_id) === payload.chat_id,
    );
    if (!fault) return;
    fault.times -= 1;
    if (fault.with instanceof Refusal) throw fault.with;
    throw new TypeError("fetch failed");
  }

  private person(chatId: number): Person {
    const person = this.persons.get(chatId);
    if (!person) throw new Error(`nobody has a phone for chat ${chatId}`);
    return person;
  }

  private send({ name }: Person, type: string, content: Record<string, unknown>): string | Promise<string> {
    return this.server.send(name, type, content);
  }

  /** Puts what the bot has written since into the chats. */
  private look(): void | Promise<void> {
    const put = (news: Awaited<ReturnType<Side["news"]>>) => {
      for (const { name, written } of news)
        for (const [chatId, person] of this.persons) if (person.name === name) this.written(chatId, person, written);
    };
    const news = this.server.news();
    return Array.isArray(news) ? put(news) : news.then(put);
  }

  private written(chatId: number, { events }: Person, { event_id: eventId, content, bytes }: Written): void {
    const place = this.place(chatId);
    const replaced = (content["m.relates_to"] as { event_id?: string } | undefined)?.event_id;
    const known = [...events].find(([, one]) => one === replaced)?.[0];
    const message = place.messages.find(({ id }) => id === known);
    if (message) return void Object.assign(message, { ...textIn(content["m.new_content"] as object), buttons: [] });
    const { rows, hasCaption } = this.asked.get(chatId) ?? { rows: [], hasCaption: false };
    const isInPassing = this.calls.some(
      (call) => call.method === "answerCallbackQuery" && call.payload.text === content.body,
    );
    if (isInPassing) return void this.toasts.push({ chatId, text: String(content.body) });
    const last = place.messages.at(-1);
    if (content.msgtype === "m.file") {
      const document = { name: String(content.body), bytes: bytes ?? new Uint8Array() };
      if (hasCaption && last?.from === "bot" && last.document === null) return void Object.assign(last, { document });
      this.put(place, { ...empty("bot"), document });
      return;
    }
    const replyTo = (content["m.relates_to"] as { "m.in_reply_to"?: { event_id: string } } | undefined)?.[
      "m.in_reply_to"
    ];
    const answered = [...events].find(([, one]) => one === replyTo?.event_id)?.[0];
    const put = this.put(place, {
      ...empty("bot"),
      ...textIn(content),
      ...(answered === undefined ? {} : { replyTo: answered }),
    });
    events.set(put.id, eventId);
    const { list } = optionsUnder(String(content.body));
    const buttons = () => asRows(this.choicesOf(eventId), list, rows);
    Object.defineProperty(put, "buttons", { get: buttons, set: () => undefined, enumerable: true });
  }

  /** What can be chosen now at a message of the bot. */
  private choicesOf(eventId: string): { leadsTo: string }[] {
    const options = this.database.$client
      .prepare("select options from matrix_event where event_id = ?")
      .pluck()
      .get(eventId) as string | null | undefined;
    return JSON.parse(options ?? "[]") as { leadsTo: string }[];
  }
}

const nothing = {} as Update;
const empty = (from: "person" | "bot") => ({ from, text: "", html: null, buttons: [], document: null });
const replyTo = (eventId: string) => ({ "m.relates_to": { "m.in_reply_to": { event_id: eventId } } });

function asRows(choices: { leadsTo: string }[], labels: readonly string[], rows: number[]): InlineKeyboardButton[][] {
  const buttons = choices.map(({ leadsTo }, at) => ({ text: labels[at] ?? "", callback_data: leadsTo }));
  return buttons.length === 0 ? [] : rows.map((length) => buttons.splice(0, length));
}

function rowsOf(markup: unknown): number[] {
  const keyboard = (typeof markup === "string" ? JSON.parse(markup) : markup) as InlineKeyboardMarkup | undefined;
  return (keyboard?.inline_keyboard ?? []).map((row) => row.length);
}

/** A person of the box can leave the room, as elsewhere one blocks the bot. */
function blockable(place: BoxChat, block: (isBlocked: boolean) => void): BoxChat {
  let isBlocked = false;
  return Object.defineProperty(place, "blocked", {
    get: () => isBlocked,
    set(value: boolean) {
      if (value !== isBlocked) block(value);
      isBlocked = value;
    },
  });
}

/** What is no text, as a Matrix client sends it. */
function asEvent(content: Record<string, unknown>): [string, Record<string, unknown>] {
  const kinds: Record<string, string> = {
    voice: "m.audio",
    photo: "m.image",
    document: "m.file",
    location: "m.location",
    video: "m.video",
    animation: "m.video",
  };
  const kind = Object.keys(content).find((name) => Object.hasOwn(kinds, name));
  if ("sticker" in content) return ["m.sticker", { body: "", url: "mxc://x/y" }];
  if ("poll" in content) return ["m.poll.start", {}];
  const caption = typeof content.caption === "string" ? { body: content.caption, filename: "file" } : { body: "file" };
  return ["m.room.message", { msgtype: kinds[kind ?? ""] ?? "m.emote", ...caption }];
}

/** Chats have here the numbers that they have in the box, for a test that names them. */
function numberedAsInBox(rooms: MatrixRooms, database: Database, suffix: string): MatrixRooms {
  const inBox = (userId: string) => Number(/^@p(\d+)/.exec(userId)?.[1]);
  const byUser = database.$client.prepare("select id from matrix_chat where user_id = ?").pluck();
  const known = (chatId: number) =>
    chatId < 0 || chatId > matrixNumbers
      ? chatId
      : matrixNumbers + Number(byUser.get(`@p${chatId}${suffix}:${serverName}`) ?? 0);
  const chatAs = (chat: MatrixChat) => ({ ...chat, chatId: inBox(chat.userId) });
  return {
    ...rooms,
    chatOf: async (userId, roomId) => (await rooms.chatOf(userId, roomId), inBox(userId)),
    chat: async (chatId) => {
      const chat = await rooms.chat(known(chatId));
      return chat && chatAs(chat);
    },
    chatsIn: async (roomId) => (await rooms.chatsIn(roomId)).map(chatAs),
    number: (chatId, ...more) => rooms.number(known(chatId), ...more),
    sent: (chatId, ...more) => rooms.sent(known(chatId), ...more),
    close: (chatId, ...more) => rooms.close(known(chatId), ...more),
    numberedBefore: (chatId, ...more) => rooms.numberedBefore(known(chatId), ...more),
    wordBefore: (chatId, ...more) => rooms.wordBefore(known(chatId), ...more),
    optionsOf: (chatId, ...more) => rooms.optionsOf(known(chatId), ...more),
    messageOf: (chatId, ...more) => rooms.messageOf(known(chatId), ...more),
    eventAt: (chatId, ...more) => rooms.eventAt(known(chatId), ...more),
  };
}
