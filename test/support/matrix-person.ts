import { setTimeout as sleep } from "node:timers/promises";
import type { SeenMessage } from "../../src/bot-api/chat.ts";
import { decryptAttachment } from "../../src/matrix/attachments.ts";
import type { SyncKeys } from "../../src/matrix/sync-keys.ts";
import { type Keys, Phone } from "../matrix/parents-phone.ts";
import { type Call, clientOf, signIn } from "./matrix-client.ts";
import { optionsUnder, textIn } from "./matrix-screen.ts";
import type { Synapse } from "./synapse.ts";

/** An event as the server shows it. */
export interface Shown {
  type: string;
  event_id: string;
  sender: string;
  content: Record<string, unknown>;
  state_key?: string;
}

/** A message as it stands on the phone; the numbers are the phone's own. */
export interface Read extends SeenMessage {
  eventId: string;
  /** The whole text, with what can be chosen. */
  whole: string;
}

interface Sync extends SyncKeys {
  next_batch: string;
  rooms?: { join?: Record<string, { state?: { events: Shown[] }; timeline?: { events: Shown[] } }> };
}

/** So long (ms) after its last word the bot has no more to say. */
const calm = 400;

/** Whether a file is called after what stands in a text: the code of a receipt. */
function namedIn(name: string | undefined, text: string): boolean {
  const code = /(?:[0-9A-F]{5}-){2}[0-9A-F]{5}/.exec(name ?? "")?.[0];
  return code !== undefined && text.includes(code);
}

type Document = NonNullable<SeenMessage["document"]>;

/**
 * Somebody with a client of their own on a Matrix server: writes, chooses by number or word, reads what comes, in clear
 * and, with a crypto module of their own, encrypted. Waits while the server is away, as clients do.
 */
export class MatrixPerson {
  readonly userId: string;
  readonly name: string;
  readonly call: Call;
  readonly messages: Read[] = [];
  /** All that the server has shown of the room, as it stands there. */
  readonly shown: Shown[] = [];
  /** Which of what came could not be read. */
  readonly unreadable: string[] = [];
  roomId = "";
  botId = "";
  private readonly address: string;
  private readonly token: string;
  private readonly closing: AbortController;
  private readonly answered = new Set<string>();
  private readonly watchers = new Set<() => void>();
  private phone: Phone | null = null;
  private isSecret = false;
  private count = 0;
  private since_: string | null = null;
  private listening: Promise<unknown> = Promise.resolve();
  /** One thing after the other is sent. */
  private sending: Promise<unknown> = Promise.resolve();

  private constructor(address: string, name: string, of: { userId: string; token: string }) {
    [this.address, this.name, this.userId, this.token] = [address, name, of.userId, of.token];
    this.closing = new AbortController();
    this.call = clientOf(address, of.token, this.closing.signal);
  }

  /** In: the server; the name of an account that is made for them; whether their client can encrypt. */
  static async of(synapse: Synapse, name: string, how: { encrypts?: boolean } = {}): Promise<MatrixPerson> {
    const { password } = await synapse.account(name);
    const session = await signIn(synapse.address, name, password);
    const person = new MatrixPerson(synapse.address, name, session);
    if (how.encrypts) {
      person.isSecret = true;
      person.phone = await Phone.of(person.keys(), session.userId, { device: session.deviceId });
    }
    return person;
  }

  /** Opens a room for two with somebody, and listens from now on. Out: the room. */
  async opens(botId: string, more: object = {}): Promise<string> {
    this.botId = botId;
    const encryption = {
      type: "m.room.encryption",
      state_key: "",
      content: { algorithm: "m.megolm.v1.aes-sha2" },
    };
    const { room_id: roomId } = await this.call<{ room_id: string }>("POST", "createRoom", {
      ...{ is_direct: true, preset: "trusted_private_chat", invite: [botId] },
      ...(this.isSecret ? { initial_state: [encryption] } : {}),
      ...more,
    });
    this.roomId = roomId;
    this.listening = this.listen();
    return roomId;
  }

  /** Settles when the other has come. */
  async isJoined(ms = 30_000): Promise<void> {
    const came = () =>
      this.shown.some(
        ({ type, state_key: whose, content }) =>
          type === "m.room.member" && whose === this.botId && content.membership === "join",
      );
    if (!(await this.until(came, ms))) throw new Error(`${this.botId} did not come into the room of ${this.name}`);
  }

