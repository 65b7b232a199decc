import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import { BotApiBox } from "../../../src/bot-api/box.ts";
import { Refusal } from "../../../src/bot-api/refusal.ts";
import { chanceOf } from "../chance.ts";
import { Faults } from "./faults.ts";
import type { Limits } from "./limits.ts";
import { UpdateQueue } from "./update-queue.ts";
import { type Answer, payloadOf, refusedWith, send, wentWrong } from "./wire.ts";

/** A call, and how far it has come. */
export interface Seen {
  method: string;
  chat: number | undefined;
  /** Before it has its effect, after it, or when the answer has been sent. */
  moment: "before" | "after" | "answered";
}

interface Wanted {
  token: string;
  seed?: number;
  /** How long a call takes in all (ms): half of it there, half of it back. */
  delay?: number;
  limits?: Limits | null;
}

/**
 * A Bot API server on loopback whose network and whose messenger can go wrong at any moment. What a call does, and what
 * is refused, is the box's; how updates wait and are given is its own (UpdateQueue), and so is all that goes wrong.
 */
export class FakeApi {
  readonly box = new BotApiBox();
  readonly updates: UpdateQueue;
  readonly faults: Faults;
  readonly token: string;
  delay: number;
  limits: Limits | null;
  /** How many calls of each method have been answered with "ok", and how many otherwise. */
  readonly counts = new Map<string, { ok: number; refused: number }>();
  /** Sees each call at each moment; it may take its time. Out: whether the connection breaks there. */
  witness: (seen: Seen) => Promise<boolean> | boolean = () => false;
  private readonly server: Server;
  private readonly watchers = new Map<number, Set<() => void>>();

  private constructor({ token, seed = 1, delay = 0, limits = null }: Wanted) {
    const chance = chanceOf(seed);
    this.token = token;
    this.delay = delay;
    this.limits = limits;
    this.updates = new UpdateQueue(chance);
    this.faults = new Faults(chance);
    this.box.watch((chat) => this.watchers.get(chat)?.forEach((watcher) => watcher()));
    this.server = createServer((request, response) => void this.serve(request, response));
    // A bot's idle connections must not be closed just as it calls.
    this.server.keepAliveTimeout = 120_000;
  }

  static async open(wanted: Wanted): Promise<FakeApi> {
    const api = new FakeApi(wanted);
    await new Promise<void>((done) => api.server.listen(0, "127.0.0.1", done));
    return api;
  }

  /** What TELEGRAM_API_ROOT is. */
  get root(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How many calls were answered with "ok", but for those that ask for updates. */
  get answered(): number {
    return [...this.counts].reduce((sum, [method, { ok }]) => sum + (method === "getUpdates" ? 0 : ok), 0);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  says(chat: number, text: string): Update {
    return this.taken(this.box.says(chat, text));
  }

  presses(chat: number, message: number, data: string): Update {
    return this.taken(this.box.presses(chat, message, data));
  }

  /** Calls back after each change in this chat. Out: the end of it. */
  watch(chat: number, watcher: () => void): () => void {
    const all = this.watchers.get(chat) ?? new Set();
    this.watchers.set(chat, all.add(watcher));
    return () => void all.delete(watcher);
  }

  /** The box has no queue here: what a person does waits where it can go wrong. */
  private taken(update: Update): Update {
    this.box.queue.length = 0;
    this.updates.put(update);
    return update;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const going = new AbortController();
    response.on("close", () => going.abort());
    try {
      const [, token, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
      const payload = await payloadOf(request);
      if (token !== this.token) return send(response, refusedWith(new Refusal(401, "Unauthorized")));
      await this.call(method, payload, response, going.signal);
    } catch (error) {
      if (error instanceof Refusal) send(response, refusedWith(error));
      else if (!going.signal.aborted) response.destroy();
    }
  }

  private async call(
    method: string,
    payload: Record<string, unknown>,
    response: ServerResponse,
    gone: AbortSignal,
  ): Promise<void> {
    const chat = this.chatOf(payload);
    const { wrong, ms } = this.faults.striking(method, chat);
    const way = (this.delay + ms) / 2;
    if (way > 0) await sleep(way);
    if (await this.witness({ method, chat, moment: "before" })) return void response.destroy();
    if (await wentWrong(response, wrong, gone)) return this.count(method, false);
    const answer = await this.answer(method, payload, chat, gone);
    if (await this.witness({ method, chat, moment: "after" })) return void response.destroy();
    if (way > 0) await sleep(way);
    this.count(method, answer.status === 200);
    if (await wentWrong(response, wrong, gone, answer)) return;
    send(response, answer);
    await this.witness({ method, chat, moment: "answered" });
  }

  private async answer(
    method: string,
    payload: Record<string, unknown>,
    chat: number | undefined,
    gone: AbortSignal,
  ): Promise<Answer> {
    const tooMany = this.limits?.refusal(method, chat, performance.now());
    if (tooMany) return refusedWith(tooMany);
    try {
      if (method === "getUpdates")
        return { status: 200, body: { ok: true, result: await this.updates.poll(payload, gone) } };
      if (method === "setWebhook") return { status: 200, body: { ok: true, result: this.updates.set(payload) } };
      if (method === "deleteWebhook") return { status: 200, body: { ok: true, result: this.updates.set({ url: "" }) } };
      if (method === "getWebhookInfo") return { status: 200, body: { ok: true, result: this.updates.info() } };
      return await this.box.answer(method, payload);
    } catch (error) {
      if (error instanceof Refusal) return refusedWith(error);
      throw error;
    } finally {
      this.box.calls.length = 0;
    }
  }

  private chatOf({ chat_id: chat, callback_query_id: query }: Record<string, unknown>): number | undefined {
    return chat === undefined ? this.box.openQueries.get(String(query)) : Number(chat);
  }

  private count(method: string, ok: boolean): void {
    const counted = this.counts.get(method) ?? { ok: 0, refused: 0 };
    counted[ok ? "ok" : "refused"] += 1;
    this.counts.set(method, counted);
  }
}
