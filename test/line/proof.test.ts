import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { openOffice } from "../../db/office/office.ts";
import { openQuestions } from "../../db/messenger/questions.ts";
import { openRequests } from "../../db/messenger/requests.ts";
import { onDatabase } from "../../src/line/at-home.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { openSealed } from "../../src/wiring/proof.ts";
import { importedSchool, janein } from "../support/process.ts";

const { env, value } = await importedSchool();
const run = (...args: string[]) => janein(args, env);
const by = ["--by", "Frau Schreiber"];

test("verify prints a link to be noted, finds it again later, says when it was cut off, and names the first broken one", async () => {
  const answer = (name: string) => {
    const child = value("select id from child where given_name = ?", name);
    return run(
      "answer",
      "--child",
      child,
      "--person",
      value("select guardian_id from guardianship where child_id = ? limit 1", child),
      "--audio",
      "JA",
      "--video",
      "NEIN",
      "--route",
      "paper",
      ...by,
    );
  };
  expect((await run("verify")).out).toContain("0 events, every link holds. Newest link: none yet");
  await answer("Leon");
  const { out } = await run("verify");
  const [, link = ""] = /^2 events, every link holds\. Newest link: ([0-9a-f]{64}) \(note it elsewhere/.exec(out) ?? [];
  await answer("Mila");
  const [later, another] = await Promise.all([
    run("verify", "--noted", link),
    run("verify", "--noted", "0".repeat(64)),
  ]);
  expect(later).toMatchObject({ code: 0, out: expect.stringMatching(/^4 events, every link holds/) as string });
  expect(another).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringMatching(/^4 events, every link holds, but the noted link 0{64} is not among them/) as string,
  });
  const database = openDatabase(env.DATABASE_PATH ?? "");
  const guard = value("select sql from sqlite_master where name = 'consent_event_is_never_changed'");
  const recordedBy = value("select recorded_by from consent_event where seq = 3");
  database.$client.exec(
    "drop trigger consent_event_is_never_changed; update consent_event set recorded_by = 'Herr Niemand' where seq = 3",
  );
  database.$client.close();
  const id = value("select id from consent_event where seq = 3");
  expect(await run("verify")).toEqual({
    code: 1,
    out: "",
    err: `Event 3 (${id}) is the first broken link: who it is about was changed. Keep this file as it is, and compare it with the newest backup that verifies. Where none verifies: janein backup COPY, then, with the bot stopped, janein restore COPY --begin-anew --even-broken, which says what is no longer provable.\n`,
  });
  // With a guard missing, or a row that is not as it was recorded, nothing would be recorded any more.
  const client = new Sqlite(env.DATABASE_PATH ?? "");
  client.prepare("update consent_event set recorded_by = ? where seq = 3").run(recordedBy);
  client.exec(guard);
  client.close();
});

test("requests are listed with their due dates and how urgent they are, and go on step by step until they are closed", async () => {
  const person = value("select id from person where key = 'E01'");
  const { database } = await openSealed(readConfig(env), new Date());
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  for (const [id, days] of [
    ["late", 40],
    ["new", 1],
  ] as const)
    await openRequests(database).receive(
      { id, right: "rectification", personId: person, words: `Bitte berichtigen; "${id}"` },
      daysAgo(days),
    );
  await openQuestions(database).passOn(
    { id: "q", text: "Gibt es das auf Papier?", personId: person, language: "de" },
    daysAgo(1),
  );
  database.$client.close();
  const [list, status, questions, wrong, nobody] = await Promise.all([
    run("requests"),
    run("status"),
    run("questions"),
    run("requests", "new", "received", ...by),
    run("requests", "gone", "working", ...by),
  ]);
  const rows = list.out.trim().split("\r\n").slice(1);
  expect(rows[0]).toMatch(
    /^"late";"rectification";"Nadja Beispiel";"[\d-]{10}";"[\d-]{10}";"overdue";"received";"Bitte berichtigen; ""late"""$/,
  );
  expect(rows[1]).toMatch(/^"new";"rectification";"Nadja Beispiel";"[\d-]{10}";"[\d-]{10}";"open";"received";/);
  expect(status.out).toContain("requests       1 overdue, 0 due within a week: janein requests");
  expect(questions.out).toContain('"Nadja Beispiel";"de";"Gibt es das auf Papier?"');
  expect([wrong, nobody]).toMatchObject([
    { code: 2, err: expect.stringMatching(/^Call it so: janein requests/) as string },
    { code: 1, err: "There is no open request with the id gone.\n" },
  ]);
  expect(await run("requests", "new", "declined", ...by)).toEqual({
    code: 1,
    out: "",
    err: "The person must be told why a request is declined (Art. 12(3), (4) GDPR): say it with --note.\n",
  });
  expect(await run("requests", "late", "extended", "--note", "Ferien", ...by)).toMatchObject({
    code: 1,
    err: expect.stringContaining("can only be made longer once, and while its month lasts") as string,
  });
  expect((await run("requests", "late", "answered", "--note", "Brief vom 25.11.", ...by)).out).toBe(
    "Request late: answered. The person will be told.\n",
  );
  expect(await run("requests", "late", "working", ...by)).toMatchObject({
    code: 1,
    err: "There is no open request with the id late.\n",
  });
  expect((await run("requests")).out).toMatch(/"late";.*;"closed";"answered";/);
});

