import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "../../db/file/database.ts";
import { openOffice } from "../../db/office/office.ts";
import { freshDatabase, onPostgres } from "../support/fresh-database.ts";

let database: Database;
beforeEach(() => void (database = freshDatabase()));
afterEach(() => database.$client.close());

/** A log of that many acts, of which every fifth was a form with a mark. */
function longLog(count: number): void {
  database.$client
    .prepare(
      `with recursive n(at) as (select 1 union all select at + 1 from n where at < ?)
       insert into office_action (at, "by", what, about, details) select '2026-11-23T17:00:00.000Z', 'x', 'letters', 'all',
         case when at % 5 = 0 then '{"codes":1,"act":"mark' || at || '"}' end from n`,
    )
    .run(count);
}

test("whether a form was sent before is looked up, not searched for", async () => {
  longLog(1000);
  const asked: string[] = [];
  const prepare = database.$client.prepare.bind(database.$client);
  database.$client.prepare = (text: string) => {
    asked.push(text);
    return prepare(text);
  };
  const office = openOffice(database, () => "id");
  expect(await office.doneWith("mark995")).toMatchObject({ what: "letters" });
  expect(await office.doneWith("mark996")).toBeNull();
  const lookUp = asked.find((text) => text.includes("office_action")) ?? "";
  const explain = onPostgres ? "explain" : "explain query plan";
  const plan = (prepare(`${explain} ${lookUp}`).raw().all("mark5") as string[][]).map((line) => line.at(-1));
  expect(plan.join("\n")).toMatch(
    onPostgres ? /Index Scan on office_action_act/ : /^SEARCH office_action USING INDEX office_action_act.*$/,
  );
});