  /** Writes. In: the message that is answered, where one is. Out: the event's id. */
  says(text: string, answers?: string): Promise<string> {
    const relation = answers === undefined ? {} : { "m.relates_to": { "m.in_reply_to": { event_id: answers } } };
    return this.sends("m.room.message", { msgtype: "m.text", body: text, ...relation });
  }

  /** Sends anything. Out: the event's id. */
  sends(type: string, content: object): Promise<string> {
    const transaction = `${this.name} ${(this.count += 1)}`;
    const sent = this.sending.then(async () => {
      const shut = await this.shut(type, content);
      const path = `rooms/${encodeURIComponent(this.roomId)}/send/${shut.type}/${encodeURIComponent(transaction)}`;
      return (await this.call<{ event_id: string }>("PUT", path, shut.content)).event_id;
    });
    this.sending = sent.catch(() => undefined);
    return sent;
  }

  /** Chooses what stands last with this label: by the word where it is JA or NEIN, else by the number. */
  taps(label: string, after = 0): boolean {
    for (const message of this.since(after).reverse()) {
      const at = message.buttons.flat().findIndex(({ text }) => text.startsWith(label));
      if (at < 0) continue;
      const isLast = message.id === this.since(0).findLast(({ buttons }) => buttons.length > 0)?.id;
      const word = label === "JA" || label === "NEIN" ? label : String(at + 1);
      // Whoever writes it once more answers that very message.
      const isPlain = isLast && !this.answered.has(message.eventId);
      this.answered.add(message.eventId);
      void this.says(word, isPlain ? undefined : message.eventId).catch(() => undefined);
      return true;
    }
    return false;
  }

  get newest(): number {
    return this.messages.at(-1)?.id ?? 0;
  }

  /** What the bot has written since that message, oldest first. */
  since(id: number): Read[] {
    const at = this.messages.findLastIndex((one) => one.id <= id);
    return this.messages.slice(at + 1).filter(({ from }) => from === "bot");
  }

  button(label: string, after = 0): Read | undefined {
    return this.since(after).findLast(({ buttons }) => buttons.flat().some(({ text }) => text.startsWith(label)));
  }

  /** Waits until something is found in the room, or null when the time (ms) is over. */
  until<Found>(look: () => Found | null | undefined | false, ms: number): Promise<Found | null> {
    return new Promise((resolve) => {
      const end = (found: Found | null) => {
        clearTimeout(timer);
        this.watchers.delete(tryNow);
        resolve(found);
      };
      const tryNow = () => {
        const found = look();
        if (found) end(found);
      };
      this.watchers.add(tryNow);
      const timer = setTimeout(() => end(null), ms);
      tryNow();
    });
  }

  /** Waits for a message of the bot that says this. Errors: after so long (ms), with what came last. */
  async reads(words: string | RegExp, after = 0, ms = 20_000): Promise<Read> {
    const says = ({ whole }: Read) => (typeof words === "string" ? whole.includes(words) : words.test(whole));
    const found = await this.until(() => this.since(after).find(says), ms);
    if (!found) throw new Error(`${this.name} did not read "${words}", but last: ${this.since(0).at(-1)?.whole}`);
    return found;
  }

  /** Settles when the bot has answered, and has no more to say for a while. */
  async isAnswered(after: number): Promise<void> {
    await this.until(() => this.since(after).length > 0, 20_000);
    for (let newest = -1; newest !== this.newest; await sleep(calm)) newest = this.newest;
  }

  /** Waits for a file, and takes it. */
  async document(after = 0, ms = 20_000): Promise<Document> {
    const found = await this.until(() => this.since(after).find(({ document }) => document)?.document, ms);
    if (!found) throw new Error(`${this.name} got no file`);
    return found;
  }

  /** All that was said, as it can be read aloud. */
  transcript(): string {
    return this.messages
      .map(({ from, whole, document }) => {
        const text = whole.replaceAll(/\b[0-9A-F]{5}-[0-9A-F]{5}-[0-9A-F]{5}\b/g, "XXXXX-XXXXX-XXXXX");
        const all = [text, ...(document ? [`📎 ${document.name}`] : [])].join("\n");
        return `${from === "bot" ? "JaNein" : this.name}: ${all.replaceAll("\n", "\n    ").replaceAll(/ +$/gm, "")}`;
      })
      .join("\n");
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled([this.listening, this.sending]);
    this.phone?.close();
  }

