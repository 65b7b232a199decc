import { expect, test } from "vitest";
import { readConfig } from "../../src/wiring/config.ts";
import { openSealed } from "../../src/wiring/proof.ts";
import { asAFormerVersionDid } from "../support/former-notice.ts";
import { texts } from "../support/texts.ts";
import { importedSchool, janein } from "../support/process.ts";

const { env, value } = await importedSchool();
const run = (...args: string[]) => janein(args, env);
const by = ["--by", "Frau Schreiber"];
const text = texts.noticeFile;

test("a changed notice is listed as undecided, shown in full, compared by passages, and decided once", async () => {
  const { database } = await openSealed(readConfig(env), new Date());
  await asAFormerVersionDid(
    database,
    text.replace(
      "Sicherungskopien dieser Daten werden nicht angelegt.",
      "Sicherungskopien werden dreißig Tage aufbewahrt.",
    ),
    new Date(),
  );
  database.$client.close();
  const publish = (...how: string[]) => run("notice", "publish", "2", ...how);
  const [list, shown, compared, past, noDay] = await Promise.all([
    run("notice"),
    run("notice", "show", "2"),
    run("notice", "compare", "1", "2"),
    publish("--material", "--lapse-on", "2020-01-01", ...by),
    publish("--material", ...by),
  ]);
  expect(list.out).toMatch(
    /^1 {2}since \S+ {2}sha256 [0-9a-f]{64} {2}first\n2 {2}since \S+ {2}sha256 [0-9a-f]{64} {2}not decided yet\n$/,
  );
  expect(shown.out).toContain("Sicherungskopien werden dreißig Tage aufbewahrt.");
  expect(compared.out).toMatch(
    /^\[[\w-]+\]\n- .*Sicherungskopien dieser Daten werden nicht angelegt\..*\n\+ .*Sicherungskopien werden dreißig Tage aufbewahrt\..*\n$/,
  );
  expect(past).toMatchObject({ code: 1, err: "--lapse-on must lie in the future: parents need time to answer.\n" });
  expect(noDay).toMatchObject({ code: 2, err: expect.stringMatching(/^Call it so: janein notice/) as string });
  expect((await publish("--material", "--lapse-on", "2099-02-01", ...by)).out).toBe(
    "Guardians will be told and asked again; consents to older versions lapse on 2099-02-01.\n",
  );
  expect(await publish("--correction", ...by)).toMatchObject({
    code: 1,
    err: "Version 2 is decided already: material.\n",
  });
  expect(value("select decided_by || ' ' || lapse_on from notice_version where number = 2")).toBe(
    "Frau Schreiber 2099-02-01",
  );
});

test("at the end of the period every consent lapses and nobody can give one, until the office begins another", async () => {
  const child = value("select id from child where given_name = 'Leon'");
  const guardian = value("select guardian_id from guardianship where child_id = ?", child);
  const answer = () =>
    run("answer", "--child", child, "--person", guardian, "--audio", "JA", "--video", "JA", "--route", "paper", ...by);
  const [shown, nobody] = await Promise.all([run("period"), run("period", "end"), answer()]);
  expect(shown.out).toEqual(expect.stringMatching(/^A period runs since \S+ \(Frau Rektor\)\.\n$/));
  expect(nobody).toMatchObject({ code: 2, err: expect.stringContaining("--by is who does it") as string });
  expect((await run("period", "end", ...by)).out).toBe(
    "The period is over: 2 consents have lapsed, 0 people will be told once.\n",
  );
  const [again, over, refused] = await Promise.all([run("period", "end", ...by), run("period"), answer()]);
  expect(again.out).toBe("No period runs.\n");
  expect(over.out).toMatch(/^No period runs; the last one ended \S+ \(Frau Schreiber\)\.\n$/);
  expect(refused).toMatchObject({
    code: 1,
    err: "No period runs, so there is nothing to consent to: janein period start --by NAME.\n",
  });
  expect((await run("period", "start", ...by)).out).toBe(
    "The period has begun. Nothing was renewed: who has joined is asked anew.\n",
  );
  expect(value("select group_concat(kind) from consent_event")).toBe("given,given,lapsed,lapsed");
});

test("reminders are counted before they are sent, by class, and are not sent a third time", async () => {
  value(
    "insert into account (person_id, chat_id, joined_at) select id, '101', '2026-11-01T00:00:00.000Z' from person where key = 'E01' returning 1",
  );
  const [all, ofClass, none] = await Promise.all([
    run("remind"),
    run("remind", "--class", "3a"),
    run("remind", "--class", "9z"),
  ]);
  expect([all.out, ofClass.out].map((said) => said.slice(0, 26))).toEqual([
    "2 reminders would be sent ",
    "1 reminders would be sent ",
  ]);
  expect(none).toMatchObject({ code: 1, err: "There is no class 9z.\n" });
  for (const _ of [1, 2])
    expect((await run("remind", "--class", "3a", "--apply")).out).toBe(
      "1 reminders will be sent by the running bot.\n",
    );
  expect((await run("remind")).out).toContain("1 reminders would be sent");
  expect(value("select count(*) from announcement where kind = 'reminder'")).toBe("2");
});
