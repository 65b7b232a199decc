import { hash } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../db/file/database.ts";
import { openDatabase } from "../../db/file/open.ts";
import { backUp } from "../../db/file/backup.ts";
import { restore } from "../../db/file/restore.ts";
import { asEvent } from "../../db/proof/events.ts";
import { newestHead } from "../../db/proof/head.ts";
import { verifyProof } from "../../db/proof/verify.ts";
import type { consentEvent } from "../../db/schema.ts";
import { type Anchors, openAnchors } from "../../src/anchor/anchors.ts";
import { linked } from "../../src/consent/chain.ts";
import { sealOf } from "../../src/consent/heads.ts";
import { openSealed, sealNow, sealRestored, verifyAll } from "../../src/wiring/proof.ts";
import { School } from "../support/school.ts";
import { endSealed, sealedIn, sealedSchool } from "../support/sealed-school.ts";

let folder: string;
let path: string;
let school: School;
let anchors: Anchors;
const settings = () => sealedIn(folder, path);
beforeEach(async () => {
  ({ folder, path, school, anchors } = await sealedSchool("grandfather"));
  await answers("JA");
  await answers("NEIN");
  await seal();
});
afterEach(() => endSealed(folder, school));

const answers = (video: "JA" | "NEIN") => school.phone("grandfather").answers("Leon", "JA", video);
const seal = (database: Database = school.database) => sealNow(database, anchors, school.clock.now);
const verified = (database: Database = school.database) => verifyAll({ database, anchors, settings: settings() });
let copies = 0;
/** The file as it is now. */
async function copied(): Promise<string> {
  const to = join(folder, `copy-${(copies += 1)}.sqlite`);
  await backUp(path, to);
  return to;
}
/** Works on a file with the right key, as JaNein does. */
async function on<Out>(file: string, work: (database: Database) => Promise<Out>): Promise<Out> {
  const database = openDatabase(file, anchors.sealOfRow);
  try {
    return await work(database);
  } finally {
    database.$client.close();
  }
}
const how = async () => ({ heads: (await anchors.kept()).all, sealOfRow: anchors.sealOfRow });
/** Restores a file in the place of another, as the command does. */
async function restored(file: string, from: string, at = new Date()) {
  const { kept } = await restore(file, from, at, await how());
  await on(file, (database) => sealRestored(database, anchors, at));
  return kept?.path ?? "";
}
const act = async (database: Database) => {
  database.$client.exec("insert into office_action (at, by, what, about) values ('2026-11-23', 'A. Tinte', 'x', '')");
  await seal(database);
};

/** With a shell of his own, in which JaNein's functions are written anew; all but the key is known to him. */
function withShell(file: string, change: (shell: Sqlite.Database) => void, guessed: (link: string) => string): void {
  const shell = new Sqlite(file);
  try {
    shell.function("sha256", (text) => hash("sha256", String(text)));
    shell.function("seal", (link) => guessed(String(link)));
    shell.pragma("foreign_keys = off");
    change(shell);
  } finally {
    shell.close();
  }
}

const guesses = [() => "", (link: string) => sealOf(link, "guessed"), (link: string) => link];
const unsealed = "it was not sealed by JaNein";

