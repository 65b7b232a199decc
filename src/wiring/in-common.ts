import type { Config } from "./config.ts";
import { hostOf } from "./host.ts";
import { proofFolderOf, realPathOf } from "./proof-folder.ts";
import type { SchoolHere } from "./schools.ts";

/** What each school has for itself, by its setting, as it is told from another's: however it is written. */
const apart: readonly [setting: string, has: string, of: (config: Config) => readonly (string | null)[]][] = [
  ["BOT_TOKEN", "its own", ({ BOT_TOKEN: token }) => [token?.split(":")[0] ?? null]],
  ["CODE_KEY", "its own", ({ CODE_KEY: key }) => [key ?? null]],
  ["DATABASE_PATH", "its own", ({ DATABASE_PATH: path }) => [realPathOf(path)]],
  ["DATABASE_URL", "a schema of its own", ({ DATABASE_URL: address }) => [address ?? null]],
  ["PROOF_PATH", "its own", (config) => [realPathOf(proofFolderOf(config))]],
  ["MATRIX_USER", "its own account", accountIn],
  ["PUBLIC_URL", "its own name, or none", (config) => [hostOf(ownAddress(config)?.href ?? "")]],
];

/**
 * What two schools may not have in common, for whoever opens them: null where there is nothing.
 * In: all others; the one that is to be opened. Out: a sentence that names the other one.
 */
export function sharedWith(others: readonly SchoolHere[], { config }: SchoolHere): string | null {
  for (const [setting, has, of] of apart) {
    const own = of(config).filter((one) => one !== null);
    const other =
      own.length === 0 ? undefined : others.find((one) => of(one.config).some((its) => own.includes(its ?? "")));
    if (other) return `${setting} is that of the school ${other.key} as well: each school has ${has}`;
  }
  return null;
}

/** An account is known by its address, and by its name on a server: that need not be called as the address is. */
function accountIn({ MATRIX_HOMESERVER: server = "", MATRIX_USER: user = "" }: Config): (string | null)[] {
  const [, name = user, of] = /^@([^:]+):(.+)$/.exec(user) ?? [];
  const named = (host: string | null) => (name === "" || host === null ? null : `${name} ${host}`.toLowerCase());
  return [named(hostOf(server)), of === undefined ? null : named(hostOf(`https://${of}`))];
}

/** The address under whose name a school alone is reached; null where it has none, or a path on that of all. */
export const ownAddress = ({ PUBLIC_URL: url, path }: Pick<Config, "PUBLIC_URL" | "path">): URL | null =>
  url === undefined || path !== "" ? null : new URL(url);
