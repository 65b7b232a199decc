import { existsSync } from "node:fs";
import { DeviceFileRefused, openDeviceFile } from "../../db/file/device-file.ts";
import type { Config } from "../wiring/config.ts";
import { devicePathOf } from "../wiring/messengers.ts";

/** Keys run forward and never back, and what was written since is not for what was restored. */
export function beginNewDevice(config: Pick<Config, "DATABASE_PATH">): void {
  const path = devicePathOf(config);
  if (!existsSync(path)) return;
  try {
    const file = openDeviceFile(path);
    file.forget();
    file.close();
  } catch (error) {
    // What was restored is in its place: of the device it is only to be said what is to be done.
    if (!(error instanceof DeviceFileRefused)) throw error;
    return console.error(error.message);
  }
  console.log("In the Matrix messenger the bot signs in as a new device: what was written there before is not read.");
}
