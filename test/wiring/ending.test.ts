import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { around, freshDatabase, isOpen, says } from "../support/process.ts";

const root = resolve(import.meta.dirname, "../..");
const npmStart = (): ChildProcess =>
  spawn("npm", ["start", "--silent", "--", "--demo"], {
    cwd: root,
    env: around({ HOME: mkdtempSync(join(tmpdir(), "janein-home-")), PORT: "0", DATABASE_PATH: freshDatabase() }),
  });

test("whoever ends npm start with SIGTERM has the port free again within ten seconds", async () => {
  const npm = npmStart();
  const [, port = ""] = await says(npm, /The demo is open: http:\/\/127\.0\.0\.1:(\d+)/);
  expect(await isOpen(Number(port))).toBe(true);
  npm.kill("SIGTERM");
  let waited = 0;
  for (; (await isOpen(Number(port))) && waited < 20_000; waited += 100) await sleep(100);
  expect(waited).toBeLessThan(10_000);
});
