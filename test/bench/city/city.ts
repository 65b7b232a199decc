import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import Sqlite from "better-sqlite3";
import { Client } from "pg";
import { addressOf } from "../../../db/postgres/address.ts";
import { fileIntoSchema } from "../../../db/postgres/copy.ts";
import { databaseIn, folderOf, settingsIn } from "../../../src/wiring/schools.ts";
import { BotProcess } from "../../support/bot-process.ts";
import { FakeApi } from "../../support/fake-api/fake-api.ts";
import { Person } from "../../support/fake-api/person.ts";
import { type Parent, settleTown, type Town } from "../../support/town.ts";
import { asNpmStarts, onTheLine } from "../evening/stage.ts";

/** A school on the line: its own Bot API, and its parents there. */
export interface SchoolOnLine {
  api: FakeApi;
  parents: readonly Parent[];
}

/** What a process was like until it was on the line with all. */
export interface Started {
  /** How long it took (ms), and of that the time of processor. */
  took: number;
  cpu: number;
  /** MB, once it has come to rest. */
  memory: number;
}

const kindsOfBeside = ["school", "proof"];

/** A school that is settled once, and copied for each of many: they share nothing but what it is like. */
export class City {
  private readonly folder = mkdtempSync(join(tmpdir(), "janein-city-"));
  private runs = 0;
  private town!: Town;
  private postgres: string | undefined;

  /** In: how many children each school has, two of each family; the server for a run in PostgreSQL. */
  static async build(children: number, postgres?: string): Promise<City> {
    const city = new City();
    city.postgres = postgres;
    city.town = await settleTown(city.settled, Math.ceil(children / 2));
    return city;
  }

  /** Runs something with so many schools in one process. In: the time a call takes (ms). */
  async play<T>(
    schools: number,
    delay: number,
    work: (on: readonly SchoolOnLine[], bot: BotProcess, started: Omit<Started, "memory">) => Promise<T>,
  ): Promise<T> {
    const place = join(this.folder, `${(this.runs += 1)}`);
    const { DATABASE_URL: address } = this.engine(place);
    if (this.postgres !== undefined && address !== undefined)
      await asked(this.postgres, `create database ${new URL(address).pathname.slice(1)}`);
    const apis: FakeApi[] = [];
    for (let at = 0; at < schools; at += 1) apis.push(await this.founded(place, at, delay));
    const log = `${place}.log`;
    const begun = performance.now();
    const env = { SCHOOLS_PATH: place, PORT: "0", MESSAGES_PER_SECOND: "100000", ...this.engine(place) };
    const bot = new BotProcess(asNpmStarts, env, log);
    try {
      for (const api of apis) await onTheLine(api, bot, log);
      const started = { took: performance.now() - begun, cpu: bot.cpu };
      // Each school's parents are its own, though they are called alike.
      const on = apis.map((api) => ({ api, parents: this.town.parents.map((one) => ({ ...one })) }));
      return await work(on, bot, started);
    } finally {
      await bot.kill("SIGKILL");
      for (const api of apis) await api.close();
    }
  }

  clear(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Each run has a database of its own on the server. */
  private engine(place: string): { DATABASE_URL?: string } {
    if (this.postgres === undefined) return {};
    const to = new URL(this.postgres);
    to.pathname = `/${basename(this.folder).toLowerCase().replaceAll("-", "_")}_${basename(place)}`;
    return { DATABASE_URL: to.href };
  }

  private get settled(): string {
    return join(this.folder, "settled.sqlite");
  }

  private async founded(place: string, at: number, delay: number): Promise<FakeApi> {
    const api = await FakeApi.open({ token: `${at + 1}:a-token-for-the-bench-of-a-city`, delay });
    for (const { chat } of this.town.teachers) new Person(api, chat, "Lea");
    const folder = folderOf(place, `schule-${String(at + 1).padStart(3, "0")}`);
    mkdirSync(folder, { recursive: true });
    copyFileSync(this.settled, databaseIn(folder));
    for (const kind of kindsOfBeside)
      if (existsSync(`${this.settled}.${kind}`))
        cpSync(`${this.settled}.${kind}`, `${databaseIn(folder)}.${kind}`, { recursive: true });
    const own = { BOT_TOKEN: api.token, CODE_KEY: `${at}`.padStart(32, "k"), TELEGRAM_API_ROOT: api.root };
    const { DATABASE_URL: address } = this.engine(place);
    if (address !== undefined) await intoPostgres(this.settled, addressOf(address, basename(folder)));
    writeFileSync(
      settingsIn(folder),
      Object.entries(own)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
    return api;
  }
}

async function asked(url: string, words: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(words);
  await client.end();
}

/** The same school, in PostgreSQL. */
async function intoPostgres(path: string, address: string): Promise<void> {
  const file = new Sqlite(path, { fileMustExist: true });
  await fileIntoSchema({ file, path, address, sealOfRow: () => "" }, () => Promise.resolve());
  file.close();
}
