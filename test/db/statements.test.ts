import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { withKeptStatements } from "../../db/file/statements.ts";

const client = new Sqlite(":memory:");
client.exec("create table one (id text primary key, other text, n integer, t text)");
client.exec("create table other (id text primary key, t text)");
client.exec("create index one_other on one (other)");
client.prepare("insert into one values ('1', 'x', 1, 'was ist das?'), ('2', 'y', 2, '')").run();
client.prepare("insert into other values ('x', 'eins'), ('y', 'zwei')").run();
const kept = withKeptStatements(client);

const query = `select one.*, other.* from one inner join other on other.id = one.other
               where one.other = ? and one.t in (?, ?) order by one.id limit ?`;

/** How long (µs) one run takes, the quickest of some tries. */
function costs(statement: Sqlite.Statement<unknown[]>): number {
  const tries = Array.from({ length: 20 }, () => {
    const begun = performance.now();
    for (let at = 0; at < 200; at += 1) statement.all(at % 2 ? "x" : "y", "", "a", 9);
    return ((performance.now() - begun) * 1000) / 200;
  });
  return Math.min(...tries);
}

test("a query of several tables is planned once, and not anew for each value that is put in", () => {
  expect(costs(client.prepare(query)) / costs(kept.prepare(query))).toBeGreaterThan(3);
});

test("it answers as the bare one does, whatever is put in, and what stands in quotes stays", () => {
  for (const values of [
    ["x", "was ist das?", "", 9],
    ["y", "", "", 1],
    ["z", "", "", 9],
    ["x", 1, null, 9],
  ])
    expect(kept.prepare(query).all(...values)).toEqual(client.prepare(query).all(...values));
  expect(kept.prepare(`select "id" from one where t = 'was ist das?' and n = ?`).all(1)).toEqual([{ id: "1" }]);
  expect(kept.prepare(`select "id" from one where n = ? and id = ?`).all("1", 1)).toEqual(
    client.prepare(`select "id" from one where n = ? and id = ?`).all("1", 1),
  );
});
