import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isMissing } from "../../db/file/lock.ts";
import { addressOf, isAddress, placeAt, toldAddress } from "../../db/postgres/address.ts";
import type { Config } from "../wiring/config.ts";
import type { Installation } from "../wiring/installation.ts";
import { devicePathOf } from "../wiring/messengers.ts";
import { type Moved, moveIntoFile, moveIntoSchema } from "../wiring/moving.ts";
import { proofFolderOf } from "../wiring/proof-folder.ts";
import { schoolFolderOf } from "../wiring/school-folder.ts";
import { folderOf, settingsIn } from "../wiring/schools.ts";
import { noDatabase, stopped, WrongCall } from "./at-home.ts";
import { withBar } from "./progress-bar.ts";

const call = "janein move --to URL|FILE";

/**
 * Moves a school from its file to PostgreSQL, or from there into a file; where it was, it stays as it is.
 * In: how it was called; what came behind --school. Errors: WrongCall; DatabaseRefused where nothing was moved.
 */
export async function move(here: Installation, args: string[], which?: string): Promise<void> {
  const { to = "" } = parseArgs({ args, options: { to: { type: "string" } } }).values;
  if (to === "") throw new WrongCall(call);
  const { key, config } = here.one(which);
  const settings = key === null ? null : settingsIn(folderOf(config.SCHOOLS_PATH ?? "", key));
  if (isAddress(to)) return await toSchema(config, key === null ? to : addressOf(to, key), settings);
  await toFile(config, resolve(to), settings);
}

/** In: where the settings of this school alone stand; null where they are the environment's. */
async function toSchema(config: Config, address: string, settings: string | null): Promise<void> {
  if (config.DATABASE_URL !== undefined)
    return stopped(
      `The school is in PostgreSQL already, at ${toldAddress(config.DATABASE_URL)}; nothing was moved. From there to ` +
        "another server it goes with pg_dump and pg_restore, or by a file: janein move --to FILE.",
    );
  const path = config.DATABASE_PATH;
  if (isMissing(path)) return stopped(noDatabase(resolve(path)));
  refuseNoPlace(address);
  const moved = await withBar("Checking", (walked) => moveIntoSchema(config, address, walked));
  say(moved, toldAddress(address), [
    `${setIn(settings)}: DATABASE_URL=${withoutPassword(address)}`,
    `DATABASE_PATH ${path} stays as it is set: the proof and the school's folder go on lying beside it.`,
    `The file itself is as it was. It holds personal data, and nothing new will stand in it: remove it when you no ` +
      "longer want to go back.",
  ]);
}

async function toFile(config: Config, to: string, settings: string | null): Promise<void> {
  const { DATABASE_URL: address, DATABASE_PATH: path } = config;
  if (address === undefined)
    return stopped(
      `The school is in a file already, ${path}; nothing was moved. To another file it goes with janein backup and ` +
        "janein restore; DATABASE_URL says where it is in PostgreSQL.",
    );
  const isAtItsPath = to === resolve(path);
  if (settings !== null && !isAtItsPath)
    return stopped(`In SCHOOLS_PATH the file of this school is ${path}: janein move --to ${path}. Nothing was moved.`);
  const moved = await withBar("Checking", (walked) => moveIntoFile(config, { address, to, walked }));
  say(moved, to, [
    `${setIn(settings)}: DATABASE_URL= (nothing, or take it out)`,
    ...(isAtItsPath ? [] : elsewhere(config, to)),
    `${toldAddress(address)} is as it was. It holds personal data, and nothing new will stand in it: remove it (drop ` +
      `schema "${placeAt(address).schema}" cascade) when you no longer want to go back.`,
  ]);
}

/** What lies beside the file goes on lying where it lay: it is named from now on. */
function elsewhere(config: Config, to: string): string[] {
  const device = devicePathOf(config);
  return [
    `DATABASE_PATH=${to}`,
    ...(config.PROOF_PATH === undefined ? [`PROOF_PATH=${resolve(proofFolderOf(config))}`] : []),
    ...(config.SCHOOL_PATH === undefined ? [`SCHOOL_PATH=${resolve(schoolFolderOf(config))}`] : []),
    ...(existsSync(device) ? [`mv ${resolve(device)} ${devicePathOf({ DATABASE_PATH: to })}`] : []),
  ];
}

const setIn = (settings: string | null) => (settings === null ? "Set now" : `Set now in ${settings}`);

function say({ events, newest }: Moved, to: string, next: readonly string[]): void {
  console.log(
    `Moved to ${to}: ${events} events, every link holds there as here. Newest link: ${newest || "none yet"}.`,
  );
  for (const line of next) console.log(line);
}

/** What stands in a terminal may be read by others. */
function withoutPassword(address: string): string {
  return address.replace(/^(\w+:\/\/[^:@/]*):[^@/]*@/, "$1:PASSWORD@");
}

function refuseNoPlace(address: string): void {
  try {
    placeAt(address);
  } catch (error) {
    throw new WrongCall(`${call} (${(error as Error).message})`);
  }
}
