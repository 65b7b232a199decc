import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { goesThrough, newestHead } from "../../db/proof/head.ts";
import { type Verified, verifyProof } from "../../db/proof/verify.ts";
import type { Database } from "../../db/file/database.ts";
import { type Anchors, openAnchors } from "../anchor/anchors.ts";
import { stampNewest, verifyStamps } from "../anchor/stamping.ts";
import type { Compared } from "../consent/heads.ts";
import type { Log } from "../house/house.ts";
import { codeOf, type Config, WrongSetting } from "./config.ts";

type Settings = Pick<Config, "DATABASE_PATH" | "PROOF_PATH" | "TIMESTAMP_URL" | "TIMESTAMP_CA">;

const sealEveryMs = 1000;
const stampEveryMs = 6 * 60 * 60 * 1000;

/** The folder of the sealed heads. Errors: WrongSetting where it cannot be made, read or written. */
export async function anchorsOf({ DATABASE_PATH, PROOF_PATH }: Settings): Promise<Anchors> {
  const folder = PROOF_PATH ?? `${DATABASE_PATH}.proof`;
  try {
    return await openAnchors(folder, () => randomBytes(32).toString("base64"));
  } catch (error) {
    throw new WrongSetting(
      `PROOF_PATH ${folder} cannot be used (${codeOf(error) === "unknown" ? whyOf(error) : codeOf(error)}): ` +
        "give it to the user that JaNein runs as, or choose another folder",
    );
  }
}

/** Seals how far the proof has come, if it has come further. */
export async function sealNow(database: Database, anchors: Anchors, now: Date, restored = false): Promise<void> {
  await anchors.seal({ at: now.toISOString(), ...newestHead(database), restored });
}

/**
 * Seals every second what has come, and has it stamped four times a day where a server for it is set.
 * Whether the database still goes through what was sealed last is looked at each time.
 * Out: how to stop it; what has come by then is sealed.
 */
export async function keepSealed(
  database: Database,
  anchors: Anchors,
  { settings, log, now }: { settings: Settings; log: Log; now: () => Date },
): Promise<() => Promise<void>> {
  // Each is said once, not every second.
  const said = { foreign: false, failed: false };
  let busy: Promise<void> = Promise.resolve();
  const seal = async () => {
    const last = anchors.newest();
    const isForeign = last !== null && !goesThrough(database, last);
    if (isForeign && !said.foreign)
      log.error({ sealed: last.at }, "the database does not go on from what was sealed: janein verify says more");
    said.foreign ||= isForeign;
    await sealNow(database, anchors, now());
    said.failed = false;
  };
  const notSealed = (error: unknown) => {
    if (!said.failed) log.error({ code: codeOf(error), folder: anchors.folder }, "not sealed: see to PROOF_PATH");
    said.failed = true;
  };
  const sealing = () => (busy = busy.then(seal).catch(notSealed));
  const url = settings.TIMESTAMP_URL;
  const stamp = async () => {
    if (url === undefined) return;
    const nonce = () => Uint8Array.from(randomBytes(8));
    const stamped = await stampNewest(anchors, { url, fetch, nonce });
    if (stamped) log.info({}, "stamped");
  };
  const stamping = () =>
    void stamp().catch((error: unknown) => log.warn({ code: codeOf(error), why: whyOf(error) }, "not stamped"));
  await sealing();
  stamping();
  const timers = [setInterval(() => void sealing(), sealEveryMs), setInterval(stamping, stampEveryMs)];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await sealing();
  };
}

const whyOf = (error: unknown) => (error instanceof Error ? error.message : "unknown");

interface Verifying {
  database: Database;
  anchors: Anchors | null;
  settings: Pick<Settings, "TIMESTAMP_CA">;
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
  const kept = (await anchors?.kept()) ?? { heads: [], foreign: 0, stamps: [] };
  const ca = settings.TIMESTAMP_CA;
  const stamps =
    kept.stamps.length === 0
      ? { stamps: 0, newestStamp: null, badStamps: [] }
      : await verifyStamps(kept.stamps, ca === undefined ? "" : readFileSync(ca, "utf8"));
  const compared = {
    folder: anchors?.folder ?? "",
    heads: kept.heads.length,
    newestHead: kept.heads.at(-1)?.at ?? null,
    foreign: kept.foreign,
    ...stamps,
  };
  return { ...(await verifyProof(database, noted, walked, kept.heads)), compared };
}
