import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { readConfig } from "../../src/wiring/config.ts";
import { openDemoSchool } from "../../src/wiring/demo-school.ts";
import { openPress } from "../../src/wiring/press.ts";
import { startDemo } from "../../src/wiring/start-demo.ts";
import { texts, understand } from "../support/school.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const parts = { texts, understand, log };
const emptyFolder = () => mkdtempSync(join(tmpdir(), `janein-test-${randomUUID()}-`));
/** Which files in this folder the process has open, also where they are deleted. */
const openIn = (folder: string) =>
  readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false;
    }
  });

test("a demo whose port is taken leaves nothing behind: no folder", async () => {
  const folder = emptyFolder();
  vi.stubEnv("TMPDIR", folder);
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  await expect(startDemo(readConfig({ PORT: String(port), LOG_LEVEL: "silent" }), parts)).rejects.toThrow(`${port}`);
  expect(readdirSync(folder)).toEqual([]);
  other.close();
  vi.unstubAllEnvs();
});

test("a demo whose first school cannot be opened leaves nothing behind: no folder, and its port is free", async () => {
  const folder = emptyFolder();
  vi.stubEnv("TMPDIR", folder);
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  // At this age no pupil decides himself, so the one who can be played is missing.
  const config = { ...readConfig({ PORT: String(port), LOG_LEVEL: "silent" }), PUPIL_AGE: 90 };
  await expect(startDemo(config, parts)).rejects.toThrow("Lukas is not in the invented school");
  expect(readdirSync(folder)).toEqual([]);
  const again = createServer().listen(port, "127.0.0.1");
  await once(again, "listening");
  again.close();
  vi.unstubAllEnvs();
});

test("a school that cannot be opened halfway leaves nothing behind: no file, and none that is still open", async () => {
  const [folder, press] = [emptyFolder(), openPress()];
  const config = { ...readConfig({ LOG_LEVEL: "silent" }), PUPIL_AGE: 90 };
  const site = { ...parts, config, press, folder, address: "http://127.0.0.1:1" };
  await expect(openDemoSchool(site)).rejects.toThrow("Lukas is not in the invented school");
  expect([readdirSync(folder), openIn(folder)]).toEqual([[], []]);
  const school = await openDemoSchool({ ...site, config: readConfig({ LOG_LEVEL: "silent" }) });
  expect([readdirSync(folder).length, openIn(folder).length > 0]).toEqual([1, true]);
  await school.close();
  expect([readdirSync(folder), openIn(folder), school.closing.aborted]).toEqual([[], [], true]);
  await press.close();
});

test("a school that is closed while its second messenger is only being opened leaves nothing behind either", async () => {
  const [folder, press] = [emptyFolder(), openPress()];
  const site = { ...parts, config: readConfig({ LOG_LEVEL: "silent" }), press, folder, address: "http://127.0.0.1:1" };
  const school = await openDemoSchool(site);
  school.messenger.says(102, "hallo");
  await school.close();
  school.messenger.says(102, "noch da?");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([readdirSync(folder), openIn(folder)]).toEqual([[], []]);
  await press.close();
});
