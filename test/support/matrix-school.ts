import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeviceFile, openDeviceFile } from "../../db/file/device-file.ts";
import type { Database } from "../../db/file/database.ts";
import { beginInventedSchool, newCodesFor, settleInventedSchool } from "../../src/demo/invented-school.ts";
import type { House } from "../../src/house/house.ts";
import type { MatrixLine } from "../../src/matrix/line.ts";
import { type Running, runBot } from "../../src/messenger/running.ts";
import { realSchool } from "./real-school.ts";
import { filesInMemory } from "./school-files.ts";
import { programTexts, texts } from "./texts.ts";
import { furnish } from "../../src/wiring/furnish.ts";
import { asBotApi, matrixLineOf } from "../../src/wiring/matrix-line.ts";
import { openPress } from "../../src/wiring/press.ts";
import { understandingOf } from "../../src/wiring/understanding-file.ts";
import type { MatrixPerson } from "./matrix-person.ts";
import type { Synapse } from "./synapse.ts";
import { howLong } from "./how-long.ts";
import { freshDatabase } from "./fresh-database.ts";

const understand = understandingOf(texts);
const press = openPress();

/** Persons of the invented school, by the sign under which its office knows them. */
export const keyOf = { mother: "E01", father: "E02", frauke: "E15", teacher: "TAFE" } as const;

/** The invented school with its bot on a real Matrix server, in the test's own process. */
export class MatrixSchool {
  readonly synapse: Synapse;
  readonly database: Database = freshDatabase();
  readonly warnings: string[] = [];
  readonly bot: { userId: string; password: string };
  house!: House;
  /** Carries the bot's calls to the server; a test may have it lose some. */
  fetch: typeof fetch = (input, init) => fetch(input, init);
  private readonly folder = mkdtempSync(join(tmpdir(), "matrix-school-"));
  private file!: DeviceFile;
  private line!: MatrixLine;
  private running!: Running;

  private constructor(synapse: Synapse, bot: { userId: string; password: string }) {
    [this.synapse, this.bot] = [synapse, bot];
  }

  /** In: a server; the name of the bot there: several schools may be on one. */
  static async open(synapse: Synapse, name: string): Promise<MatrixSchool> {
    const school = new MatrixSchool(synapse, await synapse.account(name));
    const warn = (_: object, outcome: string) => void school.warnings.push(outcome);
    school.house = await furnish({
      ...{ database: school.database, texts: programTexts, files: filesInMemory(), understand, press },
      settings: {
        CHILD_NAMES: "initial",
        TIME_ZONE: "Europe/Berlin",
        PUPIL_AGE: 16,
        ...howLong,
      },
      codeKey: "a key for tests, thirty-two characters long",
      log: { info: () => undefined, warn, error: warn },
    });
    await beginInventedSchool(school.house, realSchool);
    await settleInventedSchool(school.house);
    await school.start();
    return school;
  }

  async start(): Promise<void> {
    const { house } = this;
    this.file = openDeviceFile(join(this.folder, "device"));
    this.line = matrixLineOf(house, {
      ...{ address: this.synapse.address, file: this.file, fetch: (...call) => this.fetch(...call) },
      credentials: { user: this.bot.userId, password: this.bot.password, token: null },
      warn: (_, outcome) => void this.warnings.push(outcome),
    });
    this.running = await runBot(house, { ...asBotApi, fetch: this.line.fetch, isAlone: true, abandonedDays: 14 });
    await this.running.ready;
  }

  /** The bot goes, as at the end of its program. */
  async stop(): Promise<void> {
    await this.running.stop();
    await this.line.stop();
    this.file.close();
  }

  async tellAll(): Promise<void> {
    await this.running.tellAll();
  }

  async close(): Promise<void> {
    await this.stop();
    this.database.$client.close();
    rmSync(this.folder, { recursive: true });
  }

  /** The code in somebody's letter. */
  async letter(who: keyof typeof keyOf): Promise<string> {
    const person = (await this.house.roster.roll()).people.find(({ key }) => key === keyOf[who]);
    if (!person) throw new Error(`nobody in the invented school has the kennung ${keyOf[who]}`);
    return (await newCodesFor(this.house, [person.id], randomBytes)).get(person.id) ?? "";
  }

  /** Somebody opens a room with the bot, and connects by the code of their letter. */
  async joins(person: MatrixPerson, who: keyof typeof keyOf): Promise<void> {
    await person.opens(this.bot.userId);
    await person.isJoined();
    await person.says(await this.letter(who));
    const asked = await person.reads("Verbinden");
    person.taps("Verbinden", asked.id - 1);
    await person.isAnswered(asked.id);
    // Who has answers to give is asked at once.
    const { newest } = person;
    await person.says("abbrechen");
    await person.isAnswered(newest);
  }

  /** What is on record of a child: "audio given, video refused". */
  async events(givenName: string): Promise<string> {
    const child = (await this.house.roster.everyChild()).find((one) => one.givenName === givenName);
    const events = await this.house.ledger.eventsOf(child?.id ?? "");
    return events.map(({ purpose, kind }) => `${purpose} ${kind}`).join(", ");
  }
}
