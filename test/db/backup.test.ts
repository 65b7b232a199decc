import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp } from "../../db/file/backup.ts";
import { openDatabase } from "../../db/file/open.ts";
import { openAccounts } from "../../db/messenger/accounts.ts";
import { openSessions } from "../../db/office/sessions.ts";
import { openOfficePeople } from "../../db/office/staff.ts";
import { newestHead } from "../../db/proof/head.ts";
import { verifyProof } from "../../db/proof/verify.ts";
import { restore } from "../../db/file/restore.ts";
import { freshDatabase } from "../support/process.ts";
import { School } from "../support/school.ts";

let school: School;
let [path, copy] = ["", ""];

beforeEach(async () => {
  path = freshDatabase();
  copy = `${path}.copy`;
  school = await School.open({ joined: ["grandfather"], path });
});
afterEach(() => closed());

async function closed(): Promise<void> {
  if (!school.database.$client.open) return;
  await school.stop();
  school.database.$client.close();
}

async function withdraws(): Promise<void> {
  await school.phone("grandfather").says("/widerruf");
  await school.phone("grandfather").presses("Ton und Bild: NEIN");
}

function eventsIn(file: string): unknown {
  const client = new Sqlite(file);
  const found = client.prepare("select group_concat(purpose || ' ' || kind, ', ') from consent_event").pluck().get();
  client.close();
  return found;
}

const now = new Date("2026-11-24T01:02:03Z");
const beside = () =>
  readdirSync(dirname(path))
    .filter((name) => name !== basename(path))
    .toSorted();

test("a backup holds what had been recorded when it was made, while the bot goes on and even while something is half written", async () => {
  await withdraws();
  const other = new Sqlite(path);
  other.exec("begin immediate; insert into school_class values ('x', 'half written')");
  expect(await backUp(path, copy)).toBe(readFileSync(copy).length);
  other.exec("commit");
  other.close();
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  expect(eventsIn(copy)).toBe("audio refused, video refused");
  expect(eventsIn(path)).toBe("audio refused, video refused, audio given, video given");
  const held = new Sqlite(copy, { readonly: true });
  expect(held.prepare("select count(*) from school_class where name = 'half written'").pluck().get()).toBe(0);
  held.close();
});

test("a backup never overwrites, and one that cannot be whole is not there at all", async () => {
  writeFileSync(copy, "last night's");
  await expect(backUp(path, copy)).rejects.toThrow(/is there already\. A backup is never overwritten/);
  expect(readFileSync(copy, "utf8")).toBe("last night's");
  const page = school.database.$client
    .prepare("select rootpage from sqlite_master where name = 'consent_event_child'")
    .pluck()
    .get() as number;
  await closed();
  writeFileSync(path, readFileSync(path).fill(0x5a, (page - 1) * 4096, page * 4096));
  await expect(backUp(path, `${copy}2`)).rejects.toThrow(/is damaged/);
  await expect(backUp(path, "/nowhere/copy.sqlite")).rejects.toThrow();
  expect(beside()).toEqual([basename(copy)]);
});

test("restoring brings back what the backup holds; what was there before is kept beside it, with the time in its name, and can be brought back too", async () => {
  await withdraws();
  await backUp(path, copy);
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  await closed();
  const { events, link, kept } = await restore(path, copy, now);
  expect({ events, link, kept }).toMatchObject({
    events: 2,
    link: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    kept: { path: `${path}.replaced-2026-11-24T01-02-03`, held: { events: 4 } },
  });
  expect([eventsIn(path), eventsIn(kept?.path ?? "")]).toEqual([
    "audio refused, video refused",
    "audio refused, video refused, audio given, video given",
  ]);
  await restore(path, kept?.path ?? "", new Date("2026-11-24T02:00:00Z"));
  expect(eventsIn(path)).toBe("audio refused, video refused, audio given, video given");
  expect(beside()).toEqual([
    "school.sqlite.copy",
    "school.sqlite.replaced-2026-11-24T01-02-03",
    "school.sqlite.replaced-2026-11-24T02-00-00",
  ]);
});

test("a restored school goes on where the backup ends", async () => {
  await withdraws();
  await backUp(path, copy);
  await closed();
  await restore(path, copy, now);
  school = await School.open({ path });
  const { id } = await school.child("Leon");
  await school.house.ledger.recordDecision(
    {
      child: id,
      person: null,
      role: "office",
      answers: { audio: "yes" },
      route: "paper",
      recordedBy: "Sekretariat",
      notice: 1,
      language: "de",
      shownText: null,
      evidence: "Blatt 1",
    },
    school.clock.now,
  );
  expect(await verifyProof(school.database)).toMatchObject({ events: 3 });
  expect(await school.participation("Leon")).toBe("audio_only");
});

