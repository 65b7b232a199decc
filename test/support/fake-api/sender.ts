import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";
import type { UpdateQueue } from "./update-queue.ts";

interface Sending {
  /** Where what is meant for the webhook's address goes in truth, each in its turn: several processes are there. */
  to: () => string | undefined;
  /** How long it waits before it sends anew (ms). */
  again?: number;
  /** How long it waits for an answer (ms). */
  patience?: number;
}

/**
 * The side of Telegram that sends: up to `max_connections` side by side, of each chat one after the other, and again
 * until it is answered with 2xx.
 */
export class Sender {
  /** How often each answer was given. */
  readonly answers = new Map<number | "none", number>();
  private readonly queue: UpdateQueue;
  private readonly how: Required<Sending>;
  private readonly going = new Map<number, string>();
  private readonly over = new AbortController();

  constructor(queue: UpdateQueue, { to, again = 100, patience = 60_000 }: Sending) {
    [this.queue, this.how] = [queue, { to, again, patience }];
    void this.sends();
  }

  stop(): void {
    this.over.abort();
  }

  private async sends(): Promise<void> {
    while (!this.over.signal.aborted) {
      if (this.queue.webhook)
        for (const update of this.queue.all()) {
          const [id, chat] = [update.update_id, chatOf(update)];
          const isFree = ![...this.going.values()].includes(chat) && this.going.size < this.queue.sends.atOnce;
          if (isFree) void this.send(update).finally(() => this.going.delete(id));
          if (isFree) this.going.set(id, chat);
        }
      await sleep(5);
    }
  }

  private async send(update: Update): Promise<void> {
    const url = this.how.to();
    const status = url === undefined ? "none" : await this.statusOf(url, update);
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
    if (status === 200) this.queue.wasTaken(update.update_id);
    else await sleep(this.how.again, undefined, { signal: this.over.signal }).catch(() => undefined);
  }

  private async statusOf(url: string, update: Update): Promise<number | "none"> {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": this.queue.sends.secret },
        body: JSON.stringify(update),
        signal: AbortSignal.any([AbortSignal.timeout(this.how.patience), this.over.signal]),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return "none";
    }
  }
}

const chatOf = (update: Update): string =>
  String(update.message?.chat.id ?? update.callback_query?.message?.chat.id ?? update.update_id);
