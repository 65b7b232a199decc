import { getConnInfo } from "@hono/node-server/conninfo";
import { createHash, timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Look, Looked } from "./lights.ts";
import { isLoopback } from "./may-open.ts";
import { version } from "./version.ts";

/** What is counted while the bot works. No label says who: methods, codes and versions are all there is. */
export interface Metrics {
  /** A fetch that counts the calls to the messenger by method and outcome. */
  counting(fetch: typeof globalThis.fetch): typeof globalThis.fetch;
  /** An update is done, so long (ms) after it came. */
  finished: (ms: number) => void;
  /** `GET /metrics` in the text of Prometheus, for this machine or whoever has the token. */
  page: Hono;
}

/** A school that is measured: its key, null where it is the only one; what looks how it is; how many events it has. */
export interface Measured {
  key: string | null;
  look: Look;
  events: () => number;
}

/** Opens the metrics. In: the schools, whenever they are asked for; the token, where one is set. */
export function openMetrics(schools: () => readonly Measured[], token: string | undefined): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const updates = new Counter({ name: "janein_updates_total", help: "Updates that are done", registers });
  const answers = new Histogram({
    ...{ name: "janein_answer_seconds", help: "From an update's coming until it is answered", registers },
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  });
  const calls = new Counter({
    ...{ name: "janein_calls_total", help: "Calls to the messenger, each try", registers },
    labelNames: ["method", "outcome"],
  });
  new Gauge({ name: "janein_info", help: "Which JaNein this is", labelNames: ["version"], registers }).set(
    { version },
    1,
  );
  const put = openGauges(registers);
  return {
    counting: (fetch) => async (input, init) => {
      const method = methodOf(input);
      try {
        const answer = await fetch(input, init);
        calls.inc({ method, outcome: answer.ok ? "ok" : String(answer.status) });
        return answer;
      } catch (error) {
        calls.inc({ method, outcome: "no answer" });
        throw error;
      }
    },
    finished(ms) {
      updates.inc();
      answers.observe(ms / 1000);
    },
    page: new Hono().get("/metrics", async (ctx) => {
      if (!mayRead(ctx, token)) return ctx.text("Only on this machine, or with METRICS_TOKEN as a bearer.\n", 401);
      await put(schools());
      return ctx.text(await register.metrics(), 200, { "content-type": register.contentType });
    }),
  };
}

const messengerTrouble = ({ trouble }: Looked) => (trouble === null ? 0 : 1);

/** The figures that are looked up when they are asked for. What is not known has no line. */
function openGauges(registers: Registry[]): (schools: readonly Measured[]) => Promise<void> {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `janein_${name}`, help, labelNames: ["school"], registers });
  const at = (iso: string | null | undefined) => (iso == null ? null : Date.parse(iso) / 1000);
  const healthy = gauge("healthy", "1 while /health says 200");
  const eventCount = gauge("events", "Events of the record");
  const all: [Gauge, (looked: Looked) => number | null][] = [
    [gauge("waiting_messages", "Messages that wait to be told"), ({ waiting }) => waiting.count],
    [gauge("oldest_waiting_timestamp_seconds", "Since when the oldest waits"), ({ waiting }) => at(waiting.oldest)],
    [gauge("held_up_chats", "Chats in which something is under way for a minute"), ({ underWay }) => underWay.chats],
    [gauge("oldest_update_timestamp_seconds", "Since when the oldest is not done"), (seen) => at(seen.underWay.since)],
    [gauge("messenger_trouble", "1 while the messenger is not heard as it should be"), messengerTrouble],
    [gauge("last_poll_timestamp_seconds", "When the messenger was heard last"), ({ heardAt }) => at(heardAt)],
    [gauge("last_round_timestamp_seconds", "When a daily round was done last"), ({ lastRound }) => at(lastRound)],
    [gauge("last_backup_timestamp_seconds", "When a backup was made last"), (seen) => at(seen.lastBackup?.at)],
    [gauge("last_verify_timestamp_seconds", "When the record was checked last"), (seen) => at(seen.lastVerify?.at)],
    [gauge("last_drill_timestamp_seconds", "When a backup was tried last"), (seen) => at(seen.lastDrill?.at)],
    [gauge("free_disk_bytes", "Free where the database lies"), ({ freeDisk }) => freeDisk],
  ];
  return async (schools) => {
    const seen = await Promise.all(schools.map(async ({ key, look, events }) => ({ key, ...(await look()), events })));
    for (const one of [healthy, eventCount, ...all.map(([each]) => each)]) one.reset();
    for (const { key, events, ...looked } of seen) {
      const labels = key === null ? {} : { school: key };
      healthy.set(labels, looked.wrong.length === 0 ? 1 : 0);
      eventCount.set(labels, events());
      for (const [one, of] of all) {
        const value = of(looked);
        if (value !== null) one.set(labels, value);
      }
    }
  };
}

/** The method is the last of the path; of a file there is none. The token before it must not get out. */
function methodOf(input: string | URL | Request): string {
  const path = new URL(input instanceof Request ? input.url : input).pathname;
  return /\/bot[^/]+\/([A-Za-z]{1,40})$/.exec(path)?.[1] ?? "other";
}

/** A proxy on this machine comes from it too: what it passes on for others is not from here. */
function mayRead(ctx: Context, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/i.exec(ctx.req.header("authorization") ?? "")?.[1];
  if (token !== undefined && given !== undefined) return timingSafeEqual(digest(given), digest(token));
  const isPassedOn = ["x-forwarded-for", "forwarded", "via"].some((name) => ctx.req.header(name) !== undefined);
  const from = (getConnInfo(ctx).remote.address ?? "").replace(/^::ffff:/, "");
  return !isPassedOn && isLoopback(from) && isLoopback(new URL(ctx.req.url).hostname.replace(/^\[|\]$/g, ""));
}

const digest = (text: string) => createHash("sha256").update(text).digest();
