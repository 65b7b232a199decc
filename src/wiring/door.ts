import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { codeOf, type Config, WrongSetting } from "./config.ts";
import { mayOpenDoor } from "./may-open.ts";

const second = 1000;

/** How patient the door is with whoever does not end what they began, and how much it takes in unasked. */
export const patience = {
  headersTimeout: 15 * second,
  // A list of 50 MB needs a line of 7 Mbit/s for this; the list of a large school is under one.
  requestTimeout: 60 * second,
  connectionsCheckingInterval: 5 * second,
  highWaterMark: 16 * 1024,
};

/**
 * Opens the port. In: what answers there, once its address is known; how long it waits (ms).
 * Out: the address, and how to close it at once.
 * Errors: WrongSetting where the port cannot be had, or may not be opened on that address.
 */
export async function openDoor(
  appAt: (address: string) => Hono,
  config: Pick<Config, "HOST" | "PORT" | "PUBLIC_URL" | "TRUST_PLAIN_HTTP">,
  waits: typeof patience = patience,
): Promise<{ address: string; close(): Promise<void> }> {
  mayOpenDoor(config);
  const { HOST, PORT } = config;
  let app = new Hono();
  const server = serve({
    fetch: async (request, env) => withoutTheRest(await app.fetch(request, env), env as HttpBindings),
    hostname: HOST,
    port: PORT,
    serverOptions: waits,
    // It would read on, to throw away, what nobody has asked for.
    autoCleanupIncoming: false,
  }) as Server;
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

/** Where a body was not read to its end, it never is: the connection is closed behind the answer. */
function withoutTheRest(response: Response, { incoming }: HttpBindings): Response {
  if (incoming.complete) return response;
  response.headers.set("connection", "close");
  // Until it has hung up, Node would read on to throw it away.
  incoming.resume = () => incoming;
  const { socket } = incoming;
  // Hanging up at once would take the answer back from whoever is still sending.
  socket.destroySoon = () => {
    socket.end();
    setTimeout(() => socket.destroy(), second).unref();
  };
  return response;
}
