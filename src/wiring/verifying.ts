import { readFileSync } from "node:fs";
import type { Database } from "../../db/file/database.ts";
import { type Verified, verifyProof } from "../../db/proof/verify.ts";
import type { Anchors, Kept } from "../anchor/anchors.ts";
import { verifyStamps } from "../anchor/stamping.ts";
import { type Compared, rowsBegin } from "../consent/heads.ts";
import { type Found, isKnown } from "../consent/known-broken.ts";
import type { Config } from "./config.ts";
import { isDoubted } from "./goes-on.ts";
import { note, noted } from "./notes.ts";

interface Verifying {
  database: Database;
  anchors: Anchors | null;
  settings: Pick<Config, "TIMESTAMP_CA">;
}

/**
 * Looks whether the proof is whole, and compares it with what is kept outside the database.
 * In: perhaps a link or a receipt code that was noted; who hears how much is done (0 to 1).
 */
export async function verifyAll(
  { database, anchors, settings }: Verifying,
  noted = "",
  walked?: (share: number) => void,
): Promise<Verified & { compared: Compared }> {
  // Sealed before the walk begins: what comes meanwhile is not missed.
  const kept = (await anchors?.kept()) ?? { all: [], heads: [], foreign: 0, stamps: [], copies: [], knownBroken: [] };
  const ca = settings.TIMESTAMP_CA;
  const stamps =
    kept.stamps.length === 0
      ? { stamps: 0, newestStamp: null, badStamps: [] }
      : await verifyStamps(kept.stamps, ca === undefined ? "" : readFileSync(ca, "utf8"));
  const compared = {
    folder: anchors?.folder ?? "",
    heads: kept.heads.length,
    newestHead: kept.heads.at(-1)?.at ?? null,
    givenUp: givenUpOf(kept),
    foreign: kept.foreign,
    knownBroken: kept.knownBroken,
    doubted: anchors === null ? null : doubted(anchors.folder),
    ...stamps,
  };
  const against = {
    noted,
    ...(walked ? { walked } : {}),
    heads: kept.heads,
    rowsFrom: rowsBegin(kept.all),
    isKnown: (found: Found) => isKnown(kept.knownBroken, found),
    now: new Date(),
  };
  const verified = await verifyProof(database, against);
  if (anchors !== null)
    note(anchors.folder, "verify", { at: new Date().toISOString(), holds: holds(verified, compared) });
  return { ...verified, compared };
}

/** What was found since all was looked at last. */
function doubted(folder: string): Compared["doubted"] {
  return isDoubted({ folder }) ? noted(folder, "doubt") : null;
}

const holds = (verified: Verified, { foreign, badStamps }: Compared) =>
  !("broken" in verified) && verified.lost === null && foreign === 0 && badStamps.length === 0;

function givenUpOf({ all, heads }: Pick<Kept, "all" | "heads">): Compared["givenUp"] {
  const last = all.findLast(({ begins }) => begins === "restored");
  return last && all.length > heads.length ? { heads: all.length - heads.length, at: last.at } : null;
}
