import { expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { announce } from "../../db/messenger/announce.ts";
import { openAccounts } from "../../db/messenger/accounts.ts";
import { openLanguages } from "../../db/messenger/languages.ts";
import { openOutbox } from "../../db/messenger/outbox.ts";
import { inOneTransaction } from "../../db/file/unit-of-work.ts";
import { account, person } from "../../db/schema.ts";

const at = "2026-11-20T12:00:00Z";

function opened() {
  const database = openDatabase(":memory:");
  database.insert(person).values({ id: "p", role: "guardian", givenName: "Ada", familyName: "Arslan" }).run();
  database.insert(account).values({ personId: "p", chatId: "101", joinedAt: at }).run();
  return { database, outbox: openOutbox(database, 16), accounts: openAccounts(database) };
}

test("the outbox says once that something was put down, and that somebody can be reached again", async () => {
  const { database, outbox } = opened();
  expect(await outbox.hasNews()).toBe(false);
  await inOneTransaction(database, (tx) => announce(tx, { kind: "period", about: "1", at }, ["p"]));
  expect([await outbox.hasNews(), await outbox.hasNews()]).toEqual([true, false]);
  database.update(account).set({ unreachableSince: at }).run();
  await outbox.reachable(101);
  expect([await outbox.hasNews(), await outbox.hasNews()]).toEqual([true, false]);
  await outbox.reachable(101);
  expect(await outbox.hasNews()).toBe(false);
});

test("a chat has changed when somebody is gone from it or its language is another, and no other chat has", async () => {
  const { database, accounts } = opened();
  await openLanguages(database).keep(101, "tr", "chosen");
  expect([await accounts.hasChanged(102), await accounts.hasChanged(101)]).toEqual([false, true]);
  expect(await accounts.hasChanged(101)).toBe(false);
  await accounts.disconnect("p", new Date(at));
  expect(await accounts.hasChanged(101)).toBe(true);
});
