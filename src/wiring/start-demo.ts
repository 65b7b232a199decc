import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import type { Config } from "./config.ts";
import { demo } from "../demo/demo.ts";
import { onlyThisMachine } from "../demo/gate.ts";
import { officeButton } from "../demo/page.ts";
import { openVisitors } from "../demo/visitors.ts";
import { openDemoSchool } from "./demo-school.ts";
import { openDoor } from "./door.ts";
import { openPress } from "./press.ts";
import type { Parts } from "./open-school.ts";
import type { Ready } from "./start.ts";
import { version } from "./version.ts";

/** How often is looked for schools that nobody uses (ms). */
const sweepEvery = 60_000;

/**
 * The demo: the same bot, for each visitor an invented school with a database file that goes when the visitor has gone,
 * and a page with three phones. It lets in whoever asks, so it is opened only where `botOrDemo` has allowed it.
 * Errors: WrongSetting where the port cannot be had; whatever went wrong, nothing that was opened stays open.
 */
export async function startDemo(config: Config, parts: Parts): Promise<Ready> {
  // What was opened last is closed first, also where opening comes to nothing halfway.
  await using ends = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), "janein-demo-"));
  ends.defer(() => rmSync(folder, { recursive: true, force: true }));
  const press = openPress();
  ends.defer(() => press.close());
  const now = () => new Date();
  const about = { version, timeZone: config.TIME_ZONE };
  const site = { ...parts, config, press, folder };
  let address = "";
  const visitors = openVisitors(
    () => openDemoSchool({ ...site, address }),
    () => randomBytes(24).toString("base64url"),
  );
  const door = await openDoor((at) => {
    address = at;
    return new Hono().use(onlyThisMachine(at)).route("/", demo(visitors, now, about));
  }, config);
  ends.defer(() => door.close());
  ends.defer(() => visitors.closeAll());
  await visitors.ready();
  const sweeping = setInterval(() => {
    visitors
      .sweep(now())
      .catch((error: unknown) => parts.log.error({ error: (error as Error).name }, "a school of the demo stays open"));
  }, sweepEvery);
  ends.defer(() => clearInterval(sweeping));
  const all = ends.move();
  return {
    says:
      `The demo is open: ${door.address} (an invented school for each visitor; nothing is kept; ` +
      `„${officeButton}“ on that page leads into its office)`,
    stop: () => all.disposeAsync(),
  };
}
