import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { freshDatabase, program, says } from "../support/process.ts";

const token = "123456:AbCdEfGhIjKlMnOpQrStUvWx";
const isOfMatrix = /\/src\/matrix\/|\/src\/homeserver\/|matrix-sdk-crypto|fake-indexeddb/;

/** Starts the real program, until it is on the line. Out: which of its modules are Matrix's. */
async function loadedBy(more: Record<string, string>): Promise<string[]> {
  const api = await FakeApi.open({ token });
  const path = freshDatabase();
  writeFileSync(
    `${path}.mjs`,
    `import { appendFileSync } from "node:fs";
    import { registerHooks } from "node:module";
    registerHooks({ load: (url, ...more) => (appendFileSync("${path}.loaded", url + "\\n"), more.at(-1)(url, more[0])) });`,
  );
  const bot = program(["start"], {
    ...{ DATABASE_PATH: path, BOT_TOKEN: token, CODE_KEY: "k".repeat(32), PORT: "0", TELEGRAM_API_ROOT: api.root },
    ...{ NODE_OPTIONS: `--import=${path}.mjs`, ...more },
  });
  await says(bot, /JaNein is on the line|has not reached the messenger yet/);
  bot.kill("SIGTERM");
  await once(bot, "close");
  await api.close();
  const loaded = readFileSync(`${path}.loaded`, "utf8").split("\n");
  expect(loaded.filter((url) => url.includes("/src/messenger/")).length).toBeGreaterThan(10);
  return loaded.filter((url) => isOfMatrix.test(url));
}

test("a school without Matrix loads nothing of it; one with Matrix does", async () => {
  expect(await loadedBy({})).toEqual([]);
  const nobody = { MATRIX_HOMESERVER: "http://127.0.0.1:9", MATRIX_USER: "janein", MATRIX_PASSWORD: "x" };
  expect((await loadedBy(nobody)).length).toBeGreaterThan(10);
});