describe("an administrator with a database shell, who takes trouble", () => {
  test("appends an event with a right link, and the next head takes it in: it is found", async () => {
    for (const guess of guesses) {
      const file = await copied();
      withShell(
        file,
        (shell) => {
          const newest = shell.prepare("select seq, hash from consent_event order by seq desc limit 1").raw().get();
          const [seq, before] = newest as [number, string];
          const [first] = shell.prepare("select * from consent_event limit 1").all() as Record<string, unknown>[];
          const { child_id, person_id, recorded_by, ...rest } = first ?? {};
          const named = { ...rest, childId: child_id, personId: person_id, recordedBy: recorded_by, id: "forged" };
          const event = asEvent(named as unknown as typeof consentEvent.$inferSelect);
          const link = linked(event, seq + 1, before, "0".repeat(32));
          const row = { ...first, id: "forged", seq: seq + 1, ...link, seal: guess(link.hash) };
          const columns = Object.keys(row);
          const values = columns.map((column) => `@${column}`).join(", ");
          shell.prepare(`insert into consent_event (${columns.join(", ")}) values (${values})`).run(row);
        },
        guess,
      );
      expect(await on(file, verified)).toMatchObject({ broken: { where: "event", id: "forged", fault: unsealed } });
    }
  });

  test.each([
    ["an action of the office", "insert into office_action (at, by, what, about) values ('2026-11-23', 'X', 'x', '')"],
    [
      "another action in the place of one",
      ["insert", "replace"]
        .map((how) => `${how} into office_action (id, at, by, what, about) values (1, '2026-11-23', '${how}', 'x', '')`)
        .join("; "),
    ],
    ["a text that nobody was shown", "insert into shown_text values (sha256('Ja?'), 'Ja?')"],
    [
      "an erasure dated ahead, and blanks what is young",
      `insert into erasure (at, events, children, people, ended_before, event_places)
         values ('2099-01-01T00:00:00.000Z', 2, 0, 0, '2090-01-01T00:00:00.000Z', '1-2');
       update consent_event set salt = '', child_id = null, person_id = null, recorded_by = '', evidence = ''
         where seq <= 2`,
    ],
  ])("puts in %s: it is found", async (_what, change) => {
    for (const guess of guesses) {
      const file = await copied();
      withShell(file, (shell) => shell.exec(change), guess);
      expect(await on(file, verified)).toMatchObject({ broken: { fault: unsealed } });
    }
  });

  test("dates an erasure with a time that is none: it is refused, and with the guard gone it is named", async () => {
    const file = await copied();
    const erasing = `insert into erasure (at, events, children, people, ended_before) values ('x', 1, 0, 0, '9999')`;
    const erases = (before: string) => withShell(file, (shell) => shell.exec(before + erasing), anchors.sealOfRow);
    expect(() => erases("")).toThrow(/younger than the shortest/);
    erases("drop trigger erasure_comes_after_its_time;");
    expect(await on(file, verified)).toMatchObject({ broken: { fault: "it erased what was too young" } });
  });

  test.each([
    ["an index", "consent_event_child", "(`child_id`)", "(`child_id`) where kind <> 'withdrawn'"],
    ["a table", "office_action", "`what` text NOT NULL", "`what` text NOT NULL ON CONFLICT IGNORE"],
  ])("changes the definition of %s: it is found", async (_what, name, from, to) => {
    const file = await copied();
    const shell = new Sqlite(file);
    shell.unsafeMode();
    shell.pragma("writable_schema = on");
    const change = "update sqlite_master set sql = replace(sql, ?, ?) where name = ?";
    expect(shell.prepare(`${change} and instr(sql, ?)`).run(from, to, name, from).changes).toBe(1);
    shell.close();
    expect(await on(file, verified)).toMatchObject({ broken: { where: "guard", id: name } });
  });

  test("lets an index hide a withdrawal, and puts its definition back: it is found", async () => {
    const file = await copied();
    const shell = new Sqlite(file);
    const words = shell.prepare("select sql from sqlite_master where name = 'consent_event_child'").pluck().get();
    const hiding = String(words).replace("`child_id`", "iif(seq < 3, child_id, 'nobody')");
    shell.exec(`drop index consent_event_child; ${hiding}`);
    shell.unsafeMode();
    shell.pragma("writable_schema = on");
    shell.prepare("update sqlite_master set sql = ? where name = 'consent_event_child'").run(words);
    shell.close();
    const fault = "the pages or the indexes of the file are not whole";
    expect(await on(file, verified)).toMatchObject({ broken: { where: "guard", fault } });
  });

  test("calls a trigger like a table, and puts it before it: it is found", async () => {
    const file = await copied();
    const shell = new Sqlite(file);
    shell.exec("create trigger waiting_update before insert on consent_event begin select raise(ignore); end");
    shell.unsafeMode();
    shell.pragma("writable_schema = on");
    shell.exec("update sqlite_master set rowid = rowid + 1000 where name = 'waiting_update' and type = 'table'");
    shell.close();
    expect(await on(file, verified)).toMatchObject({ broken: { where: "guard", id: "waiting_update" } });
  });

  test("blanks the seals of the newest rows, and the folder goes: it is not begun anew", async () => {
    path = await copied();
    const blank = (table: string) => `update ${table} set seal = '' where seq = (select max(seq) from ${table});`;
    const shell = new Sqlite(path);
    shell.exec(`drop trigger journal_is_never_changed; drop trigger consent_event_is_never_changed;
      ${blank("journal")} ${blank("consent_event")}`);
    shell.close();
    rmSync(join(folder, "proof"), { recursive: true });
    await expect(openSealed(settings(), new Date())).rejects.toThrow(/is not the folder that/);
  });

  test.each([0, -1])(
    "puts an event at the place %i of a school that nobody has answered to: it is found",
    async (place) => {
      const file = await copied();
      withShell(
        file,
        (shell) => {
          const [first] = shell.prepare("select * from consent_event limit 1").all() as Record<string, unknown>[];
          shell.exec("drop trigger consent_event_is_never_deleted; drop trigger consent_event_is_linked");
          shell.exec("delete from consent_event");
          const { child_id, person_id, recorded_by, ...rest } = first ?? {};
          const named = { ...rest, childId: child_id, personId: person_id, recordedBy: recorded_by };
          const event = asEvent(named as unknown as typeof consentEvent.$inferSelect);
          const row = { ...first, seq: place, ...linked(event, place, "", "0".repeat(32)), seal: "" };
          const columns = Object.keys(row);
          const values = columns.map((column) => `@${column}`).join(", ");
          shell.prepare(`insert into consent_event (${columns.join(", ")}) values (${values})`).run(row);
        },
        () => "",
      );
      const rowsFrom = { events: 0, entries: Infinity };
      const now = await on(file, (database) => verifyProof(database, { rowsFrom }));
      expect(now).toMatchObject({ broken: { where: "event", seq: place, fault: unsealed } });
    },
  );

  test("a table of somebody else in the file, with its indexes, is no fault", async () => {
    school.database.$client.exec("create table notes (words text unique); create index notes_words on notes (words)");
    expect(await verified()).toMatchObject({ lost: null });
    school.database.$client.exec("create trigger quiet before insert on notes begin select raise(ignore); end");
    expect(await verified()).toMatchObject({ broken: { where: "guard", id: "quiet" } });
  });
});

