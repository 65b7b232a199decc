import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { generateIdentity, identityToRecipient } from "age-encryption";
import Sqlite from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { endOf, freshDatabase, janein, programUnder } from "../support/process.ts";
import { patience } from "../../db/file/unit-of-work.ts";
import { School } from "../support/school.ts";

const sorry =
  "Das hat gerade nicht geklappt, es ist mein Fehler. Gespeichert ist nichts Falsches. Bitte versuchen Sie es noch einmal.";
const clock =
  "Die Uhr des Servers geht gerade falsch, darum konnte ich das nicht speichern. Es liegt nicht an Ihnen. " +
  "Es geht wieder, sobald die Schule sie gestellt hat: Bitte versuchen Sie es später noch einmal. " +
  "Eilt es, nimmt die Schule es auch auf Papier oder am Telefon an.";
const minute = 60_000;
const tenYears = 3652 * 24 * 60 * minute;

let school: School;
afterEach(() => school.stop());

const logged: { todo?: string; outcome: string }[] = [];
const put = (what: object, outcome: string) => void logged.push({ ...what, outcome });
const log = { info: put, warn: put, error: put };

/** Settles when every update has been worked on, whether or not anybody can be told of it. */
async function served(): Promise<void> {
  while (school.box.poller === null || school.box.queue.length > 0) await setImmediate();
}

async function acts(act: () => unknown): Promise<void> {
  act();
  await served();
}

/** Forms come in until the disk takes no more of them. */
async function untilFull(): Promise<never> {
  for (;;) for (const answer of ["yes", "no"] as const) await onPaper("Ben", answer);
}

/** Fills the disk but for so many pages. */
function room(pages: number): void {
  const { $client: client } = school.database;
  const most = (more: number) =>
    client.pragma(`max_page_count = ${Number(client.pragma("page_count", { simple: true })) + more}`);
  most(1);
  client.exec("create table if not exists filling (stuff)");
  const fill = client.prepare("insert into filling values (zeroblob(?))");
  for (const bytes of [4000, 300, 30])
    expect(() => {
      for (;;) fill.run(bytes);
    }).toThrow("database or disk is full");
  most(pages);
}

test("with a disk that is full a consent is recorded whole or not at all, and the same tap works when there is room", async () => {
  logged.length = 0;
  school = await School.open({ joined: ["grandfather", "lateTeacher"], log });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  await grandfather.presses("NEIN");
  room(0);
  await expect(untilFull()).rejects.toThrow("database or disk is full");
  const count = school.database.$client
    .prepare(
      "select (select count(*) from announcement), (select count(*) from shown_text), (select count(*) from consent_event)",
    )
    .raw();
  const before = count.get();
  let pages = 0;
  for (; (await school.events("Leon")) === ""; pages += 1) {
    room(pages);
    await acts(() => grandfather.tap("Absenden"));
    if ((await school.events("Leon")) === "")
      expect({ pages, last: grandfather.messages.at(-2)?.text, records: count.get() }).toEqual({
        pages,
        last: sorry,
        records: before,
      });
  }
  expect(pages).toBeGreaterThan(1);
  room(1000);
  await school.quiet();
  expect(await school.events("Leon")).toBe("audio given, video refused");
  expect(school.phone("lateTeacher").last).toContain("Jetzt erlaubt: Teilnahme nur mit Ton");
  expect(logged.find(({ todo }) => todo?.includes("df -h"))).toMatchObject({
    update: expect.any(Number) as number,
    chat: 103,
    error: expect.stringContaining("database or disk is full") as string,
  });
  expect(JSON.stringify(logged)).not.toMatch(/Leon|Niemand|Heinz/);
});

