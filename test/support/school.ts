import { randomBytes } from "node:crypto";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { openDatabase, type SealOfRow } from "../../db/file/open.ts";
import type { Database } from "../../db/file/database.ts";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { beginInventedSchool, newCodesFor, settleInventedSchool, takeIn } from "../../src/demo/invented-school.ts";
import { type Furniture, furnish } from "../../src/wiring/furnish.ts";
import type { PutDown, Refused } from "../../db/proof/settling.ts";
import type { Decidable } from "../../src/consent/custody.ts";
import { type Answer, type Purpose, purposes, type WayToTheOffice } from "../../src/consent/event.ts";
import type { House, Log } from "../../src/house/house.ts";
import { takenDown, todayOf } from "../../src/house/taken-down.ts";
import type { Person } from "../../src/school/people.ts";
import { dailyRounds } from "../../src/house/rounds.ts";
import { type Running, runBot } from "../../src/messenger/running.ts";
import type { ProgramTexts } from "../../src/texts.ts";
import { openPress } from "../../src/wiring/press.ts";
import { understandingOf } from "../../src/wiring/understanding-file.ts";
import { MatrixBox } from "./matrix-box.ts";
import { asAFormerVersionDid } from "./former-notice.ts";
import { Phone } from "./phone.ts";
import { realSchool } from "./real-school.ts";
import { filesInMemory } from "./school-files.ts";
import { programTexts, texts } from "./texts.ts";
import { sayIn } from "../../src/wiring/matrix-line.ts";
import { onMatrix, onSynapse } from "./with-buttons.ts";
import { howLong } from "./how-long.ts";
import { freshDatabase } from "./fresh-database.ts";

export { texts };
export const understand = understandingOf(texts);
/** One for all schools of a test file: it begins with the first page, and holds up nothing. */
const press = openPress();
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Who is in the tests: all of them from the invented school. */
const people = {
  mother: { key: "E01", name: "Nadja", chatId: 101 },
  father: { key: "E02", name: "Tarek", chatId: 102 },
  grandfather: { key: "E17", name: "Heinz", chatId: 103 },
  teacher: { key: "TAFE", name: "Frau Tafel", chatId: 201 },
  otherTeacher: { key: "KREI", name: "Herr Kreide", chatId: 202 },
  lateTeacher: { key: "LINE", name: "Frau Lineal", chatId: 203 },
  frauke: { key: "E15", name: "Frauke", chatId: 104 },
  dirk: { key: "E16", name: "Dirk", chatId: 105 },
  gisela: { key: "E26", name: "Gisela", chatId: 106 },
  teacherOfOlder: { key: "FEDE", name: "Frau Feder", chatId: 204 },
} as const;

export type Who = keyof typeof people;

/** A class in which a pupil is of age; the invented school is a primary school. */
export const classOfOlder = `klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung
10a;lehrkraft;Frieda;Feder;;;;;FEDE
10a;kind;Lena;Luftschloss;01.09.2010;;;;
10a;erziehungsberechtigt;Gisela;Luftschloss;;Lena;Luftschloss;;E26
`;

interface Wanted {
  /** Who has joined before the test begins. */
  joined?: Who[];
  /** Whether its notice is in force and its period has begun; as usual, it is so. */
  begun?: boolean;
  path?: string;
  sealOfRow?: SealOfRow;
  /** Ids as the program makes them, where how long they are matters. */
  newId?: () => string;
  log?: Log;
  /** Where the school sees a rule differently. */
  settings?: Partial<Furniture["settings"]>;
  /** When it is; as usual, an evening in November. */
  now?: Date;
}

/** The invented school with its bot on the line: real database, real polling, only the messenger is a box. */
export class School {
  readonly box: BotApiBox;
  readonly database: Database;
  readonly clock = { now: new Date("2026-11-23T17:00:00Z") };
  readonly log: Log;
  private readonly settings: Furniture["settings"];
  private texts: ProgramTexts = programTexts;
  readonly files = filesInMemory();
  house!: House;
  bot!: Running;
  private ids = 0;
  private readonly newId: () => string;

