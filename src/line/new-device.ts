import { existsSync } from "node:fs";
import { openDeviceFile } from "../../db/file/device-file.ts";
import type { Config } from "../wiring/config.ts";
import { devicePathOf } from "../wiring/messengers.ts";

/** Keys run forward and never back, and what was written since is not for what was restored. */
export function beginNewDevice(config: Pick<Config, "DATABASE_PATH">): void {
  const path = devicePathOf(config);
  if (!existsSync(path)) return;
  const file = openDeviceFile(path);
  try {
    file.forget();
  } finally {
    file.close();
  }
  console.log("In the Matrix messenger the bot signs in as a new device: what was written there before is not read.");
}