test("with a disk that fills up at any step, each tap can be made again, and what is recorded is what was said last", async () => {
  school = await School.open({ joined: ["grandfather"] });
  const grandfather = school.phone("grandfather");
  // An open question is small: beside another one it needs a page of its own.
  await school.house.talks.keepConversation(999, "x".repeat(3700), 1, school.clock.now);
  let refused = 0;
  const untilTaken = async (act: () => unknown) => {
    const apologies = () => grandfather.messages.filter(({ text }) => text === sorry).length;
    for (let pages = 0, taken = false; !taken; pages += 1) {
      const before = apologies();
      room(pages);
      await acts(act);
      taken = apologies() === before;
      refused += taken ? 0 : 1;
    }
  };
  await untilTaken(() => school.box.says(grandfather.chatId, "/einwilligung"));
  await untilTaken(() => grandfather.tap("JA"));
  await untilTaken(() => school.box.says(grandfather.chatId, "nein danke"));
  await untilTaken(() => grandfather.tap("Absenden"));
  expect(refused).toBeGreaterThan(1);
  expect(await school.events("Leon")).toBe("audio given, video refused");
});

test("while another process holds the database for too long the parent is asked to try again, and then the same tap works", async () => {
  logged.length = 0;
  const path = freshDatabase();
  school = await School.open({ joined: ["grandfather", "lateTeacher"], path, log });
  patience.longest = 60;
  const grandfather = school.phone("grandfather");
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  await grandfather.presses("JA");
  const other = new Sqlite(path);
  other.exec("begin immediate");
  grandfather.forget();
  await acts(() => grandfather.tap("Absenden"));
  expect(grandfather.transcript()).toContain(sorry);
  expect(await school.events("Leon")).toBe("");
  other.exec("rollback");
  other.close();
  patience.longest = 25_000;
  await grandfather.presses("Absenden");
  expect(await school.events("Leon")).toBe("audio given, video given");
  expect(school.phone("lateTeacher").messages.filter(({ text }) => text.includes("Leon N."))).toHaveLength(1);
  expect(logged.filter(({ todo }) => todo?.includes("Another process has been writing"))).not.toEqual([]);
});

test("where the file may not be written the parent is asked to try again, and the log says whose file it must be", async () => {
  logged.length = 0;
  school = await School.open({ joined: ["grandfather"], log });
  const grandfather = school.phone("grandfather");
  await grandfather.says("/widerruf");
  school.database.$client.pragma("query_only = ON");
  await acts(() => school.box.says(grandfather.chatId, "Ton und Bild"));
  expect(grandfather.last).toBe(sorry);
  expect(logged.find(({ todo }) => todo?.includes("chown"))).toMatchObject({
    chat: 103,
    error: expect.stringMatching(/readonly database/) as string,
  });
  school.database.$client.pragma("query_only = OFF");
  await grandfather.says("Ton und Bild");
  expect(await school.events("Leon")).toBe("audio refused, video refused");
});

test("a path where no database can be is one line", async () => {
  const folder = dirname(freshDatabase());
  writeFileSync(join(folder, "letter"), "Sehr geehrte Damen und Herren");
  const paths = [folder, join(folder, "letter", "school.sqlite")];
  const ended = await Promise.all(paths.map((path) => janein(["status"], { DATABASE_PATH: path })));
  expect(ended).toEqual(
    paths.map((path) => ({
      code: 2,
      out: "",
      err: `${path} cannot be opened: it must be a file in a folder that is there and that JaNein may write to.\n`,
    })),
  );
});

test("while the database is held, whoever only looks can look, and a command that records says what to do", async () => {
  const path = freshDatabase();
  school = await School.open({ path });
  const { id } = await school.child("Leon");
  const [guardian] = await school.house.roster.peopleOf(id);
  const other = new Sqlite(path);
  other.exec("begin immediate");
  const env = { DATABASE_PATH: path };
  const [status, verify, answer] = await Promise.all([
    janein(["status"], env),
    janein(["verify"], env),
    janein(
      [
        "answer",
        "--child",
        id,
        "--person",
        guardian?.id ?? "",
        "--audio",
        "JA",
        "--route",
        "paper",
        "--by",
        "Sekretariat",
      ],
      env,
    ),
  ]);
  other.close();
  expect([status.code, verify.code], status.err + verify.err).toEqual([0, 0]);
  expect(answer).toEqual({
    code: 2,
    out: "",
    err: expect.stringMatching(
      /^Another process has been writing to .*school\.sqlite for too long\. Nothing of this was recorded: .*\n$/m,
    ) as string,
  });
  expect(await school.events("Leon")).toBe("");
});

