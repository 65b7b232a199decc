import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../db/file/open.ts";
import { freshAddress, postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);

/** Another process that asks all the time whether somebody works on a school. */
async function asking(address: string) {
  const lock = resolve(import.meta.dirname, "../../db/file/lock.ts");
  const words = `const { isLocked } = await import(${JSON.stringify(lock)}); isLocked(process.argv[1]);
    console.log("asks"); for (;;) isLocked(process.argv[1]);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", words, address], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

test.runIf(postgresUrl)("whoever only asks whether a school is worked on keeps nobody from beginning to", async () => {
  const address = freshAddress();
  openDatabase(address).$client.close();
  const child = await asking(address);
  try {
    const begins = () => openDatabase(address, undefined, true).$client.close();
    for (let time = 0; time < 60; time += 1) expect(begins).not.toThrow();
  } finally {
    child.kill("SIGKILL");
  }
});

test.runIf(postgresUrl)("whoever has closed a school takes its lease no more, whatever is asked late", () => {
  const address = freshAddress();
  const { $client: client } = openDatabase(address, undefined, true);
  client.close();
  expect(() => client.prepare("select 1").get()).toThrow("The database connection is not open");
  expect(() => openDatabase(address, undefined, true).$client.close()).not.toThrow();
});