test("a database that is damaged beyond opening is replaced, and no log of it stays beside the new one", async () => {
  await withdraws();
  await backUp(path, copy);
  await closed();
  writeFileSync(path, "burnt");
  writeFileSync(`${path}-wal`, "burnt as well");
  const { kept } = await restore(path, copy, now);
  expect(kept).toEqual({ path: `${path}.replaced-2026-11-24T01-02-03`, held: null });
  expect([readFileSync(kept?.path ?? "", "utf8"), existsSync(`${path}-wal`)]).toEqual(["burnt", false]);
  expect(eventsIn(path)).toBe("audio refused, video refused");
});

test("where there is no database yet, a backup becomes it", async () => {
  await withdraws();
  await backUp(path, copy);
  const elsewhere = freshDatabase();
  expect(await restore(elsewhere, copy, now)).toMatchObject({ events: 2, kept: null });
  expect(eventsIn(elsewhere)).toBe("audio refused, video refused");
});

test("a backup that does not hold is refused, and the database stays as it is, byte for byte", async () => {
  await withdraws();
  await backUp(path, copy);
  await closed();
  const [before, good] = [readFileSync(path), readFileSync(copy)];
  const sql = (text: string) => {
    const client = new Sqlite(copy);
    client.exec(text);
    client.close();
  };
  const harms: [string, () => void, RegExp][] = [
    ["half", () => truncateSync(copy, good.length / 2), /is not a readable SQLite database, or is damaged/],
    [
      "all but the last byte",
      () => {
        sql("create table last (stuff); insert into last values (zeroblob(4000))");
        truncateSync(copy, statSync(copy).size - 1);
      },
      /was not written to its end/,
    ],
    ["nothing", () => truncateSync(copy, 0), /was not written to its end/],
    ["a damaged page", () => writeFileSync(copy, Buffer.from(good).fill(0x5a, 4096 * 4, 4096 * 5)), /is damaged/],
    [
      "a letter",
      () => writeFileSync(copy, "Sehr geehrte Damen und Herren, ".repeat(99)),
      /is not a readable SQLite database/,
    ],
    [
      "a newer version",
      () => sql("update __drizzle_migrations set created_at = 9999999999999"),
      /was written by a newer JaNein/,
    ],
    ["another program's", () => sql("drop table __drizzle_migrations"), /is the database of another program/],
    [
      "a changed event",
      () => sql("drop trigger consent_event_is_never_changed; update consent_event set kind = 'given' where seq = 2"),
      /chain of .* is broken at event 2 \(\w+\): what it says was changed/,
    ],
  ];
  for (const [which, harm, words] of harms) {
    writeFileSync(copy, good);
    harm();
    await expect(restore(path, copy, now), which).rejects.toThrow(words);
    expect({ which, same: readFileSync(path).equals(before), beside: beside() }).toEqual({
      which,
      same: true,
      beside: [basename(copy)],
    });
  }
});

test("nothing is restored while another process has the database open, even one that only waits", async () => {
  await withdraws();
  await backUp(path, copy);
  await expect(restore(path, copy, now)).rejects.toThrow(
    /Another process has .* open \(the running bot, perhaps\)\. Nothing was changed/,
  );
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  expect(eventsIn(path)).toBe("audio refused, video refused, audio given, video given");
  expect(beside().filter((name) => /restoring|replaced/.test(name))).toEqual([]);
});

test("a restored backup opens no door: whoever was let go since, or has used a link or a code up, does not come in with it again", async () => {
  const at = school.clock.now;
  const people = openOfficePeople(school.database, () => "head");
  const sessions = openSessions(school.database);
  const head = await people.invite({ name: "A. Schreiber", role: "head" }, "first link", at);
  await sessions.signIn("first link", "first cookie", at);
  await people.invite({ name: "B. Neu", role: "office", id: "new" }, "second link", at);
  const code = await school.letter("mother");
  const codes = school.database.$client
    .prepare("select hash from join_code order by used_at is null")
    .pluck()
    .all() as string[];
  expect(codes).toHaveLength(2);
  await backUp(path, copy);
  const inBackup = readFileSync(copy);
  await people.letGo(head, at);
  await sessions.signIn("second link", "second cookie", at);
  await school.phone("mother").says(`/start ${code}`);
  await school.phone("mother").presses("Verbinden");
  await closed();
  const { ended, revived } = await restore(path, copy, now);
  expect(revived).toEqual({ persons: [], staff: ["A. Schreiber"] });
  const restored = openDatabase(path);
  const opens = {
    session: await openSessions(restored).signedIn("first cookie", at),
    link: await openSessions(restored).signIn("second link", "third cookie", at),
    codes: await Promise.all(codes.map((hash) => openAccounts(restored).whose(hash, 999, at))),
  };
  restored.$client.close();
  expect({ opens, ended }).toEqual({
    opens: { session: null, link: null, codes: [{ refused: "used" }, { refused: "unknown" }] },
    ended: { sessions: 1, links: 1, codes: 1, questions: 0 },
  });
  expect(readFileSync(copy).equals(inBackup)).toBe(true);
  for (const secret of ["first cookie", "second link", codes[1] ?? ""])
    expect([inBackup.includes(secret), readFileSync(path).includes(secret)]).toEqual([true, false]);
});

