import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openDeviceFile } from "../../db/file/device-file.ts";
import { beginNewDevice } from "../../src/line/new-device.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "device-"))));
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});
const config = () => ({ DATABASE_PATH: join(folder, "school.sqlite") });
const path = () => join(folder, "school.sqlite.device");

test("a restore ends the device of the Matrix messenger, and keeps what the bot's identity is made from", () => {
  vi.spyOn(console, "log").mockReturnValue();
  const before = openDeviceFile(path());
  before.keepSession({ userId: "@janein:schule.example", deviceId: "A", token: "t" });
  before.keepSyncToken("s1");
  before.keepSeeds({ master: "m", selfSigning: "s", userSigning: "u" });
  before.close();
  beginNewDevice(config());
  const after = openDeviceFile(path());
  expect([after.session(), after.syncToken(), after.seeds()?.master]).toEqual([null, null, "m"]);
  after.close();
});

test("where the device's file is damaged the restore is done all the same, and one line says what to do with it", () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  writeFileSync(path(), "no database, but longer than the head of one would have to be, so that it is looked at");
  beginNewDevice(config());
  expect(said.mock.calls.flat().join()).toContain(`${path()} is damaged: move it away.`);
  expect(readFileSync(path(), "utf8")).toContain("no database");
});
