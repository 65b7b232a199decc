import { setImmediate } from "node:timers/promises";
import { Homeserver } from "../../src/homeserver/homeserver.ts";
import type { Device } from "../../src/homeserver/keys.ts";
import { homeserverAsFetch } from "../../src/homeserver/mount.ts";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeviceFile, openDeviceFile } from "../../db/file/device-file.ts";
import type { Database } from "../../db/file/database.ts";
import { openClearShutter } from "../../src/matrix/shutter.ts";
import type { MatrixLine } from "../../src/matrix/line.ts";
import { furnish } from "../../src/wiring/furnish.ts";
import { asBotApi, matrixLineOf } from "../../src/wiring/matrix-line.ts";
import { type Running, runBot } from "../../src/messenger/running.ts";
import { beginInventedSchool, newCodesFor, settleInventedSchool } from "../../src/demo/invented-school.ts";
import type { House } from "../../src/house/house.ts";
import { openPress } from "../../src/wiring/press.ts";
import { understand } from "./school.ts";
import { realSchool } from "./real-school.ts";
import { filesInMemory } from "./school-files.ts";
import { programTexts } from "./texts.ts";
import { howLong } from "./how-long.ts";
import { freshDatabase } from "./fresh-database.ts";

const press = openPress();
const keys = { mother: "E01", father: "E02", grandfather: "E17", teacher: "TAFE", lateTeacher: "LINE" } as const;
export type Who = keyof typeof keys;

interface Wanted {
  /** The same school on another machine, with a database of its own. */
  beside?: MatrixSchool;
  /** Whether others may read with this account: then it takes the time it takes to find out. */
  besideOthers?: boolean;
  /** Whether its device has keys, for rooms that are encrypted. */
  hasKeys?: boolean;
}

/** A school whose messenger speaks Matrix: the bot as it is started, on a homeserver in a box. */
export class MatrixSchool {
  readonly clock = { now: new Date("2026-11-23T17:00:00Z") };
  readonly server: Homeserver;
  readonly bot: string;
  readonly warned: string[] = [];
  readonly devicePath = join(mkdtempSync(join(tmpdir(), "matrix-")), "device");
  readonly file: DeviceFile = openDeviceFile(this.devicePath);
  readonly database: Database = freshDatabase();
  house!: House;
  running!: Running;
  line!: MatrixLine;
  private readonly besideOthers: boolean;
  private readonly hasKeys: boolean;

  private constructor({ beside, besideOthers = beside !== undefined, hasKeys = false }: Wanted) {
    this.hasKeys = hasKeys;
    this.server = beside?.server ?? new Homeserver("schule.example", () => this.clock.now.getTime());
    this.bot = this.server.account("janein", "a password");
    this.besideOthers = besideOthers;
  }

