import { expect, test } from "vitest";
import type { Going, Wrong } from "../../src/house/lights.ts";
import { readOfficeWords } from "../../src/office/page/words.ts";
import type { Looked } from "../../src/wiring/lights.ts";
import { watchRound } from "../../src/wiring/watch.ts";

const say = await readOfficeWords();
const minute = 60_000;

/** A bot that is watched, and what comes of it. */
class Watched {
  wrong: Wrong[] = [];
  now = new Date("2026-11-28T08:00:00Z");
  kept: readonly Going[] = [];
  readonly told: string[] = [];
  readonly beats: string[] = [];
  readonly lines: string[] = [];
  isMessengerThere = true;
  heartbeatAnswers: number | null = 200;
  private round = this.process();

  /** A process of its own: only what is kept is known to the next. */
  private process() {
    const put = (_what: unknown, outcome: string) => void this.lines.push(outcome);
    return watchRound({
      look: () => Promise.resolve({ wrong: this.wrong } as Looked),
      heartbeat: {
        url: "https://beat.example/secret",
        fetch: (url) => {
          this.beats.push(url as string);
          if (this.heartbeatAnswers === null) return Promise.reject(new TypeError("fetch failed"));
          return Promise.resolve(new Response("ok", { status: this.heartbeatAnswers }));
        },
      },
      operator: {
        tell: (text) => {
          if (!this.isMessengerThere) return Promise.reject(new Error("away"));
          this.told.push(text);
          return Promise.resolve();
        },
        kept: { read: () => this.kept, write: (going) => void (this.kept = going) },
        say,
        timeZone: "Europe/Berlin",
      },
      log: { info: put, warn: put, error: put },
      now: () => this.now,
    });
  }

  async minutes(count: number, wrong: Wrong[]): Promise<void> {
    this.wrong = wrong;
    for (let passed = 0; passed < count; passed += 5) {
      this.now = new Date(this.now.getTime() + 5 * minute);
      await this.round();
    }
  }

  restart(): void {
    this.round = this.process();
  }
}

test("the heartbeat beats after each round that is well, and not while something is wrong", async () => {
  const bot = new Watched();
  await bot.minutes(15, []);
  expect(bot.beats).toEqual(Array(3).fill("https://beat.example/secret"));
  await bot.minutes(30, ["unreachable"]);
  expect(bot.beats).toHaveLength(3);
});

test.each([[null], [500]])(
  "a heartbeat that is answered %s is said once, without its address, and that it is taken again",
  async (answer) => {
    const bot = new Watched();
    bot.heartbeatAnswers = answer;
    await bot.minutes(30, []);
    bot.heartbeatAnswers = 200;
    await bot.minutes(10, []);
    expect(bot.lines).toEqual([
      "HEARTBEAT_URL does not take the heartbeat: look at its address",
      "HEARTBEAT_URL takes the heartbeat again",
    ]);
  },
);

test("the operator hears once that the disk has been nearly full for an hour, over a restart, and once that it is over", async () => {
  const bot = new Watched();
  await bot.minutes(60, ["the disk is nearly full"]);
  expect(bot.told).toEqual([]);
  await bot.minutes(30, ["the disk is nearly full"]);
  bot.restart();
  await bot.minutes(600, ["the disk is nearly full"]);
  expect(bot.told).toEqual([
    "Seit 28.11.2026, 09:05 Uhr sind auf dem Datenträger von JaNein weniger als 100 MB frei: Schaffen Sie Platz (df -h).",
  ]);
  await bot.minutes(60, []);
  expect(bot.told.slice(1)).toEqual([
    "Auf dem Datenträger von JaNein ist wieder genug Platz (knapp seit 28.11.2026, 09:05 Uhr).",
  ]);
});

test("what is over within the hour is not worth a word", async () => {
  const bot = new Watched();
  await bot.minutes(55, ["no daily round"]);
  await bot.minutes(60, []);
  expect(bot.told).toEqual([]);
});

test("while the messenger is away nothing can be said; when it is back, the operator hears that it was", async () => {
  const bot = new Watched();
  bot.isMessengerThere = false;
  await bot.minutes(120, ["unreachable"]);
  bot.isMessengerThere = true;
  await bot.minutes(30, []);
  expect(bot.told).toEqual([
    "Der Messenger ist wieder zu erreichen (gestört seit 28.11.2026, 09:05 Uhr); was wartete, wird jetzt gesendet.",
  ]);
  expect(bot.kept).toEqual([]);
});
