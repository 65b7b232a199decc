import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { BotProcess } from "../../support/bot-process.ts";
import { FakeApi } from "../../support/fake-api/fake-api.ts";
import type { Limits } from "../../support/fake-api/limits.ts";
import { Person } from "../../support/fake-api/person.ts";
import { settleTown, type Town } from "../../support/town.ts";
import packageFile from "../../../package.json" with { type: "json" };

export const token = "1:a-token-for-the-evenings-bench";

/** How `npm start` begins it: with the limits of its memory. */
export const asNpmStarts = packageFile.scripts.start.split(" ").slice(1);

/** Which bot is on the line: the real one, or the bare one that it is compared with. */
export type Which = "ours" | "bare";

/** A school that is settled once, and copied for each run. */
export class Stage {
  private readonly folder = mkdtempSync(join(tmpdir(), "janein-evening-"));
  private runs = 0;
  town!: Town;

  static async build(families: number): Promise<Stage> {
    const stage = new Stage();
    stage.town = await settleTown(join(stage.folder, "town.sqlite"), families);
    return stage;
  }

  /** Runs something with a fresh bot on a fresh copy. In: the time a call takes (ms). */
  async play<T>(
    which: Which,
    { delay, limits = null, seed = 1 }: { delay: number; limits?: Limits | null; seed?: number },
    work: (api: FakeApi, bot: BotProcess) => Promise<T>,
  ): Promise<T> {
    const folder = join(this.folder, `${(this.runs += 1)}-${which}`);
    const path = this.databaseFor(which, folder);
    const api = await FakeApi.open({ token, delay, limits, seed });
    const bot = new BotProcess(
      which === "ours" ? asNpmStarts : ["test/bench/evening/bare-bot.ts"],
      {
        ...{ BOT_TOKEN: token, CODE_KEY: this.town.codeKey, TELEGRAM_API_ROOT: api.root },
        ...{ DATABASE_PATH: path, PORT: "0", MESSAGES_PER_SECOND: limits === null ? "100000" : "30" },
      },
      `${folder}.log`,
    );
    try {
      for (const { chat } of this.town.teachers) new Person(api, chat, "Lea");
      await onTheLine(api, bot, `${folder}.log`);
      return await work(api, bot);
    } finally {
      await bot.kill("SIGKILL");
      await api.close();
    }
  }

  clear(): void {
    rmSync(this.folder, { recursive: true });
  }

  private databaseFor(which: Which, name: string): string {
    const path = `${name}.sqlite`;
    if (which === "ours") copyFileSync(join(this.folder, "town.sqlite"), path);
    else bareTown(path, this.town);
    return path;
  }
}

/** Settles when the bot asks for updates. Errors: where it has ended instead, or is not there after a minute. */
export async function onTheLine(api: FakeApi, bot: BotProcess, log: string): Promise<void> {
  for (let waits = 0; !api.updates.isPolled; waits += 1) {
    if (bot.end || waits > 6000) throw new Error(`the bot is not on the line, see ${log}`);
    await sleep(10);
  }
}

/** The same people, as the bare bot finds them. */
function bareTown(path: string, { parents, teachers }: Town): void {
  const client = new Sqlite(path);
  client.exec("create table child (id text primary key, chat integer, label text, class text, teacher integer)");
  client.exec("create index child_chat on child (chat)");
  const insert = client.prepare("insert into child values (?, ?, ?, ?, ?)");
  const teacherOf = new Map(teachers.map(({ className, chat }) => [className, chat]));
  client.transaction(() => {
    for (const { chat, children } of parents)
      for (const { id, label, className } of children) insert.run(id, chat, label, className, teacherOf.get(className));
  })();
  client.close();
}