  private constructor({ path, sealOfRow, newId, log = silent, settings = {}, now: at }: Wanted) {
    if (at) this.clock.now = at;
    this.newId = newId ?? (() => `id${String((this.ids += 1)).padStart(6, "0")}`);
    this.settings = {
      CHILD_NAMES: "initial",
      TIME_ZONE: "Europe/Berlin",
      PUPIL_AGE: 16,
      ...howLong,
      ...settings,
    };
    this.database = path === undefined ? freshDatabase(sealOfRow) : openDatabase(path, sealOfRow);
    this.log = log;
    const now = () => this.clock.now.getTime();
    this.box = onMatrix ? new MatrixBox(now, onSynapse) : new BotApiBox(now);
  }

  static async open(wanted: Wanted = {}): Promise<School> {
    const school = new School(wanted);
    school.house = await school.furnished();
    if (wanted.begun !== false && !school.house.school.hasBegun()) await beginInventedSchool(school.house, realSchool);
    await settleInventedSchool(school.house);
    await school.start();
    for (const who of wanted.joined ?? []) await school.join(who);
    return school;
  }

  async furnished(): Promise<House> {
    const house = await furnish({
      database: this.database,
      texts: this.texts,
      files: this.files,
      understand,
      settings: this.settings,
      codeKey: "a key for tests, thirty-two characters long",
      log: this.log,
      press,
      now: () => this.clock.now,
      newId: this.newId,
    });
    // A chat has its number of the box here: the daily round, which asks by the line's own, would find strangers alone.
    return onMatrix ? { ...house, rooms: { ...house.rooms, sweep: async () => 0 } } : house;
  }

  async start(house = this.house, fetch: typeof globalThis.fetch = boxAsFetch(this.box)): Promise<void> {
    const pause = (ms: number) => {
      this.pass(ms);
      return setImmediate();
    };
    if (this.box instanceof MatrixBox) this.box.begin(this.database, sayIn(house), pause);
    this.bot = await runBot(house, {
      token: "1:a-token-for-the-box",
      apiRoot: "http://box.invalid",
      fetch,
      isAlone: true,
      abandonedDays: 14,
      pause,
    });
    await this.bot.ready;
  }

  /** Whether the bot has nothing left to do but to wait. */
  private get isIdle(): boolean {
    return this.box instanceof MatrixBox ? this.box.isIdle : this.box.poller !== null && this.box.queue.length === 0;
  }

  /** The bot goes and comes again, as at a restart of the server. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** The school changes a sentence of its notice, and the bot starts with the new text. */
  async changesNotice(before: string, after: string): Promise<void> {
    const { texts } = this.house;
    const changed = texts.noticeFile.replace(before, after);
    if (changed === texts.noticeFile) throw new Error(`the notice does not say "${before}"`);
    await asAFormerVersionDid(this.database, changed, this.clock.now);
    await this.comesWith(this.texts);
  }

  /** The bot goes, and comes again with these texts. */
  async comesWith(texts: ProgramTexts): Promise<void> {
    this.texts = texts;
    await this.stop();
    this.house = await this.furnished();
    await this.start();
  }

  /** The office imports a file of its own. */
  async imports(rows: string): Promise<void> {
    await takeIn(this.house, Buffer.from(rows));
  }

  async stop(): Promise<void> {
    await this.bot.stop();
    if (this.box instanceof MatrixBox) await this.box.end();
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.clock.now = new Date(this.clock.now.getTime() + ms);
  }

  /** Lets days pass, each with what is done daily. */
  async days(count: number): Promise<void> {
    for (let day = 1; day <= count; day += 1) {
      this.pass(24 * 60 * 60 * 1000);
      await dailyRounds(this.house, 14);
    }
    await this.quiet();
  }

  private readonly phones = new Map<Who, Phone>();

  phone(who: Who): Phone {
    const { name, chatId } = people[who];
    const known = this.phones.get(who) ?? new Phone(name, chatId, this.box, () => this.quiet());
    this.phones.set(who, known);
    return known;
  }

  async letter(who: Who): Promise<string> {
    const { key } = people[who];
    const person = (await this.house.roster.roll()).people.find((one) => one.key === key);
    if (!person) throw new Error(`nobody in the invented school has the kennung ${key}`);
    return (await newCodesFor(this.house, [person.id], randomBytes)).get(person.id) ?? "";
  }