test("the sweep says what it did; the documents for the data-protection officer are written where they are wanted", async () => {
  const folder = join(`${env.DATABASE_PATH}.documents`, "for", "the officer");
  value("update child set gone_at = '2020-07-01T00:00:00.000Z' where given_name = 'Tim' returning 1");
  const [swept, written, nowhere] = await Promise.all([run("sweep"), run("documents", folder), run("documents")]);
  expect(swept.out).toMatch(
    /^conversations {6}0\n(.*\n)*events {13}0\nchildren {11}1\npeople {13}0\n(.*\n)*erased \d{4}-\d\d-\d\d {2}0 events, 1 children, 0 people\n$/,
  );
  const names = [
    ...["verzeichnis", "information-eltern", "information-schueler", "information-personal"],
    ...["massnahmen", "loeschkonzept", "schwellwertpruefung"],
  ].map((name) => `${name}.md`);
  expect(written.out).toBe(names.map((name) => `${join(folder, name)}\n`).join(""));
  for (const name of names) expect(readFileSync(join(folder, name), "utf8")).toMatch(/^# \S/);
  expect(nowhere).toMatchObject({ code: 2, err: "Call it so: janein documents FOLDER\n" });
});

test("documents that the officer has worked on are not overwritten; what is there as it would be written is no hindrance", async () => {
  const folder = `${env.DATABASE_PATH}.worked-on`;
  const names = (await run("documents", folder)).out.trim().split("\n");
  rmSync(names[0] ?? "");
  expect((await run("documents", folder)).out.trim().split("\n")).toEqual(names);
  rmSync(names[0] ?? "");
  writeFileSync(names[2] ?? "", "# Ours, with what our server does besides");
  expect(await run("documents", folder)).toEqual({
    out: "",
    err: `${names[2]} is there already with other words, and stays as it is: choose another folder.\n`,
    code: 1,
  });
  expect([existsSync(names[0] ?? ""), readFileSync(names[2] ?? "", "utf8")]).toEqual([
    false,
    "# Ours, with what our server does besides",
  ]);
});

test("whoever puts an older copy of the file back is found, and whoever restores a backup is not", async () => {
  const school = await importedSchool();
  const here = (...args: string[]) => janein(args, school.env);
  const { DATABASE_PATH: path = "" } = school.env;
  const leon = school.value("select id from child where given_name = 'Leon'");
  const guardian = school.value("select guardian_id from guardianship where child_id = ? limit 1", leon);
  const answer = (video: string) =>
    here(
      ...[
        "answer",
        "--child",
        leon,
        "--person",
        guardian,
        "--audio",
        "JA",
        "--video",
        video,
        "--route",
        "phone",
        ...by,
      ],
    );
  await answer("JA");
  await here("backup", `${path}.copy`);
  await answer("NEIN");
  expect((await here("verify")).out).toMatch(/Compared with \d+ sealed heads in .+\.proof, the newest of 20/);
  const newer = readFileSync(path);
  writeFileSync(path, readFileSync(`${path}.copy`));
  expect(await here("verify")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/do not go through the head that was sealed at .* \(event 3, /) as string,
  });
  writeFileSync(path, newer);
  expect((await here("verify")).code).toBe(0);
  const restored = await here("restore", `${path}.copy`);
  expect([restored.code, restored.err]).toEqual([0, expect.not.stringContaining("does not tell")]);
  expect((await here("verify")).out).toMatch(/^2 events, every link holds/);
  await answer("NEIN");
  writeFileSync(path, readFileSync(`${path}.copy`));
  expect((await here("restore", `${path}.copy`)).err).toContain("does not tell who was shut out since the backup");
});

const planted = "create trigger planted after insert on announcement begin delete from announcement; end";
function exec(path: string, sql: string): void {
  const client = new Sqlite(path);
  client.exec(sql);
  client.close();
}

test("what somebody has planted in the file stops every command with what to do; verify names it, and without it all goes on", async () => {
  const school = await importedSchool();
  const { DATABASE_PATH: path = "" } = school.env;
  exec(path, planted);
  expect(await janein(["verify"], school.env)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Guard "planted" is the first broken link/) as string,
  });
  const stopped = await janein(["period", "start", ...by], school.env);
  expect(stopped.code).toBe(2);
  expect(stopped.err).toMatch(
    /^The database was changed by somebody else: .* then take it out: sqlite3 \S+ 'drop trigger/,
  );
  const [, step = ""] = /'(drop trigger "planted")'/.exec(stopped.err) ?? [];
  exec(path, step);
  expect(await janein(["period", "start", ...by], school.env)).toMatchObject({ code: 0 });
  expect(await janein(["verify"], school.env)).toMatchObject({ code: 0 });
});

test("what a command has done before it fails is sealed all the same", async () => {
  const school = await importedSchool();
  const { DATABASE_PATH: path = "" } = school.env;
  await janein(["period", "start", ...by], school.env);
  const heads = () =>
    readFileSync(join(`${path}.proof`, "heads"), "utf8")
      .trimEnd()
      .split("\n");
  const failing = onDatabase(readConfig(school.env), (database) => {
    openOffice(database, () => "id")
      .note({ at: new Date().toISOString(), by: "A. Tinte", what: "export", about: "" })
      .catch(() => undefined);
    return Promise.reject(new Error("in the middle of it"));
  });
  const before = heads().length;
  await expect(failing).rejects.toThrow("in the middle of it");
  expect(heads().length).toBe(before + 1);
});
