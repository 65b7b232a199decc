import { once } from "node:events";
import { expect, test } from "vitest";
import { levelOfDemo, openLog } from "../../src/wiring/log.ts";
import { freshDatabase, program, says } from "../support/process.ts";

function written(level: string, isTTY: boolean): string[] {
  const lines: string[] = [];
  const log = openLog(level, { isTTY, write: (line) => lines.push(line) });
  log.info({ announcements: [3, 4] }, "told");
  log.error({ code: "ENOSPC" }, "not sealed: see to PROOF_PATH");
  return lines;
}

test("what happens is a line of JSON with its ISO time and the name of its level, and no more of the machine", () => {
  const [told = "", failed = ""] = written("info", false);
  expect(JSON.parse(told)).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
    announcements: [3, 4],
    msg: "told",
  });
  expect(JSON.parse(failed)).toMatchObject({ level: "error", code: "ENOSPC" });
  expect([told.endsWith("}\n"), written("error", false).length, written("silent", false).length]).toEqual([true, 1, 0]);
});

test("on a terminal it can be read as it is", () => {
  const lines = written("info", true);
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\dZ info  told announcements=\[3,4\]\n$/);
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\dZ error not sealed: see to PROOF_PATH code="ENOSPC"\n$/);
});

test("all that a starting bot says is such lines: the first has version, path and counts, a later one where it is reached", async () => {
  const path = freshDatabase();
  const bot = program(["start"], {
    ...{ DATABASE_PATH: path, BOT_TOKEN: "123456:AbCdEfGhIjKlMnOpQrStUvWx", CODE_KEY: "k".repeat(32), PORT: "0" },
    TELEGRAM_API_ROOT: "http://127.0.0.1:9",
  });
  let out = "";
  bot.stdout?.on("data", (text: Buffer) => (out += text.toString()));
  await says(bot, /health: (http:\S+)\/health/);
  bot.kill("SIGTERM");
  await once(bot, "close");
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const line of lines)
    expect(line).toMatchObject({ level: expect.any(String) as unknown, time: expect.any(String) as unknown });
  expect(lines[0]).toMatchObject({ database: path, events: 0, children: 0, version: expect.any(String) as unknown });
  expect(lines.filter(({ msg }) => String(msg).includes("/health"))).toHaveLength(1);
});

test("whoever tries the demo in a terminal reads its address alone; a pipe, and who has said how much, gets every line", () => {
  expect(levelOfDemo(undefined, "info", true)).toBe("warn");
  expect(levelOfDemo(undefined, "info", false)).toBe("info");
  expect(levelOfDemo("debug", "debug", true)).toBe("debug");
});
