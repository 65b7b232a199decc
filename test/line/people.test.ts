import { expect, test } from "vitest";
import Sqlite from "better-sqlite3";
import { atHome } from "../../src/line/at-home.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { importedSchool, janein } from "../support/process.ts";

const { env, value } = await importedSchool();
const run = (...args: string[]) => janein(args, env);
const frauke = value("select id from person where key = 'E15'");

test("an account is taken away with who did it; who has none, or is nobody, is told so", async () => {
  const call = ["disconnect", "--person", frauke, "--by", "Frau Schreiber"];
  expect(await run(...call)).toEqual({
    out: "This person has no account; nothing was changed.\n",
    err: "",
    code: 0,
  });
  const file = new Sqlite(env.DATABASE_PATH);
  file.exec(`insert into account (person_id, chat_id, joined_at) values ('${frauke}', '104', '2026-11-23T17:00:00Z')`);
  file.close();
  expect((await run(...call)).out).toBe("Disconnected; the chat is told.\n");
  expect(value("select count(*) from account")).toBe("0");
  expect(value("select chat_id || ' ' || about from announcement where kind = 'account'")).toBe("104 cut");
  expect(value("select by || ' ' || what from office_action where about = ?", frauke)).toBe(
    "Frau Schreiber disconnect",
  );
  expect(await run("disconnect", "--person", "nobody", "--by", "x")).toMatchObject({
    err: 'There is no person with the id nobody: look it up with "janein child NAME".\n',
    code: 1,
  });
  expect((await run("disconnect", "--person", frauke)).code).toBe(2);
  expect(await run("disconnect", "--person", frauke, "--by", "JaNe1n")).toMatchObject({
    err: expect.stringContaining("not the program's") as string,
    code: 2,
  });
});

test("whose data are only kept gets no join code, and whoever makes the codes hears how many were left out, and why", async () => {
  const withKey = { ...env, CODE_KEY: "k".repeat(32) };
  await atHome(readConfig(withKey), async ({ requests, restrictions, now }) => {
    await requests.receive({ id: "r1", right: "restriction", personId: frauke, words: "" }, now());
    const fact = {
      ground: "accuracy" as const,
      since: "2026-11-20",
      note: "Der Name wird geprüft.",
      by: "Frau Rektor",
    };
    await restrictions.begin("r1", fact, "", now());
  });
  const name = value("select family_name || ',' || given_name from person where id = ?", frauke);
  const { out, err } = await janein(["codes"], withKey);
  expect(out).not.toContain(name);
  expect(err).toContain("1 person got none, whose data are restricted (Art. 18 GDPR)");
  expect(value("select count(*) from join_code where person_id = ?", frauke)).toBe("0");
  expect((await janein(["codes"], withKey)).err).toMatch(/^0 new codes\.[^]*1 person got none/);
});
