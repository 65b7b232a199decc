import type { Update, WebhookInfo } from "grammy/types";
import { Refusal } from "../../../src/bot-api/refusal.ts";

type Payload = Record<string, unknown>;

/** Given only to who asks for them by name (https://core.telegram.org/bots/api#getupdates). */
const onlyByName = ["chat_member", "message_reaction", "message_reaction_count"];

/** So many confirmed updates are kept, to be given again by mistake. */
const remembered = 1000;

/**
 * The updates that wait for the bot, as Telegram documents getUpdates: confirmed by a higher offset alone, given again
 * until then, 100 at most, waited for up to `timeout` seconds; who asks a second time ends the first one's waiting.
 */
export class UpdateQueue {
  /** What the messenger does wrong with updates: each a share (0 to 1) of the answers. */
  readonly wrong = { doubles: 0, shuffled: 0, oldOffset: 0 };
  private readonly chance: () => number;
  private waiting: Update[] = [];
  private confirmed: Update[] = [];
  private wanted: readonly string[] = [];
  private polledAt = 0;
  private poller: { end: (refusal?: Refusal) => void } | null = null;

  constructor(chance: () => number) {
    this.chance = chance;
  }

  get length(): number {
    return this.waiting.length;
  }

  /** Where everything is sent; whoever asks is refused meanwhile. */
  webhook = "";
  /** What is told of the last try that failed. */
  failing: Pick<WebhookInfo, "last_error_date" | "last_error_message"> = {};
  /** With which word, and how many side by side. */
  sends = { secret: "", atOnce: 40 };

  /** One call of setWebhook. */
  set({ url, secret_token: secret = "", max_connections: atOnce = 40, allowed_updates: wanted }: Payload): true {
    this.polledAt = performance.now();
    this.webhook = String(url);
    this.sends = { secret: String(secret), atOnce: Number(atOnce) };
    if (Array.isArray(wanted)) this.wanted = wanted.map(String);
    this.poller?.end();
    return true;
  }

  /** What waits, the oldest first. */
  all(): readonly Update[] {
    return this.waiting;
  }

  /** One that was sent was answered with 2xx. */
  wasTaken(id: number): void {
    const taken = this.waiting.filter(({ update_id: one }) => one === id);
    this.confirmed = [...this.confirmed, ...taken].slice(-remembered);
    this.waiting = this.waiting.filter(({ update_id: one }) => one !== id);
  }

  /** Whether somebody waits for updates now. */
  get isPolled(): boolean {
    return this.poller !== null;
  }

  /** Whether anybody has asked for updates since that moment (ms of `performance.now`). */
  wasPolledSince(moment: number): boolean {
    return this.polledAt > moment;
  }

  /** What whoever has asked last has asked for; what is asked for by default is not told. */
  info(): WebhookInfo {
    const asked = this.wanted.length > 0 ? { allowed_updates: [...this.wanted] } : {};
    return {
      url: this.webhook,
      has_custom_certificate: false,
      pending_update_count: this.waiting.length,
      ...asked,
      ...this.failing,
    } as WebhookInfo;
  }

  put(update: Update): void {
    const kind = Object.keys(update).find((name) => name !== "update_id") ?? "";
    const isWanted = this.wanted.length === 0 ? !onlyByName.includes(kind) : this.wanted.includes(kind);
    if (!isWanted) return;
    this.waiting.push(update);
    this.poller?.end();
  }

  /** Gives the newest confirmed ones again. */
  giveAgain(count: number): void {
    const again = this.confirmed.splice(-count);
    this.waiting = [...again, ...this.waiting];
    if (again.length > 0) this.poller?.end();
  }

  /** One call of getUpdates. In: its parameters; the caller's going. Errors: Refusal for whoever was ended. */
  async poll(
    { offset = 0, limit = 100, timeout = 0, allowed_updates: wanted }: Payload,
    gone: AbortSignal,
  ): Promise<Update[]> {
    this.polledAt = performance.now();
    if (this.webhook)
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    if (Array.isArray(wanted)) this.wanted = wanted.map(String);
    this.poller?.end(
      new Refusal(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
      ),
    );
    if (this.chance() >= this.wrong.oldOffset) this.confirm(Number(offset));
    if (this.waiting.length === 0 && Number(timeout) > 0 && !gone.aborted) await this.next(Number(timeout), gone);
    return this.batch(Math.min(100, Math.max(1, Number(limit))));
  }

  /** A negative offset counts from the end; what is before it is forgotten. */
  private confirm(offset: number): void {
    const from = offset < 0 ? (this.waiting.at(offset)?.update_id ?? 0) : offset;
    const isDone = ({ update_id: id }: Update) => id < from;
    this.confirmed = [...this.confirmed, ...this.waiting.filter(isDone)].slice(-remembered);
    this.waiting = this.waiting.filter((update) => !isDone(update));
  }

  private batch(limit: number): Update[] {
    const fresh = this.waiting.slice(0, limit);
    const doubled = this.chance() < this.wrong.doubles ? this.confirmed.slice(-3) : [];
    const batch = [...doubled, ...fresh].slice(0, limit);
    if (this.chance() >= this.wrong.shuffled) return batch;
    const places = batch.map((update) => ({ update, at: this.chance() })).sort((a, b) => a.at - b.at);
    return places.map(({ update }) => update);
  }

  private next(seconds: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (refusal?: Refusal) => {
        clearTimeout(timer);
        gone.removeEventListener("abort", left);
        if (this.poller === poller) this.poller = null;
        if (refusal) reject(refusal);
        else resolve();
      };
      const left = () => end();
      const timer = setTimeout(end, seconds * 1000);
      const poller = { end };
      this.poller = poller;
      gone.addEventListener("abort", left, { once: true });
    });
  }
}