test.each([
  ["the newest keeps the passkeys that open it", true],
  ["an older one, behind which the school went on elsewhere, keeps none, and names nobody", false],
])("what lies at the place of a backup is compared with it: %s", async (_, isNewest) => {
  const people = openOfficePeople(school.database, () => "head");
  const head = await people.invite({ name: "A. Schreiber", role: "head" }, "link", school.clock.now);
  school.database.$client
    .prepare(
      "insert into office_passkey (id, person_id, name, public_key, counter, site, made_at) values (?, ?, ?, ?, ?, ?, ?)",
    )
    .run("key", head, "Telefon", "x", 0, "janein.example", school.clock.now.toISOString());
  await backUp(path, copy);
  const { entries, ...reached } = newestHead(school.database);
  await closed();
  const { endedKeys } = await restore(path, copy, now, {
    reached: { ...reached, entries: isNewest ? entries : entries + 1 },
  });
  expect(endedKeys).toEqual({ passkeys: isNewest ? 0 : 1, accounts: 0 });
});

test("who was shut out since the backup is named when it is restored, for that is undone with all the rest", async () => {
  const [account] = school.database.$client.prepare("select person_id from account").pluck().all() as string[];
  await backUp(path, copy);
  await openAccounts(school.database).disconnect(account ?? "", school.clock.now);
  await school.join("mother");
  await closed();
  const { revived, kept } = await restore(path, copy, now);
  expect(revived).toEqual({ persons: [account], staff: [] });
  expect(await restore(path, kept?.path ?? "", new Date("2026-11-24T02:00:00Z"))).toMatchObject({
    revived: { persons: [expect.not.stringMatching(`^${account}$`)], staff: [] },
  });
});

/** A database as a version of JaNein before the chain has left it, with one event in it. */
function olderDatabase(): string {
  const folder = new URL("../../db/migrations/", import.meta.url);
  const older = freshDatabase();
  const client = new Sqlite(older);
  client.exec("CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)");
  const { entries } = JSON.parse(readFileSync(new URL("meta/_journal.json", folder), "utf8")) as {
    entries: { tag: string; when: number }[];
  };
  for (const { tag, when } of entries.slice(0, 3)) {
    client.exec(readFileSync(new URL(`${tag}.sql`, folder), "utf8"));
    client.prepare("insert into __drizzle_migrations (hash, created_at) values (?, ?)").run(tag, when);
  }
  client.exec(`insert into school_class values ('c', '3a'); insert into child (id, given_name, family_name, class_id) values ('k', 'Mila', 'Beispiel', 'c');
    insert into person (id, role, given_name, family_name) values ('p', 'guardian', 'Nadja', 'Beispiel'); insert into notice_version values (1, '3231cc34d839ca8476733ac8e52b0e78cb1e1d28c79136d0d72030e72b83b81f', 'a notice', '2026-01-01T00:00:00Z');
    insert into consent_event values (1, 'e1', 'd1', 'k', 'audio', 'given', 'p', 'chat', 'p', '2026-01-02T00:00:00Z', 1, 'de', null, 'update 1, button', null)`);
  client.close();
  return older;
}

test("a database from before an update is backed up as it is, and brought up to date when it is restored", async () => {
  const older = olderDatabase();
  await backUp(older, copy);
  const before = readFileSync(copy);
  const elsewhere = freshDatabase();
  expect(await restore(elsewhere, copy, now)).toMatchObject({
    events: 1,
    link: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(readFileSync(copy).equals(before)).toBe(true);
  expect(eventsIn(elsewhere)).toBe("audio given");
});

test("who restores twice in one second loses nothing of what was replaced", async () => {
  await backUp(path, copy);
  await closed();
  const kept = [];
  for (let times = 1; times <= 3; times += 1) kept.push((await restore(path, copy, now)).kept?.path ?? "");
  expect(new Set(kept).size).toBe(3);
  for (const file of kept) expect(existsSync(file)).toBe(true);
});