  private async listen(): Promise<void> {
    const filter = JSON.stringify({ room: { timeline: { limit: 100 }, ephemeral: { not_types: ["*"] } } });
    while (!this.closing.signal.aborted) {
      const since = this.since_ === null ? {} : { since: this.since_, timeout: "30000" };
      const sync = await this.call<Sync>("GET", `sync?${new URLSearchParams({ filter, ...since })}`).catch(() => null);
      if (!sync) continue;
      await this.phone?.sync(sync);
      const room = sync.rooms?.join?.[this.roomId];
      for (const event of [...(room?.state?.events ?? []), ...(room?.timeline?.events ?? [])]) await this.take(event);
      this.since_ = sync.next_batch;
      for (const watcher of [...this.watchers]) watcher();
    }
  }

  private async take(event: Shown): Promise<void> {
    if (this.shown.some(({ event_id: id }) => id === event.event_id)) return;
    this.shown.push(event);
    const opened = await this.opened(event);
    if (opened?.type !== "m.room.message") return;
    const { content } = opened;
    if (content["m.new_content"]) return event.sender === this.userId ? undefined : this.change(content);
    const last = this.messages.at(-1);
    const from = event.sender === this.userId ? "person" : "bot";
    const document = content.msgtype === "m.file" ? await this.file(content) : null;
    // Words and the file behind them are one message, also where something has come in between.
    const isAbout = (one: Read) => one.document === null && one.from === from && namedIn(document?.name, one.whole);
    const words = this.messages.findLast(isAbout) ?? (last?.from === from && last.document === null ? last : null);
    if (document && words) return void (words.document = document);
    const whole = document ? "" : String(content.body);
    const buttons = optionsUnder(whole).list.map((text) => [{ text, callback_data: text }]);
    const read = from === "bot" && !document && content.formatted_body ? textIn(content) : { text: whole, html: null };
    const id = (this.messages.at(-1)?.id ?? 0) + 1;
    const common = { id, from, whole, document, eventId: event.event_id, at: 0, edited: false } as const;
    this.messages.push({ ...common, ...read, buttons: from === "bot" ? buttons : [] });
  }

  private change(content: Record<string, unknown>): void {
    const replaced = (content["m.relates_to"] as { event_id?: string } | undefined)?.event_id;
    const message = this.messages.find(({ eventId }) => eventId === replaced);
    if (message) Object.assign(message, { ...textIn(content["m.new_content"] as object), buttons: [], edited: true });
  }

  private async opened(event: Shown): Promise<Pick<Shown, "type" | "content"> | null> {
    if (event.type !== "m.room.encrypted") return event;
    // A phone knows its own words without the server.
    const own = this.own.get(JSON.stringify(event.content.ciphertext));
    if (own) return own;
    try {
      return (await this.phone?.reads(this.roomId, { ...event, room_id: this.roomId })) ?? null;
    } catch (error) {
      this.unreadable.push(`${event.event_id} ${String(error)}`);
      return null;
    }
  }

  private readonly own = new Map<string, Pick<Shown, "type" | "content">>();

  private async shut(type: string, content: object): Promise<{ type: string; content: object }> {
    if (!this.phone || type === "m.reaction") return { type, content };
    const event = (await this.phone.says(this.botId, this.roomId, content)) as { content: { ciphertext: unknown } };
    this.own.set(JSON.stringify(event.content.ciphertext), { type, content: content as Record<string, unknown> });
    const relation = (content as { "m.relates_to"?: object })["m.relates_to"];
    return {
      type: "m.room.encrypted",
      content: { ...event.content, ...(relation ? { "m.relates_to": relation } : {}) },
    };
  }

  private async file(content: Record<string, unknown>): Promise<Document> {
    const { file } = content as { file?: Parameters<typeof decryptAttachment>[1] & { url: string } };
    const url = (file?.url ?? String(content.url)).replace("mxc://", "");
    const answer = await fetch(`${this.address}/_matrix/client/v1/media/download/${url}`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return {
      name: String(content.body),
      bytes: file ? ((await decryptAttachment(bytes, file)) ?? new Uint8Array()) : bytes,
    };
  }

  /** What carries the calls of the crypto module. */
  private keys(): Keys {
    return {
      callOf: () => (method, path, body) => this.call(method, path.replace("/_matrix/client/v3/", ""), body ?? {}),
      sync: () => {
        throw new Error("a real server's sync is handed in");
      },
      taken: () => undefined,
    };
  }
}
