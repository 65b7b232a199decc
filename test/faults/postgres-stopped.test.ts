import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { BotProcess } from "../support/bot-process.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { Person } from "../support/fake-api/person.ts";
import { freshAddress, postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { around, janein } from "../support/process.ts";
import { settleTown, type Town } from "../support/town.ts";
import { until } from "../support/until.ts";

const token = "1:a-token-of-one-that-is-stopped";
const takenOver = "another process has taken the school over";
/** Within so long (ms) the other one answers: the server lets go after eight seconds, and the school is opened. */
const within = 20_000;

describe.runIf(postgresUrl)("of two processes on one school, the one that works is stopped as a whole", () => {
  let [api, town, env]: [FakeApi?, Town?, Record<string, string>?] = [];
  let [folder, address] = ["", ""];
  let running: BotProcess[] = [];
  let eva: Person;

  beforeEach(async () => {
    api = await FakeApi.open({ token });
    folder = mkdtempSync(join(tmpdir(), "janein-stopped-"));
    address = freshAddress();
    const path = join(folder, "school.sqlite");
    town = await settleTown(path, 1, undefined, address);
    for (const { chat } of town.teachers) new Person(api, chat, "Lea");
    eva = new Person(api, town.parents[0]!.chat, "Eva");
    const where = { DATABASE_PATH: path, DATABASE_URL: address };
    env = { ...where, BOT_TOKEN: token, TELEGRAM_API_ROOT: api.root, CODE_KEY: town.codeKey, PORT: "0" };
    running = [];
  });
  afterEach(async () => {
    for (const one of running) one.child.kill("SIGCONT");
    await Promise.all(running.map((one) => one.kill("SIGKILL")));
    await api!.close();
  });

  const said = (name: string) => readFileSync(join(folder, name), "utf8");
  async function begin(name: string, words: string): Promise<BotProcess> {
    const bot = new BotProcess(["src/main.ts", "start"], around(env!), join(folder, name));
    running.push(bot);
    await until(() => expect(said(name)).toContain(words));
    return bot;
  }

  const child = () => town!.parents[0]!.children[0]!;
  let begun = 0;
  function begins(): void {
    begun = eva.newest;
    eva.says(`/einwilligung ${child().label}`);
  }
  const isAsked = (question: string) => () => eva.since(begun).findLast(({ text }) => text.includes(question));
  /** Waits for what is asked, and answers it. */
  async function answers(question: string, label: string, patience = within): Promise<void> {
    const asked = await eva.until(isAsked(question), patience);
    expect(asked, question).not.toBeNull();
    eva.taps(label, asked!.id - 1);
  }
  const texts = () => eva.messages.map(({ text }) => text);
  const receipts = () => eva.since(0).filter(({ text }) => text.includes("Ihr Beleg"));
  const receipt = async (times: number) => expect(await eva.until(() => receipts().length >= times, within)).toBe(true);

  /** What is on record of the child; the proof holds. */
  async function onRecord(): Promise<string[]> {
    const { out, err, code } = await janein(["verify"], env!);
    expect(code, out + err).toBe(0);
    const { $client: client } = openDatabase(address);
    const rows = client.prepare("select purpose || ' ' || kind from consent_event where child_id = ? order by seq");
    const all = rows.pluck().all(child().id) as string[];
    client.close();
    return all;
  }

  /** What the teacher of the child has been told of it, without a word that it may have come before. */
  const told = () => {
    const { chat } = town!.teachers.find(({ className }) => className === child().className)!;
    return new Person(api!, chat, "Lea").since(0).filter(({ text }) => text.includes(child().label)).length;
  };

  /** It goes on, and finds that the other one works; that one has all to itself. */
  async function goesOn(stopped: BotProcess): Promise<void> {
    stopped.child.kill("SIGCONT");
    await until(() => expect(said("one")).toContain(takenOver));
    await sleep(3000);
  }

  test("between two taps: the other takes over within seconds, and the one that goes on gives way and says nothing", async () => {
    const one = await begin("one", "is on the line");
    await begin("other", "stands by");
    begins();
    await answers("per Audio (Ton)?", "JA");
    expect(await eva.until(isAsked("per Video (Bild)?"), within)).not.toBeNull();
    // What it has asked it has put down, too.
    await sleep(500);
    one.child.kill("SIGSTOP");
    const stoppedAt = performance.now();
    await answers("per Video (Bild)?", "NEIN");
    await answers("Bitte prüfen Sie Ihre Antworten", "Absenden");
    expect(performance.now() - stoppedAt).toBeLessThan(within);
    await receipt(1);
    const before = texts();
    await goesOn(one);
    expect(texts()).toEqual(before);
    expect([receipts().length, told()]).toEqual([1, 1]);
    expect(await onRecord()).toEqual(["audio given", "video refused"]);
    begins();
    await answers("per Audio (Ton)?", "NEIN");
    await answers("per Video (Bild)?", "NEIN");
    await answers("Bitte prüfen Sie Ihre Antworten", "Absenden");
    await receipt(2);
    await sleep(1000);
    expect(await onRecord()).toEqual(["audio given", "video refused", "audio withdrawn"]);
    expect([receipts().length, told()]).toEqual([2, 2]);
  });

  test("in the middle of a unit of work: nothing of it stays, the other one does it, and it is done once", async () => {
    const one = await begin("one", "is on the line");
    await begin("other", "stands by");
    begins();
    await answers("per Audio (Ton)?", "JA");
    await answers("per Video (Bild)?", "NEIN");
    expect(await eva.until(() => eva.button("Absenden"), within)).not.toBeNull();
    await stoppedAtWork(one, () => answers("Bitte prüfen Sie Ihre Antworten", "Absenden"));
    await receipt(1);
    const before = texts();
    await goesOn(one);
    expect(texts()).toEqual(before);
    expect([receipts().length, told()]).toEqual([1, 1]);
    expect(await onRecord()).toEqual(["audio given", "video refused"]);
  });

  /** Stops it while it has the lock on the school's tables, in what it does about that. */
  async function stoppedAtWork(one: BotProcess, what: () => Promise<void>): Promise<void> {
    const [url, schema] = address.split("#");
    const [shell, looks] = [new pg.Client(url), new pg.Client(url)];
    await Promise.all([shell.connect(), looks.connect()]);
    await shell.query(`begin; lock table "${schema}".consent_event in share row exclusive mode`);
    await what();
    const waits = `select 1 from pg_locks where not granted and relation = '"${schema}".consent_event'::regclass`;
    while ((await looks.query(waits)).rows.length === 0) await sleep(1);
    one.child.kill("SIGSTOP");
    await shell.query("rollback");
    await Promise.all([shell.end(), looks.end()]);
  }

  /** Stops it when what it says next has come, before it knows. */
  async function stoppedInAnAnswer(one: BotProcess, what: () => Promise<void>): Promise<void> {
    const isStopped = new Promise<void>((resolve) => {
      api!.witness = ({ method, moment }) => {
        if (method !== "sendMessage" || moment !== "after") return false;
        one.child.kill("SIGSTOP");
        api!.witness = () => false;
        resolve();
        return false;
      };
    });
    await what();
    await isStopped;
  }

  test("in an answer, and for so long that the other one has come and gone: it goes on from what that one has done", async () => {
    const one = await begin("one", "is on the line");
    const other = await begin("other", "stands by");
    begins();
    await stoppedInAnAnswer(one, () => answers("per Audio (Ton)?", "JA"));
    await answers("per Video (Bild)?", "NEIN");
    expect(await eva.until(() => eva.button("Absenden"), within)).not.toBeNull();
    await other.kill("SIGTERM");
    one.child.kill("SIGCONT");
    await answers("Bitte prüfen Sie Ihre Antworten", "Absenden");
    await receipt(1);
    await sleep(2000);
    expect([receipts().length, told()]).toEqual([1, 1]);
    expect(await onRecord()).toEqual(["audio given", "video refused"]);
  });
});

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);
