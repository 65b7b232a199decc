import { setImmediate } from "node:timers/promises";
import { type Database, openDatabase } from "../../db/open.ts";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { letterFor, settleInventedSchool } from "../../src/demo/invented-school.ts";
import { furnish } from "../../src/furnish.ts";
import type { House, Log } from "../../src/messenger/house.ts";
import { type Running, runBot } from "../../src/messenger/running.ts";
import { readTexts } from "../../src/texts.ts";
import { understandingOf } from "../../src/understanding-file.ts";
import { Phone } from "./phone.ts";

export const texts = await readTexts();
export const understand = understandingOf(texts);
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Who is in the tests: all of them from the invented school. */
const people = {
  mother: { key: "E01", name: "Nadja", chatId: 101 },
  father: { key: "E02", name: "Tarek", chatId: 102 },
  grandfather: { key: "E17", name: "Opa Heinz", chatId: 103 },
  teacher: { key: "TAFE", name: "Frau Tafel", chatId: 201 },
  otherTeacher: { key: "KREI", name: "Herr Kreide", chatId: 202 },
  lateTeacher: { key: "LINE", name: "Frau Lineal", chatId: 203 },
  frauke: { key: "E15", name: "Frauke", chatId: 104 },
  dirk: { key: "E16", name: "Dirk", chatId: 105 },
} as const;

export type Who = keyof typeof people;

interface Wanted {
  /** Who has joined before the test begins. */
  joined?: Who[];
  path?: string;
  log?: Log;
}

/** The invented school with its bot on the line: real database, real polling, only the messenger is a box. */
export class School {
  readonly box: BotApiBox;
  readonly database: Database;
  readonly clock = { now: new Date("2026-11-23T17:00:00Z") };
  readonly log: Log;
  house!: House;
  bot!: Running;
  private ids = 0;

  private constructor({ path = ":memory:", log = silent }: Wanted) {
    this.database = openDatabase(path);
    this.log = log;
    this.box = new BotApiBox(() => this.clock.now.getTime());
  }

  static async open(wanted: Wanted = {}): Promise<School> {
    const school = new School(wanted);
    school.house = await school.furnished();
    await settleInventedSchool(school.house);
    await school.start();
    for (const who of wanted.joined ?? []) await school.join(who);
    return school;
  }

  async furnished(): Promise<House> {
    return await furnish({
      database: this.database, texts, understand, settings: { CHILD_NAMES: "initial", TIME_ZONE: "Europe/Berlin", PUPIL_AGE: 16, PROOF_YEARS: 3, ABANDONED_DAYS: 14 }, codeKey: "a key for tests, thirty-two characters long", log: this.log,
      now: () => this.clock.now, newId: () => `id${String((this.ids += 1)).padStart(6, "0")}`,
    });
  }

  async start(house = this.house, fetch: typeof globalThis.fetch = boxAsFetch(this.box)): Promise<void> {
    const pause = (ms: number) => {
      this.pass(ms);
      return setImmediate();
    };
    this.bot = await runBot(house, { token: "1:a-token-for-the-box", apiRoot: "http://box.invalid", fetch, abandonedDays: 14, pause });
  }

  /** The bot goes and comes again, as at a restart of the server. */
  async restart(): Promise<void> {
    await this.bot.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.bot.stop();
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.clock.now = new Date(this.clock.now.getTime() + ms);
  }

  private readonly phones = new Map<Who, Phone>();

  phone(who: Who): Phone {
    const { name, chatId } = people[who];
    const known = this.phones.get(who) ?? new Phone(name, chatId, this.box, () => this.quiet());
    this.phones.set(who, known);
    return known;
  }

  letter(who: Who): Promise<string> {
    return letterFor(this.house, people[who].key, (count) => crypto.getRandomValues(new Uint8Array(count)));
  }

  async join(who: Who): Promise<Phone> {
    const phone = this.phone(who);
    await phone.says(`/start ${await this.letter(who)}`);
    await phone.presses("Verbinden");
    phone.forget();
    return phone;
  }

  /** Settles when the bot waits for the next update and has told all that is due. */
  async quiet(): Promise<void> {
    do {
      while (this.box.poller === null || this.box.queue.length > 0) await setImmediate();
      await this.bot.tellAll();
    } while (this.box.poller === null || this.box.queue.length > 0);
  }

  async child(givenName: string) {
    const child = (await this.house.roster.everyChild()).find((one) => one.givenName === givenName);
    if (!child) throw new Error(`no child ${givenName}`);
    return child;
  }

  /** The events of a child in short: "audio given, video refused". */
  async events(givenName: string): Promise<string> {
    const events = await this.house.ledger.eventsOf((await this.child(givenName)).id);
    return events.map(({ purpose, kind }) => `${purpose} ${kind}`).join(", ");
  }

  async participation(givenName: string): Promise<string | undefined> {
    const { id } = await this.child(givenName);
    return (await this.house.ledger.standings([id], this.clock.now)).get(id)?.participation;
  }
}
