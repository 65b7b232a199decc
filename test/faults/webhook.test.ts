import { setTimeout as sleep } from "node:timers/promises";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { campaign } from "../kills/campaign.ts";
import { onWebhook } from "../kills/on-webhook.ts";
import { BotProcess } from "../support/bot-process.ts";
import { FakeApi } from "../support/fake-api/fake-api.ts";
import { Sender } from "../support/fake-api/sender.ts";
import { freshAddress, postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { around, setUp } from "../support/process.ts";
import { until } from "../support/until.ts";

const sentAnd = { TELEGRAM_WEBHOOK: "yes", PUBLIC_URL: "https://janein.example" };

test("sent what parents decide, and killed in the middle again and again, the bot loses nothing and doubles nothing", async () => {
  const how = { kills: 4, families: 6, seed: 20261130, delay: 5 };
  const { wrong, decisions, onTheLine, putAside } = await campaign({
    ...how,
    messenger: await onWebhook({ ...how, processes: 1 }),
  });
  expect([wrong, putAside]).toEqual([[], 0]);
  expect(onTheLine).toBeGreaterThan(1);
  expect(decisions).toBeGreaterThanOrEqual(6);
});

test.runIf(postgresUrl)(
  "sent to two processes in turn, of which either dies while parents decide, nothing is lost and nothing doubled",
  async () => {
    const how = { kills: 4, families: 6, seed: 20261201, delay: 5 };
    const { wrong, decisions, onTheLine, putAside } = await campaign({
      ...how,
      database: freshAddress(),
      messenger: await onWebhook({ ...how, processes: 2 }),
    });
    expect([wrong, putAside]).toEqual([[], 0]);
    expect(onTheLine).toBeGreaterThan(1);
    expect(decisions).toBeGreaterThanOrEqual(6);
  },
  240_000,
);

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A bot to which Telegram sends, and how it is begun. */
async function opened() {
  const token = "1:a-token-for-what-is-sent-to-it";
  const api = await FakeApi.open({ token });
  const folder = mkdtempSync(join(tmpdir(), "janein-webhook-"));
  const env = {
    ...{ BOT_TOKEN: token, TELEGRAM_API_ROOT: api.root, CODE_KEY: "k".repeat(40), PORT: "0" },
    DATABASE_PATH: join(folder, "school.sqlite"),
  };
  await setUp(env);
  const log = join(folder, "log");
  const all = () => [...readFileSync(log, "utf8").matchAll(/health: (http:[^\s"]+)\/health/g)];
  const to = () => `${all().at(-1)?.[1]}/telegram`;
  ends.push(() => api.close());
  return {
    ...{ api, to, said: () => readFileSync(log, "utf8") },
    sends: () =>
      ends.push(
        (
          (sender) => () =>
            sender.stop()
        )(new Sender(api.updates, { to })),
      ),
    begin: async (more: Record<string, string>) => {
      const bot = new BotProcess(["src/main.ts", "start"], around({ ...env, ...more }), log);
      ends.push(() => bot.kill("SIGKILL"));
      const before = bot.child.pid ? api.counts.get("getMe")?.ok : 0;
      await until(() => expect(api.counts.get("getMe")?.ok).not.toBe(before));
      return bot;
    },
  };
}

test("only whoever has the word is heard at the webhook; set back, the address is taken back, and another's never", async () => {
  const { api, to, said, sends, begin } = await opened();
  const bot = await begin(sentAnd);
  await until(() => expect(api.updates.webhook).toBe("https://janein.example/telegram"));
  expect([api.updates.sends.atOnce, /^[A-Za-z0-9_-]{43}$/.test(api.updates.sends.secret)]).toEqual([100, true]);
  await until(() => expect(said()).toContain("health: http"));
  const post = async (body: string, secret?: string) => {
    const headers: Record<string, string> = secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret };
    return (await fetch(to(), { method: "POST", body, headers })).status;
  };
  const { secret } = api.updates.sends;
  const chat = { id: 7000, first_name: "Nadja", type: "private" as const };
  const update = JSON.stringify({
    update_id: 5,
    message: { message_id: 1, date: 0, chat, from: chat, text: "/start" },
  });
  expect([await post(update), await post(update, ""), await post(update, `${secret}x`)]).toEqual([401, 401, 401]);
  expect([await post("{}", secret), await post("no JSON", secret), await post("[1]", secret)]).toEqual([200, 200, 200]);
  expect(await post(JSON.stringify({ update_id: 6, long: "x".repeat(2_000_000) }), secret)).toBe(200);
  expect(said()).toMatch(/no update: put away[^]*too long: put away/);
  sends();
  api.box.open({ id: 7001, first_name: "Nadja", language_code: "de" });
  api.says(7001, "/start");
  const answers = () => api.box.chats.get(7001)?.messages.filter(({ from }) => from === "bot").length ?? 0;
  await until(() => expect(answers()).toBe(2));
  await until(() => expect(api.updates.length).toBe(0));
  await bot.kill("SIGTERM");

  const asking = await begin({ PUBLIC_URL: sentAnd.PUBLIC_URL });
  await until(() => expect([api.updates.webhook, api.updates.isPolled]).toEqual(["", true]));
  await asking.kill("SIGTERM");

  api.updates.webhook = "https://elsewhere.example/hook";
  await begin({ PUBLIC_URL: sentAnd.PUBLIC_URL });
  await until(() => expect(said()).toMatch(/goes to a webhook/));
  await sleep(500);
  expect(api.updates.webhook).toBe("https://elsewhere.example/hook");
});
