import Sqlite from "better-sqlite3";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { manyChildren } from "../support/lists.ts";
import { endOf, freshDatabase, janein, program } from "../support/process.ts";
import { until } from "../support/until.ts";

const children = 1500;
const env = { DATABASE_PATH: freshDatabase() };
const path = (name: string) => join(dirname(env.DATABASE_PATH), name);
const moved = "select count(*) from child join school_class on school_class.id = class_id where name like 'X%'";
const left = `select count(*) from roll_change where detail = '"ahead"'`;

function count(sql: string): number {
  const client = new Sqlite(env.DATABASE_PATH, { readonly: true });
  try {
    return client.prepare<[], number>(sql).pluck().get() ?? 0;
  } finally {
    client.close();
  }
}

/** The import is killed as soon as its first portion is there. */
async function killedInTheMiddle(file: string): Promise<void> {
  const running = program(["import", file, "--apply", "--whole"], env);
  const ended = once(running, "close");
  await until(() => expect(count(moved)).toBeGreaterThan(0));
  running.kill("SIGKILL");
  await ended;
}

test("of an import that was killed in the middle the next one first does the rest", async () => {
  const list = Buffer.from(manyChildren(children, false)).toString();
  writeFileSync(path("list.csv"), list);
  writeFileSync(path("moved.csv"), list.replaceAll(/;(\d+[a-z]);Aktiv/g, ";X$1;Aktiv"));
  expect(await janein(["import", path("list.csv"), "--apply"], env)).toMatchObject({ code: 0 });
  await killedInTheMiddle(path("moved.csv"));
  expect(count(left)).toBeGreaterThan(0);
  expect(count(moved)).toBeLessThan(children);
  const again = await endOf(program(["import", path("moved.csv"), "--apply", "--whole"], env));
  expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/1500  unchanged children/) as string });
  expect({ moved: count(moved), left: count(left) }).toEqual({ moved: children, left: 0 });
  expect(await janein(["verify"], env)).toMatchObject({ code: 0 });
});