  async join(who: Who): Promise<Phone> {
    const phone = this.phone(who);
    await phone.says(`/start ${await this.letter(who)}`);
    await phone.presses("Verbinden");
    // Who has answers to give is asked at once.
    if (await this.house.talks.conversationOf(phone.chatId)) await phone.says("/abbrechen");
    phone.forget();
    return phone;
  }

  /** A pupil of age, with the link from the letter that the office has made. */
  async pupil(givenName: string): Promise<{ phone: Phone; link: string }> {
    const { roster, now, newId } = this.house;
    await roster.bringPupilsOfAge(this.settings.PUPIL_AGE, newId, now());
    const person = (await roster.everybody()).find((one) => one.role === "pupil" && one.givenName === givenName);
    if (!person) throw new Error(`no pupil of age is called ${givenName}`);
    const codes = await newCodesFor(this.house, [person.id], randomBytes);
    return { phone: new Phone(givenName, 301, this.box, () => this.quiet()), link: `/start ${codes.get(person.id)}` };
  }

  /**
   * The office puts down an answer that came on paper, by telephone or in person, perhaps later than its day;
   * without a guardian it is the office's own word, as it was put down in former times.
   */
  async records(
    child: string,
    guardian: string | null,
    answers: Partial<Record<Purpose, Answer>>,
    route: WayToTheOffice,
    day = todayOf(this.house),
    notice = this.house.notice.number,
  ): Promise<PutDown | undefined> {
    const { ledger, now, newId } = this.house;
    const { id } = await this.child(child);
    const by = "Frau Schreiber";
    let put: PutDown | undefined;
    if (guardian === null)
      await ledger.recordDecision(
        {
          child: id,
          person: null,
          role: "office",
          answers,
          route,
          recordedBy: by,
          notice,
          language: "de",
          shownText: null,
          evidence: `${route}, taken by ${by}, ${newId()}`,
        },
        now(),
      );
    else {
      const taken = { answers, route, day, notice, note: "" };
      const takenBy = { child: id, person: await this.guardian(child, guardian), by, act: newId() };
      put = await ledger.takeDown(await takenDown(this.house, takenBy, taken), now());
    }
    await this.quiet();
    return put;
  }

  /** The office settles what differs: whose declaration counts, for which purposes. */
  async settles(
    child: string,
    guardian: string,
    which: Purpose[] = [...purposes],
  ): Promise<{ events: number } | Refused> {
    const { ledger, notice, now, newId } = this.house;
    const settled = await ledger.settle(
      {
        child: (await this.child(child)).id,
        person: (await this.guardian(child, guardian)).id,
        purposes: which,
        why: "order",
        reason: "Beschluss des Amtsgerichts",
        evidence: "Akte 12",
        recordedBy: "Frau Schreiber",
        act: newId(),
        notice: notice.number,
      },
      null,
      now(),
    );
    await this.quiet();
    return settled;
  }

  /** The school decides what a guardian may do for a child. */
  async decides(child: string, guardian: string, custody: Decidable, paper = "Beschluss, Akte 12"): Promise<string> {
    const { custody: facts, now } = this.house;
    const pair = { child: (await this.child(child)).id, guardian: (await this.guardian(child, guardian)).id };
    const decision = { ...pair, custody, since: todayOf(this.house), paper, by: "Frau Schreiber" };
    const outcome = await facts.decide(decision, now());
    await this.quiet();
    return outcome;
  }

  private async guardian(child: string, givenName: string): Promise<Person> {
    const { id } = await this.child(child);
    const person = (await this.house.roster.peopleOf(id)).find((one) => one.givenName === givenName);
    if (!person) throw new Error(`${givenName} is nobody who may declare for ${child}`);
    return person;
  }

  /** Settles when the bot waits for the next update and has told all that is due. */
  async quiet(): Promise<void> {
    // A server of its own needs the machine while it is waited for.
    const moment = () => (onSynapse ? sleep(1) : setImmediate());
    do {
      while (!this.isIdle) await moment();
      await this.bot.tellAll();
    } while (!this.isIdle);
  }

  async child(givenName: string) {
    const child = (await this.house.roster.everyChild()).find((one) => one.givenName === givenName);
    if (!child) throw new Error(`no child ${givenName}`);
    return child;
  }

  async classId(name: string): Promise<string> {
    const found = (await this.house.roster.roll()).classes.find((one) => one.name === name);
    if (!found) throw new Error(`no class ${name}`);
    return found.id;
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