describe("the folder of the sealed heads", () => {
  test("taken away, emptied or with another key is not silently begun anew; a restored copy begins anew", async () => {
    path = await copied();
    rmSync(join(folder, "proof"), { recursive: true });
    await expect(openSealed(settings(), new Date())).rejects.toThrow(/is not the folder that \S+ was sealed with/);
    writeFileSync(join(folder, "proof", "key"), "another key");
    await expect(openSealed(settings(), new Date())).rejects.toThrow(/put that back, with its key/);
    anchors = await openAnchors(join(folder, "proof"), () => "");
    await restored(path, await copied());
    expect(await on(path, verified)).toMatchObject({ lost: null });
    await on(path, act);
    expect(await on(path, verified)).toMatchObject({ lost: null });
  });

  test("shared by two databases seals the first alone, and the first stays whole", async () => {
    const other = openDatabase(join(folder, "other.sqlite"), anchors.sealOfRow);
    expect(await seal(other)).toBe(false);
    other.$client.close();
    await answers("JA");
    expect(await seal()).toBe(true);
    expect(await verified()).toMatchObject({ lost: null, compared: { foreign: 0 } });
  });

  test("a line torn by a power cut is no alarm, and the next line stands for itself", async () => {
    for (const file of ["heads", "stamps"]) appendFileSync(join(folder, "proof", file), '["2026-11-2');
    anchors = await openAnchors(join(folder, "proof"), () => "");
    await answers("JA");
    await seal();
    expect(await verified()).toMatchObject({ lost: null, compared: { foreign: 0, heads: 3, badStamps: [] } });
    expect((await anchors.kept()).heads.at(-1)?.events).toBe(
      school.database.$client.prepare("select max(seq) from consent_event").pluck().get(),
    );
  });

  test("a clock that was ahead for a while does not put heads out of order", async () => {
    const older = await copied();
    await answers("JA");
    await sealNow(school.database, anchors, new Date("2031-01-01T00:00:00Z"));
    await answers("NEIN");
    await seal();
    const file = await copied();
    await restored(file, older, school.clock.now);
    expect(await on(file, verified)).toMatchObject({ lost: null, compared: { givenUp: { heads: 2 } } });
  });

  test("who restored the wrong backup can go back to what was replaced, also after something was done", async () => {
    const older = await copied();
    await answers("JA");
    await seal();
    const file = await copied();
    const replaced = await restored(file, older, new Date("2026-11-24T00:00:00Z"));
    await on(file, act);
    await restored(file, replaced, new Date("2026-11-25T00:00:00Z"));
    expect(await on(file, verified)).toMatchObject({ lost: null });
  });

  test("a backup that was made anew is still refused", async () => {
    const forged = join(folder, "forged.sqlite");
    const other = await School.open({ path: forged, joined: ["grandfather"], sealOfRow: anchors.sealOfRow });
    for (const video of ["JA", "NEIN", "JA"] as const) await other.phone("grandfather").answers("Leon", "JA", video);
    await other.stop();
    other.database.$client.close();
    const refused = restore(join(folder, "new.sqlite"), forged, new Date(), await how());
    await expect(refused).rejects.toThrow(/does not go through/);
  });
});

