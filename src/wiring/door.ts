import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import type { Database } from "../../db/file/database.ts";
import { codeOf, type Config, WrongSetting } from "./config.ts";
import type { Running } from "../messenger/running.ts";

/**
 * Opens the port. In: what answers there, once its address is known.
 * Out: the address, and how to close it at once. Errors: WrongSetting where the port cannot be had.
 */
export async function openDoor(
  appAt: (address: string) => Hono,
  { HOST, PORT }: Pick<Config, "HOST" | "PORT">,
): Promise<{ address: string; close(): Promise<void> }> {
  let app = new Hono();
  const server = serve({ fetch: (request, env) => app.fetch(request, env), hostname: HOST, port: PORT }) as Server;
  try {
    await once(server, "listening");
  } catch (error) {
    throw new WrongSetting(
      `PORT ${PORT} cannot be opened on HOST ${HOST} (${codeOf(error)}): choose another PORT, or stop what uses it`,
    );
  }
  const { port } = server.address() as AddressInfo;
  const address = `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${port}`;
  app = appAt(address);
  return {
    address,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** `GET /health`: 200 while the bot polls and the database answers, else 503 with what is wrong. */
export function healthOf(bot: Running, database: Database): Hono {
  let ended = false;
  bot.ended.finally(() => (ended = true)).catch(() => undefined);
  return new Hono().get("/health", (ctx) => {
    try {
      database.$client.prepare("select 1").get();
      return ended ? ctx.json({ status: "the bot has ended" }, 503) : ctx.json({ status: "ok" });
    } catch {
      return ctx.json({ status: "the database does not answer" }, 503);
    }
  });
}
