import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importedSchool, janein } from "../support/process.ts";
import { withoutGuards } from "../support/without-guards.ts";

type Env = Record<string, string>;
const pathOf = (env: Env) => env.DATABASE_PATH ?? "";
const by = ["--by", "Frau Schreiber"];

/** Another program, without any guard; the guards are put back, unless one is left out. */
const shell = (env: Env, change: string, leaves = "") => withoutGuards(pathOf(env), change, leaves);

async function school() {
  const { env, value } = await importedSchool();
  const ofChild = (name: string) => {
    const child = value("select id from child where given_name = ?", name);
    return { child, person: value("select guardian_id from guardianship where child_id = ? limit 1", child) };
  };
  const answer = async (name: string, audio: string) => {
    const { child, person } = ofChild(name);
    const who = ["--child", child, "--person", person];
    return await janein(["answer", ...who, "--audio", audio, "--route", "paper", ...by], env);
  };
  const events = () => value("select group_concat(purpose || ' ' || kind, ', ') from consent_event");
  const beginAnew = async (...more: string[]) => {
    const copy = `${pathOf(env)}.copy-${Math.random()}`;
    expect((await janein(["backup", copy], env)).code).toBe(0);
    return await janein(["restore", copy, "--begin-anew", ...more], env);
  };
  return { env, value, answer, events, beginAnew, ofChild };
}

test("a chain is broken and no backup is good: it is begun anew with it, marked, and a further change is found", async () => {
  const { env, value, answer, events, beginAnew, ofChild } = await school();
  for (const [name, said] of [
    ["Leon", "JA"],
    ["Leon", "NEIN"],
    ["Mila", "JA"],
  ] as const)
    expect((await answer(name, said)).code).toBe(0);
  shell(env, "update consent_event set kind = 'given' where seq = 2", "journal_is_never_deleted");
  const broken = await janein(["verify"], env);
  expect(broken).toMatchObject({ code: 1, err: expect.stringMatching(/--begin-anew --even-broken/) as string });
  const refused = await beginAnew();
  expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(/broken at event 2/) as string });
  const begun = await beginAnew("--even-broken");
  expect(begun.code).toBe(0);
  expect(begun.err).toMatch(/event 2 .*what it says was changed/);
  expect(begun.err).toContain(`the yes of 1 child has lapsed: ${ofChild("Leon").child}`);
  expect(events()).toBe("audio given, audio given, audio given, audio lapsed");
  expect(value("select what from office_action order by id desc limit 1")).toBe("evenBroken");
  const known = await janein(["verify"], env);
  expect(known).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Known not to hold since \S+: event 2/) as string,
  });
  expect(readFileSync(`${pathOf(env)}.proof/broken`, "utf8")).toMatch(/"event",2/);
  expect((await answer("Leon", "JA")).code).toBe(0);
  expect((await janein(["verify"], env)).code).toBe(0);
  // Whoever restores a backup from afterwards is not asked again.
  const later = `${pathOf(env)}.later`;
  await janein(["backup", later], env);
  expect((await janein(["restore", later], env)).code).toBe(0);
  expect((await janein(["verify"], env)).code).toBe(0);
  shell(env, "update consent_event set kind = 'refused' where seq = 2");
  expect(await janein(["verify"], env)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/event 2 .* is the first broken link/i) as string,
  });
});

test("a row is gone, and rows of the journal were changed: nobody knows whose, so every yes lapses, and all goes on", async () => {
  const { env, answer, events, beginAnew } = await school();
  for (const [name, said] of [
    ["Leon", "JA"],
    ["Leon", "NEIN"],
    ["Mila", "JA"],
  ] as const)
    await answer(name, said);
  await janein(["period", "end", ...by], env);
  await janein(["period", "start", ...by], env);
  await answer("Mila", "JA");
  shell(
    env,
    `delete from consent_event where seq = 2; update period set started_by = 'Forged' where ended_at is null;
     delete from shown_text; update office_action set what = 'x' where id = 1;
     insert into period (started_at, started_by, ended_at) values ('2020-01-01', 'Forged', '2020-01-02')`,
  );
  const begun = await beginAnew("--even-broken");
  expect(begun).toMatchObject({ code: 0, err: expect.stringMatching(/an event before it is missing/) as string });
  expect(events()).toMatch(/audio lapsed$/);
  expect((await janein(["verify"], env)).code).toBe(0);
  expect((await janein(["period", "end", ...by], env)).code).toBe(0);
  expect((await janein(["verify"], env)).code).toBe(0);
  shell(env, "delete from consent_event where seq = 1");
  expect((await janein(["verify"], env)).code).toBe(1);
});

test("the office's paper NEIN is put down while the chain is broken, a JA is not", async () => {
  const { env, answer, events } = await school();
  expect((await answer("Leon", "JA")).code).toBe(0);
  shell(env, "update consent_event set recorded_by = 'somebody'");
  expect((await answer("Leon", "JA")).code).not.toBe(0);
  expect(await answer("Leon", "NEIN")).toMatchObject({ code: 0 });
  expect(events()).toBe("audio given, audio withdrawn");
});