test("when the clock jumps back nothing is recorded with a time that is not true; when it is right the same tap works", async () => {
  logged.length = 0;
  school = await School.open({ joined: ["mother", "grandfather"], log });
  const [mother, grandfather] = [school.phone("mother"), school.phone("grandfather")];
  await mother.says("/widerruf");
  await mother.presses("Mila B. (3a)");
  await mother.presses("Ton und Bild: NEIN");
  await grandfather.says("/einwilligung");
  await grandfather.presses("JA");
  await grandfather.presses("JA");
  school.pass(-60 * minute);
  grandfather.forget();
  await grandfather.presses("Absenden");
  expect(grandfather.transcript()).toContain(clock);
  expect(grandfather.transcript()).not.toContain(sorry);
  expect(await school.events("Leon")).toBe("");
  expect(logged.find(({ todo }) => todo?.includes("timedatectl"))).toMatchObject({
    error: expect.stringContaining("The clock of this machine says 2026-11-23T16:00") as string,
  });
  school.pass(60 * minute);
  await grandfather.presses("Absenden");
  expect(await school.events("Leon")).toBe("audio given, video given");
});

/** The office takes a form, and the bot has not yet told anybody. */
async function onPaper(child: string, answer: "yes" | "no"): Promise<number> {
  const { id } = await school.child(child);
  return school.house.ledger.recordDecision(
    {
      child: id,
      person: null,
      role: "office",
      answers: { audio: answer, video: answer },
      route: "paper",
      recordedBy: "Sekretariat",
      notice: 1,
      language: "de",
      shownText: null,
      evidence: `Blatt ${school.house.newId()}`,
    },
    school.clock.now,
  );
}

test("a clock that went ahead and is right again loses no message, and shuts neither the door nor the ledger", async () => {
  school = await School.open({ joined: ["teacher"] });
  const teacher = school.phone("teacher");
  school.pass(tenYears);
  const stranger = school.phone("father");
  for (let guess = 2; guess <= 7; guess += 1) await stranger.says(`AB${guess}D-EFGH-JKMN`);
  await onPaper("Mila", "no");
  school.pass(-tenYears);
  await school.quiet();
  expect(teacher.messages.filter(({ text }) => text.includes("Klasse 3a: Mila B."))).toHaveLength(1);
  await stranger.says(await school.letter("father"));
  await stranger.presses("Verbinden");
  expect(stranger.transcript()).toContain("Verbunden. Guten Tag, Tarek");
  await expect(onPaper("Ben", "yes")).rejects.toThrow(/recorded while it went ahead: janein void id\d+/);
  const newest = (await school.house.ledger.eventsOf((await school.child("Mila")).id)).at(-1)?.id ?? "";
  await school.house.ledger.voidEvent(
    newest,
    { recordedBy: "Schulleitung", why: "the clock went ahead" },
    school.clock.now,
  );
  expect(await onPaper("Ben", "yes")).toBe(2);
});

test("a message that is due when the clock jumps back a little is told at once, and once", async () => {
  school = await School.open({ joined: ["lateTeacher"] });
  const teacher = school.phone("lateTeacher");
  await onPaper("Leon", "yes");
  const told = () => teacher.messages.filter(({ text }) => text.includes("Klasse 2c: Leon N.")).length;
  school.pass(-10 * minute);
  await school.quiet();
  expect(told()).toBe(1);
  school.pass(11 * minute);
  await school.quiet();
  expect(told()).toBe(1);
});

/** A real database file with two events in it, as it lies there when the bot has stopped. */
async function realFile(): Promise<string> {
  const path = freshDatabase();
  school = await School.open({ joined: ["grandfather"], path });
  await school.phone("grandfather").says("/widerruf");
  await school.phone("grandfather").presses("Ton und Bild: NEIN");
  await school.stop();
  school.database.$client.close();
  return path;
}

