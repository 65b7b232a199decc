import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Town } from "../../src/wiring/town.ts";
import { freshAddress, postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { setUp } from "../support/process.ts";
import { SchoolsFolder } from "../support/schools-folder.ts";
import { until } from "../support/until.ts";

describe.runIf(postgresUrl)("a school that another process has let go of is tried again until it is open", () => {
  let folder: SchoolsFolder;
  let ends: (() => Promise<void>)[] = [];
  let chat = 7000;
  beforeEach(async () => {
    [folder, ends] = [await SchoolsFolder.open(), []];
    folder.ofAll = { DATABASE_URL: freshAddress().split("#")[0]! };
    folder.writeBoth();
    for (const key of ["nord", "sued"]) await setUp(folder.environment(), key);
  });
  afterEach(async () => {
    for (const end of ends) await end();
    await folder.close();
    const sql = await shell();
    await sql.query("drop schema if exists school_nord cascade; drop schema if exists school_sued cascade");
    await sql.end();
  });

  const shell = async (database = new URL(folder.ofAll.DATABASE_URL!).pathname) => {
    const client = new pg.Client(Object.assign(new URL(folder.ofAll.DATABASE_URL!), { pathname: database }).href);
    await client.connect();
    return client;
  };
  async function begun() {
    const one = await folder.town();
    ends.push(one.ends);
    return one;
  }
  const open = (town: Town) => town.open().map(({ key }) => key);
  const isOpen = (town: Town, ...keys: string[]) => until(() => expect(open(town).toSorted()).toEqual(keys));

  /** How a school says that it is. */
  async function health(town: Town, key: string): Promise<[status: number, wrong: string[]]> {
    const door = town
      .standAt("http://janein.invalid")()
      .find((one) => one.key === key);
    const answer = await door!.pages.request(`http://janein.invalid/s/${key}/health`);
    return [answer.status, ((await answer.json()) as { wrong: string[] }).wrong];
  }

  /** Whoever writes to it is answered. */
  async function answers(key: "nord" | "sued"): Promise<void> {
    const api = folder.apis[key];
    chat += 1;
    api.box.open({ id: chat, first_name: "Nadja", language_code: "de" });
    api.says(chat, "/start");
    const words = () => api.box.place(chat).messages.filter(({ from }) => from === "bot");
    await until(() => expect(words().length).toBeGreaterThan(0));
  }

  test("its settings are wrong by then: it is said once, the other school is taken over, and it follows when they are mended", async () => {
    const one = await begun();
    const other = await begun();
    expect([open(one.town), other.town.standingBy()]).toEqual([["nord", "sued"], 2]);
    expect(await health(other.town, "nord")).toEqual([200, []]);
    appendFileSync(join(folder.place, "nord", "settings.env"), "\nTIME_ZONE=nowhere\n");
    await one.ends();
    await isOpen(other.town, "sued");
    await until(() => expect(other.town.closed()).toEqual(["nord"]));
    await sleep(2500);
    expect(folder.notOpened().length).toBe(1);
    expect(await health(other.town, "nord")).toEqual([503, ["the school cannot be opened"]]);
    folder.writeSettings("nord", folder.ownSettings("nord"));
    await isOpen(other.town, "nord", "sued");
    expect([other.town.closed(), other.town.standingBy()]).toEqual([[], 0]);
    await answers("nord");
    await answers("sued");
  });

  test("its bot's token is refused at first: it is open, and on the line when the token is the right one", async () => {
    const one = await begun();
    const other = await begun();
    const { token } = folder.apis.nord;
    Object.assign(folder.apis.nord, { token: "1:another" });
    await one.ends();
    await isOpen(other.town, "nord", "sued");
    await answers("sued");
    Object.assign(folder.apis.nord, { token });
    await answers("nord");
  });

  test("PostgreSQL lets nobody in for a moment: both are open when it does", async () => {
    const one = await begun();
    const other = await begun();
    const sql = await shell("/postgres");
    const name = new URL(folder.ofAll.DATABASE_URL!).pathname.slice(1);
    await sql.query(`alter database "${name}" with allow_connections false`);
    await sql.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    await one.ends();
    await sleep(3000);
    expect(open(other.town)).toEqual([]);
    await sql.query(`alter database "${name}" with allow_connections true`);
    await sql.end();
    await isOpen(other.town, "nord", "sued");
    await answers("nord");
    await answers("sued");
  });

  test("where none could be opened at the start, and another process was the first with it when it was mended", async () => {
    for (const key of ["nord", "sued"]) folder.writeSettings(key, { TIME_ZONE: "nowhere" });
    const other = await begun();
    expect(other.town.closed()).toEqual(["nord", "sued"]);
    const looks = vi.spyOn(other.town as unknown as { lookAround: () => Promise<void> }, "lookAround");
    looks.mockResolvedValue();
    folder.writeBoth();
    const one = await begun();
    looks.mockRestore();
    await until(() => expect(other.town.standingBy()).toBe(2));
    await one.ends();
    await isOpen(other.town, "nord", "sued");
    await answers("nord");
  });
});

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);
