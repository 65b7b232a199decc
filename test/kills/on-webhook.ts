import { readFileSync } from "node:fs";
import { Sender } from "../support/fake-api/sender.ts";
import { type Messenger, onTelegram } from "./messenger.ts";

const said = /health: (http:[^\s"]+)\/health/g;

/** As `onTelegram`, where Telegram sends what is written: to each of the processes that have begun last, in turn. */
export async function onWebhook(wanted: { delay: number; seed: number; processes: number }): Promise<Messenger> {
  let [log, turn, workedAt] = ["", 0, 0];
  const all = () =>
    log === "" ? [] : [...readFileSync(log, "utf8").matchAll(said)].slice(-wanted.processes).map(([, at]) => at);
  const to = () => {
    const places = all();
    turn += 1;
    return places.length === 0 ? undefined : `${places[turn % places.length]}/telegram`;
  };
  // Whoever has set the webhook need not call again: it says itself whether it works on the school.
  const look = async (address: string | undefined) => {
    const { status } = (await (await fetch(`${address}/health`)).json()) as { status: string };
    if (status !== "stands by") workedAt = performance.now();
  };
  const looking = setInterval(() => all().forEach((one) => void look(one).catch(() => undefined)), 500);
  let sender: Sender | undefined;
  const telegram = await onTelegram({
    ...wanted,
    opened: ({ updates }) => void (sender = new Sender(updates, { to })),
  });
  return {
    ...telegram,
    env: { ...telegram.env, TELEGRAM_WEBHOOK: "yes", PUBLIC_URL: "https://janein.example" },
    wasPolledSince: (moment) => workedAt > moment,
    logsTo: (path) => void (log = path),
    async close() {
      clearInterval(looking);
      sender?.stop();
      await telegram.close();
    },
  };
}