describe("a backup that somebody has made, where somebody restores it", () => {
  /** A database in which rightly linked is what he likes; he lacks the key alone. */
  async function forged(answer: "JA" | "NEIN" = "JA"): Promise<string> {
    const file = join(folder, `forged-${(copies += 1)}.sqlite`);
    const other = await School.open({
      path: file,
      joined: ["grandfather"],
      sealOfRow: (link) => sealOf(link, "guessed"),
    });
    await other.phone("grandfather").answers("Leon", answer, answer);
    await other.stop();
    other.database.$client.close();
    return file;
  }
  const refused = async (from: string) =>
    expect(restore(join(folder, "new.sqlite"), from, new Date(), await how())).rejects.toThrow(/--begin-anew/);
  /** A folder that begins with what is in the file. */
  async function begunWith(begins: "rows" | "restored") {
    anchors = await openAnchors(join(folder, `proof-${begins}`), () => "another key");
    await anchors.seal({ at: new Date().toISOString(), ...newestHead(school.database), begins });
  }

  test.each(["rows", "restored"] as const)("is shorter than the first head (%s): it is refused", async (begins) => {
    await answers("JA");
    await begunWith(begins);
    await refused(await forged());
  });

  test("is shorter than a backup that was restored where a school had begun: it is refused", async () => {
    const older = await copied();
    const file = await copied();
    await restored(file, older);
    await refused(await forged());
  });

  test("is of an older version, which knew no seals: it is refused, unless it was kept by the update", async () => {
    const file = join(folder, "old.sqlite");
    const old = new Sqlite(file);
    old.pragma("foreign_keys = off");
    old.exec(readFileSync(join(import.meta.dirname, "../db/of-before/0.1.0.sql"), "utf8"));
    old.close();
    await refused(file);
    await anchors.keepCopy(hash("sha256", readFileSync(file)));
    const put = await restore(join(folder, "new.sqlite"), file, new Date(), {
      ...(await how()),
      copies: (await anchors.kept()).copies,
    });
    expect(put).toMatchObject({ isOlder: true });
  });

  test("is put in the database's place for an update to find: the copy of it counts no more than it does", async () => {
    const old = new Sqlite(join(folder, "old.sqlite"));
    old.pragma("foreign_keys = off");
    old.exec(readFileSync(join(import.meta.dirname, "../db/of-before/0.1.0.sql"), "utf8"));
    old.close();
    path = join(folder, "old.sqlite");
    const { database } = await openSealed(settings(), new Date(), { say: () => undefined });
    database.$client.close();
    expect((await anchors.kept()).copies).toEqual([]);
  });

  test("a true one from between two heads is taken", async () => {
    const [first, second] = [await copied(), await answers("JA").then(copied)];
    await seal();
    await answers("NEIN");
    await seal();
    for (const file of [first, second, await copied()])
      expect(await restore(join(folder, `new-${(copies += 1)}`), file, new Date(), await how())).toMatchObject({
        isOlder: false,
      });
  });
});
