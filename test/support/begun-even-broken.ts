import { join } from "node:path";
import { vi } from "vitest";
import { backup, restoreFile } from "../../src/line/backup.ts";
import type { Config } from "../../src/wiring/config.ts";
import { openSealed } from "../../src/wiring/proof.ts";
import { sealedIn, type SealedSchool } from "./sealed-school.ts";

/**
 * Begins anew with a copy of a sealed school, as the operator does it by the command line; what was open is closed.
 * Out: what was said, and the database as it is opened then. Errors: those of the command.
 */
export async function begunAnew({ folder, path, school }: SealedSchool, ...more: string[]) {
  await school.stop();
  school.database.$client.close();
  const settings = { ...sealedIn(folder, path), PUPIL_AGE: 16 } as unknown as Config;
  const copy = join(folder, `copy-${Math.random()}.sqlite`);
  const said: string[] = [];
  const hears = (line: string) => void said.push(line);
  const heard = [vi.spyOn(console, "log"), vi.spyOn(console, "error")].map((one) => one.mockImplementation(hears));
  try {
    await backup(settings, [copy]);
    await restoreFile(settings, [copy, "--begin-anew", ...more]);
  } finally {
    for (const one of heard) one.mockRestore();
  }
  return { said: said.join("\n"), ...(await openSealed(settings, new Date())) };
}
