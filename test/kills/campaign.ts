import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BotProcess } from "../support/bot-process.ts";
import { chanceOf, oneOf } from "../support/chance.ts";
import { around, janein } from "../support/process.ts";
import { settleTown, type Town } from "../support/town.ts";
import { type Messenger, onTelegram } from "./messenger.ts";
import { killAt, type Moment, moments } from "./moments.ts";
import { compared, damage, told } from "./oracle.ts";
import type { Outcome, Wanted } from "./outcome.ts";
import { DecidingParent } from "./parent.ts";

const longestStart = 120_000;

/** The real bot is killed again and again while parents decide; in the end all must be as they decided. */
export async function campaign(wanted: Wanted): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "janein-kills-"));
  const path = join(folder, "school.sqlite");
  const place = wanted.database ?? path;
  const messenger = wanted.messenger ?? (await onTelegram(wanted));
  try {
    const town = await settleTown(path, wanted.families, messenger.chatFor, place);
    const outcome = await new Campaign(wanted, town, messenger, folder, path).run();
    if (outcome.wrong.length === 0) rmSync(folder, { recursive: true });
    return outcome;
  } finally {
    await messenger.close();
  }
}

class Campaign {
  private readonly wanted: Wanted;
  private readonly town: Town;
  private readonly messenger: Messenger;
  private readonly folder: string;
  private readonly path: string;
  private readonly place: string;
  private readonly chance: () => number;
  private readonly wrong: string[] = [];
  private over = false;
  private there = false;
  private lives = 0;
  private onTheLine: Promise<unknown> = Promise.resolve();
  private bot!: BotProcess;
  private standby: BotProcess | null = null;
  /** How long (ms) it took from the end of one to the first question of the next. */
  private readonly gaps: number[] = [];
  private begunAt = 0;

  constructor(wanted: Wanted, town: Town, messenger: Messenger, folder: string, path: string) {
    this.wanted = wanted;
    this.town = town;
    this.messenger = messenger;
    this.folder = folder;
    this.path = path;
    this.place = wanted.database ?? path;
    this.chance = chanceOf(wanted.seed);
  }

  async run(): Promise<Outcome> {
    this.messenger.logsTo?.(join(this.folder, "log"));
    this.begin();
    await this.messenger.ready(this.town);
    const parents = this.town.parents.map((parent, at) => this.parent(parent, at));
    const lives = parents.map((parent) => parent.live());
    const kills = await this.killing();
    this.over = true;
    await this.onTheLine;
    await this.untilAllIsTold(parents, lives);
    await this.standby?.kill("SIGTERM");
    await this.bot.kill("SIGTERM");
    const decided = parents.flatMap((parent) => parent.decided);
    this.wrong.push(...compared(this.place, decided), ...damage(this.place), ...(await this.verified()));
    this.wrong.push(...this.messenger.wrong(this.town));
    return {
      wrong: this.wrong,
      kills,
      decisions: decided.length,
      onTheLine: this.lives,
      gaps: this.gaps,
      begunAnew: parents.reduce((sum, { begunAnew }) => sum + begunAnew, 0),
      tappedAgain: parents.reduce((sum, { tappedAgain }) => sum + tappedAgain, 0),
      marked: told(this.screen, this.town, decided).marked,
      putAside: readFileSync(join(this.folder, "log"), "utf8").split("update put aside").length - 1,
      folder: this.folder,
    };
  }

  private parent(parent: Town["parents"][number], at: number): DecidingParent {
    return new DecidingParent(this.screen(parent.chat), parent, {
      chance: chanceOf(this.wanted.seed * 1000 + at),
      isOver: () => this.over,
      isThere: () => this.there,
      patience: this.wanted.patience ?? 10_000,
      wrong: (what) => this.wrong.push(what),
    });
  }

  private get where(): Record<string, string> {
    const { database } = this.wanted;
    return { DATABASE_PATH: this.path, ...(database === undefined ? {} : { DATABASE_URL: database }) };
  }

  private readonly screen = (chat: number) => this.messenger.screen(chat);

  private begin(): void {
    this.begunAt = performance.now();
    const env = {
      ...this.messenger.env,
      CODE_KEY: this.town.codeKey,
      ...this.where,
      PORT: "0",
    };
    const start = () => new BotProcess(["src/main.ts", "start"], around(env), join(this.folder, "log"));
    this.bot = this.standby ?? start();
    if (this.wanted.database !== undefined) this.standby = start();
    this.onTheLine = this.untilOnTheLine(this.bot);
  }

  private async untilOnTheLine(bot: BotProcess): Promise<void> {
    const end = performance.now() + longestStart;
    while (!bot.end && !this.messenger.wasPolledSince(this.begunAt)) {
      if (performance.now() > end) return void this.wrong.push("the bot did not come on the line within two minutes");
      await sleep(20);
    }
    if (bot.end) return;
    this.there = true;
    this.lives += 1;
    this.gaps.push(performance.now() - this.begunAt);
  }

  private async killing(): Promise<Record<Moment, number>> {
    const { kills, onKill, waits, inTurn } = this.wanted;
    const counts = Object.fromEntries(moments.map((moment) => [moment, 0])) as Record<Moment, number>;
    for (let count = 1; count <= kills; count += 1) {
      const kill = () => {
        if (this.bot.end) this.wrong.push(`the bot ended by itself: ${JSON.stringify(this.bot.end)}`);
        this.bot.child.kill("SIGKILL");
        this.there = false;
      };
      const doomed = { kill, onTheLine: this.onTheLine };
      const wanted = (inTurn ? moments[count % moments.length] : undefined) ?? oneOf(moments, this.chance);
      const moment = await killAt(this.messenger, wanted, this.chance, doomed, waits);
      await this.bot.ended;
      counts[moment] += 1;
      await onKill?.(count, moment);
      if (this.chance() < 0.3) this.messenger.giveAgain(1 + Math.floor(5 * this.chance()));
      this.begin();
    }
    return counts;
  }

  /** All open forms are finished, and the teachers know; or the time is over, and whoever waits is stuck. */
  private async untilAllIsTold(parents: DecidingParent[], lives: Promise<void>[]): Promise<void> {
    const end = performance.now() + (this.wanted.grace ?? 120_000);
    let finished = false;
    void Promise.all(lives).then(() => (finished = true));
    const untold = () =>
      told(
        this.screen,
        this.town,
        parents.flatMap(({ decided }) => decided),
      ).wrong;
    while (performance.now() < end && !(finished && untold().length === 0)) await sleep(500);
    for (const { open } of parents)
      if (open) this.wrong.push(`stuck: ${open.parent} never got a receipt for ${open.child.label}`);
    this.wrong.push(...untold());
  }

  private async verified(): Promise<string[]> {
    const { out, err, code } = await janein(["verify"], this.where);
    return code === 0 ? [] : [`verify does not pass: ${out}${err}`];
  }
}
