import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { inDraft, nameDraft } from "../../db/file/draft.ts";
import type { Database } from "../../db/file/database.ts";
import { inCopy } from "../../db/file/judged.ts";
import { lockDatabase } from "../../db/file/lock.ts";
import { DatabaseRefused, isOlder, openDatabase } from "../../db/file/open.ts";
import { folderOwnersOnly } from "../../db/file/owners-only.ts";
import { watchForChanges } from "../../db/file/unchanged.ts";
import { toldAddress } from "../../db/postgres/address.ts";
import { PostgresLost, PostgresRefused } from "../../db/postgres/bridge.ts";
import { LeaseTaken } from "../../db/postgres/connection.ts";
import { fileIntoSchema, schemaAsItStands } from "../../db/postgres/copy.ts";
import { isSealed, newestHead } from "../../db/proof/head.ts";
import { placeOf } from "../../db/proof/verify.ts";
import type { Anchors } from "../anchor/anchors.ts";
import { rowsBegin } from "../consent/heads.ts";
import { type Config, WrongSetting } from "./config.ts";
import { anchorsOf, beginAnew, verifyAll } from "./proof.ts";

type Settings = Pick<Config, "DATABASE_PATH" | "PROOF_PATH" | "TIMESTAMP_URL" | "TIMESTAMP_CA">;
type Walked = (share: number) => void;

/** What was moved: how many events, and the newest link. */
export interface Moved {
  events: number;
  newest: string;
}

const nothingMoved = "Nothing was moved, and nothing was changed";

/**
 * Moves a school from its file into a new schema of PostgreSQL; the file stays as it is. The chain is verified in a
 * copy of the file, and once more in the schema, before that is kept.
 * In: the settings; the address of the schema; who hears how much of the chain is walked.
 * Errors: DatabaseRefused where somebody works on the file, or anything does not hold; then there is no such schema.
 */
export async function moveIntoSchema(settings: Settings, address: string, walked: Walked): Promise<Moved> {
  const path = settings.DATABASE_PATH;
  if (isOlder(path)) throw refused(`${path} was written by an older JaNein: start this one on it once`);
  const letGo = lockDatabase(path);
  if (!letGo) throw refused(`Another process works on ${path} (the running bot, perhaps): stop it, and move then`);
  const watch = watchForChanges(path);
  try {
    const anchors = await anchorsOf(settings);
    return await inCopy(path, path, undefined, async (copy) => {
      const here = openDatabase(copy, anchors.sealOfRow);
      try {
        const moved = await holding(here, { anchors, settings, walked });
        const from = { file: here.$client, path, address, sealOfRow: anchors.sealOfRow };
        await explaining(address, () =>
          fileIntoSchema(from, async (there) => {
            refuseOther(here, there, await holding(there, { anchors, settings, walked }), moved);
            if (!watch.isUnchanged()) throw writtenTo(path);
          }),
        );
        return moved;
      } finally {
        here.$client.close();
      }
    });
  } finally {
    watch.close();
    letGo();
  }
}

/**
 * The same from a schema into a new file. In: the settings; the address; the path of the file.
 * Errors: as above; then there is no such file.
 */
export async function moveIntoFile(
  settings: Settings,
  { address, to, walked }: { address: string; to: string; walked: Walked },
): Promise<Moved> {
  if (["", "-wal", "-shm"].some((ending) => existsSync(to + ending)))
    throw refused(
      `There is something at ${to} already, and nothing is overwritten: choose another name, or move it away`,
    );
  folderOwnersOnly(dirname(to));
  const anchors = await anchorsOf(settings);
  return await explaining(address, () =>
    schemaAsItStands(address, anchors.sealOfRow, async (there, copyTo) => {
      const moved = await holding(there, { anchors, settings, walked });
      await inDraft(to, "part", async (draft) => {
        copyTo(draft);
        const here = openDatabase(draft, anchors.sealOfRow);
        try {
          refuseOther(there, here, await holding(here, { anchors, settings, walked }), moved);
        } finally {
          here.$client.close();
        }
        nameDraft(draft, to);
      });
      return moved;
    }),
  );
}

/** Verifies all of it. Errors: DatabaseRefused where it does not hold; WrongSetting for another folder of the proof. */
async function holding(
  database: Database,
  { anchors, settings, walked }: { anchors: Anchors; settings: Settings; walked: Walked },
): Promise<Moved> {
  if (rowsBegin((await anchors.kept()).all) === null && isSealed(database))
    throw new WrongSetting(
      `PROOF_PATH ${anchors.folder} is not the folder that ${database.$client.name} was sealed with: put that back, ` +
        `with its key. If it is lost, ${beginAnew}`,
    );
  const verified = await verifyAll({ database, anchors, settings }, "", walked);
  const fault =
    "broken" in verified
      ? `at ${placeOf(verified.broken)}: ${verified.broken.fault}`
      : verified.lost
        ? `it does not go through the head that was sealed at ${verified.lost.at}`
        : verified.compared.foreign > 0 || verified.compared.badStamps.length > 0
          ? "what is kept outside the database does not bear it out"
          : null;
  if (fault !== null || "broken" in verified)
    throw refused(`The proof does not hold (${fault}): janein verify says what to do`);
  return { events: verified.events, newest: verified.newest };
}

/** What was copied goes as far as what it was copied from. */
function refuseOther(from: Database, to: Database, one: Moved, other: Moved): void {
  const heads = [from, to].map((database) => JSON.stringify(newestHead(database)));
  if (heads[0] !== heads[1] || one.newest !== other.newest || one.events !== other.events)
    throw refused("What was copied is not what it was copied from");
}

const refused = (why: string) => new DatabaseRefused(`${why}. ${nothingMoved}.`);
const writtenTo = (path: string) =>
  refused(`Somebody has written to ${path} meanwhile: stop whoever it is (fuser ${path}), and move then`);

/** What befalls PostgreSQL is a line for the operator. */
async function explaining<Out>(address: string, work: () => Promise<Out>): Promise<Out> {
  try {
    return await work();
  } catch (error) {
    const place = toldAddress(address);
    if (error instanceof LeaseTaken)
      throw refused(`Another process works on ${place} (the running bot, perhaps): stop it, and move then`);
    if (error instanceof PostgresLost) throw refused(`There is no answer from ${place}: ${error.message}`);
    if (error instanceof PostgresRefused) throw refused(`${place} refuses it: ${error.message}`);
    throw error;
  }
}
