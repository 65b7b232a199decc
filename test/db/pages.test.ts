import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { freshDatabase } from "../support/process.ts";
import { School } from "../support/school.ts";

let school: School;
let path = "";
beforeEach(async () => {
  path = freshDatabase();
  school = await School.open({ path, joined: ["grandfather"] });
  school.database.$client.exec(`
    create table filling (one text unique, other text);
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 400000)
      insert into filling select hex(randomblob(12)), i from n;
    create index filling_other on filling (other)`);
});
afterEach(async () => {
  await school.stop();
  school.database.$client.close();
});

test("while somebody of the office verifies a big file, nobody waits for its pages to be looked at", async () => {
  const begun = performance.now();
  school.database.$client.pragma("integrity_check(1)");
  const inOne = performance.now() - begun;
  let [longest, last] = [0, performance.now()];
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  expect(await verifyProof(school.database)).toMatchObject({ lost: null });
  longest = Math.max(longest, performance.now() - last);
  clearInterval(clock);
  expect(inOne).toBeGreaterThan(200);
  expect(longest).toBeLessThan(inOne / 2);
});

test("what is wrong in a big file is found all the same", async () => {
  await school.phone("grandfather").answers("Leon", "JA", "JA");
  const shell = new Sqlite(path);
  const words = String(shell.prepare("select sql from sqlite_master where name = 'consent_event_child'").pluck().get());
  shell.exec(`drop index consent_event_child; ${words.replace("`child_id`", "iif(seq < 2, child_id, 'nobody')")}`);
  shell.unsafeMode();
  shell.pragma("writable_schema = on");
  shell.prepare("update sqlite_master set sql = ? where name = 'consent_event_child'").run(words);
  shell.close();
  expect(await verifyProof(school.database)).toMatchObject({
    broken: { where: "guard", fault: "the pages or the indexes of the file are not whole" },
  });
});
