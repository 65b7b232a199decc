import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAnchors } from "../../src/anchor/anchors.ts";
import { openSealed } from "../../src/wiring/proof.ts";
import { School, type Who } from "./school.ts";

/** The settings of a database file whose heads are sealed in this folder. */
export const sealedIn = (folder: string, path: string) => ({
  DATABASE_PATH: path,
  PROOF_PATH: join(folder, "proof"),
  TIMESTAMP_URL: undefined,
  TIMESTAMP_CA: undefined,
});

/** The invented school in a file of its own, every row of it sealed. In: who has joined. */
export async function sealedSchool(...joined: Who[]) {
  const folder = mkdtempSync(join(tmpdir(), "janein-sealed-"));
  const path = join(folder, "school.sqlite");
  const anchors = await openAnchors(join(folder, "proof"), () => "a key for a test");
  (await openSealed(sealedIn(folder, path), new Date())).database.$client.close();
  // What the operator reads, and is advised to do.
  const [said, advice]: [string[], string[]] = [[], []];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (about: object, words: string) => {
      advice.push(String((about as { todo?: string }).todo));
      said.push(words);
    },
  };
  const school = await School.open({ path, joined, sealOfRow: anchors.sealOfRow, log });
  return { folder, path, anchors, school, log, said, advice };
}

export type SealedSchool = Awaited<ReturnType<typeof sealedSchool>>;

/** Ends it. In: the folder; the school that is open then. */
export async function endSealed(folder: string, school: School): Promise<void> {
  await school.stop();
  school.database.$client.close();
  rmSync(folder, { recursive: true });
}