  static async open(wanted: Wanted = {}): Promise<MatrixSchool> {
    const school = new MatrixSchool(wanted);
    school.house = await furnish({
      ...{
        database: school.database,
        texts: programTexts,
        files: filesInMemory(),
        understand,
        press,
        codeKey: "a key for tests, thirty-two characters long",
      },
      settings: {
        CHILD_NAMES: "initial",
        TIME_ZONE: "Europe/Berlin",
        PUPIL_AGE: 16,
        ...howLong,
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      now: () => school.clock.now,
    });
    await beginInventedSchool(school.house, realSchool);
    await settleInventedSchool(school.house);
    await school.start();
    return school;
  }

  async start(fetch: typeof globalThis.fetch = homeserverAsFetch(this.server)): Promise<void> {
    const { house, file } = this;
    const timing = this.besideOthers ? {} : { pause: () => setImmediate(), isAlone: true as const };
    this.line = matrixLineOf(house, {
      ...{ address: asBotApi.apiRoot, file, fetch, ...timing },
      ...(this.hasKeys ? {} : { shutter: openClearShutter }),
      credentials: { user: "janein", password: "a password", token: null },
      warn: (_, outcome) => void this.warned.push(outcome),
    });
    const { fetch: calls, reads } = this.line;
    this.running = await runBot(house, { ...asBotApi, fetch: calls, reads, abandonedDays: 14, ...timing });
    await this.running.ready;
  }

  async stop(): Promise<void> {
    await this.running.stop();
    await this.line.stop();
  }

  async end(): Promise<void> {
    await this.stop();
    this.file.close();
    this.database.$client.close();
  }

  private get isIdle(): boolean {
    const waits = this.server.devicesOf(this.bot).map((device) => device.waits);
    return waits.some((one) => one?.at === this.server.at && one.since === this.file.syncToken());
  }

  /** Settles when the bot has done all that has happened, and has told all that is due. */
  async quiet(): Promise<void> {
    do {
      while (!this.isIdle) await setImmediate();
      await this.running.tellAll();
    } while (!this.isIdle);
  }

  /** Somebody with an account, and a room that is only theirs and the bot's. */
  async person(name: string): Promise<MatrixPhone> {
    const phone = this.phone(name);
    await this.quiet();
    return phone;
  }

  /** The same, without waiting for what the bot does. */
  phone(name: string): MatrixPhone {
    const userId = this.server.account(name);
    const roomId = this.server.opens(userId, { invites: [this.bot] });
    return new MatrixPhone(this, this.server.signIn(name, `password of ${name}`), roomId);
  }

  /** Somebody of the school, who has joined with the code of the letter. */
  async joined(who: Who): Promise<MatrixPhone> {
    const phone = await this.person(who);
    await phone.says(await this.code(who));
    await phone.says("verbinden");
    if (await this.house.talks.conversationOf(await phone.chatId())) await phone.says("abbrechen");
    phone.forget();
    return phone;
  }

  async code(who: Who): Promise<string> {
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
    const id = (await this.house.roster.roll()).people.find(({ key }) => key === keys[who])?.id ?? "";
    return (await newCodesFor(this.house, [id], random)).get(id) ?? "";
  }
}

/** A person's client. */
export class MatrixPhone {
  readonly device: Device;
  roomId: string;
  private readonly school: MatrixSchool;
  private read = 0;

  constructor(school: MatrixSchool, device: Device, roomId: string) {
    [this.school, this.device, this.roomId] = [school, device, roomId];
  }

  async chatId(): Promise<number> {
    return (await this.school.house.rooms.numberOf(this.device.userId)) ?? 0;
  }

  /** Sends without waiting for what the bot does. Out: the event. */
  send(content: Record<string, unknown>, type = "m.room.message"): string {
    const { server } = this.school;
    return server.sends(this.device, this.roomId, type, server.next("txn"), content);
  }

  async says(body: string, more: object = {}): Promise<string> {
    const eventId = this.send({ msgtype: "m.text", body, ...more });
    await this.school.quiet();
    return eventId;
  }

  /** The messages of the bot here, the newest last. */
  get heard() {
    return this.school.server
      .room(this.roomId)
      .events.filter(({ type, sender }) => type === "m.room.message" && sender === this.school.bot);
  }

  get last(): string {
    return bodyOf(this.heard.at(-1)?.content);
  }

  /** All that was said since the last call, as it is read. */
  transcript(): string {
    const events = this.school.server.room(this.roomId).events.slice(this.read);
    this.read += events.length;
    return events
      .filter(({ type }) => type === "m.room.message")
      .map(({ sender, content }) => {
        const text = String(content.body).replace(/\b([0-9A-F]{5}-){2}[0-9A-F]{5}\b/g, "XXXXX-XXXXX-XXXXX");
        return `${sender === this.school.bot ? "JaNein" : sender.slice(1).split(":")[0]}: ${text.replaceAll("\n", "\n    ")}`;
      })
      .join("\n")
      .replace(/ +$/gm, "");
  }

  forget(): void {
    this.transcript();
  }
}

const bodyOf = (content: Record<string, unknown> | undefined) =>
  typeof content?.body === "string" ? content.body : "";