test("a file that cannot be trusted is refused with one line that says what to do, and is left as it was", async () => {
  const bytes = readFileSync(await realFile());
  const damage: [string, (path: string) => void, RegExp][] = [
    [
      "of a newer version",
      (path) => sql(path, "update __drizzle_migrations set created_at = 9999999999999"),
      /was written by a newer JaNein; nothing was changed, start that version, or restore a backup of this one/,
    ],
    [
      "half written",
      (path) => truncateSync(path, bytes.length / 2),
      /is not a readable SQLite database, or is damaged\. .*janein restore BACKUP/,
    ],
    [
      "cut off in its first page",
      (path) => truncateSync(path, 700),
      /is not a readable SQLite database, or is damaged\. .*janein restore BACKUP/,
    ],
    [
      "not written at all",
      (path) => truncateSync(path, 0),
      /is empty, as after a copy that broke off; restore a backup/,
    ],
    [
      "with a damaged page",
      (path) => writeFileSync(path, Buffer.from(bytes).fill(0x5a, bytes.length - 4096)),
      /is not a readable SQLite database, or is damaged\. .*janein restore BACKUP/,
    ],
    [
      "of another program",
      (path) => sql(path, "drop table __drizzle_migrations"),
      /is the database of another program; nothing was changed/,
    ],
  ];
  for (const [which, harm, line] of damage) {
    const path = freshDatabase();
    writeFileSync(path, bytes);
    harm(path);
    const before = readFileSync(path);
    const { out, err, code } = await janein(["status"], { DATABASE_PATH: path });
    expect({ which, out, err, code }).toEqual({ which, out: "", err: expect.stringMatching(line) as string, code: 2 });
    expect({ which, lines: err.trim().split("\n").length, asBefore: readFileSync(path).equals(before) }).toEqual({
      which,
      lines: 1,
      asBefore: true,
    });
  }
});

function sql(path: string, text: string): void {
  const client = new Sqlite(path);
  client.exec(text);
  client.close();
}

test("a file whose chain is broken names the first broken link, exits with 1 and is left as it was", async () => {
  const path = await realFile();
  sql(path, "drop trigger consent_event_is_never_changed; update consent_event set kind = 'given' where seq = 2");
  const before = readFileSync(path);
  const { err, code } = await janein(["verify"], { DATABASE_PATH: path });
  expect({ err, code }).toEqual({
    code: 1,
    err: expect.stringMatching(
      /^Event 2 \(\w+\) is the first broken link: what it says was changed\. Keep this file as it is/,
    ) as string,
  });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test("a disk that fills up in the middle of a backup or of a restoring leaves nothing half behind, and says what to do", async () => {
  const path = await realFile();
  sql(path, "create table filling (stuff); insert into filling values (randomblob(3000000))");
  const identity = await generateIdentity();
  const keyFile = join(dirname(path), "key");
  writeFileSync(keyFile, identity);
  const copies = dirname(freshDatabase());
  const env = { DATABASE_PATH: path, PROOF_PATH: dirname(freshDatabase()) };
  const sealed = ["backup", "--encrypt", await identityToRecipient(identity)];
  await janein([...sealed, join(copies, "good.age")], env);
  const before = readFileSync(path);
  const files = () => [readdirSync(dirname(path)).toSorted(), readdirSync(copies)];
  expect(files()).toEqual([["key", "school.sqlite"], ["good.age"]]);
  const commands = [
    ["backup", join(copies, "plain.sqlite")],
    [...sealed, join(copies, "sealed.age")],
    ["restore", join(copies, "good.age"), "--identity", keyFile],
  ];
  // The shell counts in half kilobytes. No file gets longer than that, as if the disk took no more of it.
  for (const command of commands) {
    const { out, err, code } = await endOf(programUnder("ulimit -f 2000", command, env));
    expect({ command, out, code, err }).toEqual({
      command,
      out: "",
      code: 2,
      err: expect.stringMatching(
        /^The disk (that \S+ lies on is full|does not read or write \S+ as it should)\. .*\n$/,
      ) as string,
    });
    expect({ files: files(), same: readFileSync(path).equals(before) }).toEqual({
      files: [["key", "school.sqlite"], ["good.age"]],
      same: true,
    });
  }
});
