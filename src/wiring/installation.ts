import { existsSync } from "node:fs";
import { isLocked, isMissing } from "../../db/file/lock.ts";
import { type Config, readConfig, WrongSetting } from "./config.ts";
import { sharedWith } from "./in-common.ts";
import { type Found, folderOf, refuseOfOneSchool, schoolFolders, type SchoolHere } from "./schools.ts";
import { schoolNamed, settingsIn } from "./schools.ts";

/** What runs here: one school, whose settings are the environment's, or the schools in a folder. */
export interface Installation {
  config: Config;
  /** The keys of the schools; null where there is only the one. */
  keys: readonly string[] | null;
  /** Each school, or why it cannot be opened. */
  all: () => Found[];
  /** One school. In: its key, which may be left out where there is only one. Errors: WrongSetting. */
  one: (key: string | undefined) => SchoolHere;
}

/** Reads what runs here. Errors: WrongSetting. */
export function readInstallation(environment: Record<string, string | undefined>): Installation {
  if (environment.SCHOOLS_PATH) refuseOfOneSchool(environment);
  const config = readConfig(environment);
  const { SCHOOLS_PATH: path } = config;
  if (path === undefined) return { config, keys: null, ...onlyOne(config) };
  const named = (key: string) => orWhy(path, key, () => schoolNamed(environment, path, key));
  const all = () => schoolFolders(path).map(({ name, why }) => (why ? odd(path, name, why) : named(name)));
  const keys = schoolFolders(path).flatMap(({ name, why }) => (why === null ? name : []));
  return {
    ...{ config, keys, all },
    one(key = keys.length === 1 ? keys[0] : undefined) {
      const known = keys.length > 0 ? `--school is one of: ${keys.join(", ")}` : `begin one: janein school add KEY`;
      if (key === undefined) throw new WrongSetting(`Which school? ${known}`);
      const here = all();
      const found = here.find((one) => one.key === key);
      if (!found) throw new WrongSetting(`There is no school ${key} in SCHOOLS_PATH ${path}: ${known}`);
      return forCommand(found, here);
    },
  };
}

/**
 * A school, for a command. Where it shares something with another, nobody knows which of the two is meant; but where it
 * runs, that has been decided. Errors: WrongSetting.
 */
function forCommand(found: Found, all: readonly Found[]): SchoolHere {
  if ("why" in found) throw found.why;
  const others = all.filter((one) => one.key !== found.key).flatMap((one) => ("why" in one ? [] : one));
  const shared = sharedWith(others, found);
  if (shared === null || isLocked(found.config.DATABASE_PATH)) return found;
  throw new WrongSetting(`The school ${found.key}: ${shared}`);
}

function onlyOne(config: Config): Pick<Installation, "all" | "one"> {
  const school = { key: null, config };
  return {
    all: () => [school],
    one(key) {
      if (key === undefined) return school;
      throw new WrongSetting(`--school ${key} is called, but SCHOOLS_PATH is not set: there is only one school here`);
    },
  };
}

/** In what is only called oddly a school is missed where there are settings to be seen. */
const odd = (path: string, key: string, why: Error): Found => ({
  ...{ key, why, isThere: existsSync(settingsIn(folderOf(path, key))) },
});

function orWhy(path: string, key: string, named: () => SchoolHere): Found {
  try {
    return named();
  } catch (why) {
    if (why instanceof WrongSetting) return { key, why, isThere: !isMissing(settingsIn(folderOf(path, key))) };
    throw why;
  }
}

/** That there is no school to begin with, and what lies there instead. */
export function noSchool({ config, all }: Installation): string {
  const whys = all().flatMap((one) => ("why" in one ? `; ${one.why.message}` : []));
  return `There is no school in SCHOOLS_PATH ${config.SCHOOLS_PATH}: janein school add KEY${whys.join("")}`;
}

/** Takes `--school KEY` out of what a command was called with. Out: the rest, as it was. */
export function schoolIn(args: readonly string[]): { school: string | undefined; rest: string[] } {
  // Behind "--" there are no options.
  const at = args.findIndex((word) => word === "--" || word === "--school" || word.startsWith("--school="));
  const [word, next] = at < 0 ? [] : args.slice(at);
  if (word === undefined || word === "--") return { school: undefined, rest: [...args] };
  const school = word === "--school" ? next : word.slice("--school=".length);
  if (!school) throw new WrongSetting("--school needs the key of a school behind it");
  return { school, rest: args.toSpliced(at, word === "--school" ? 2 : 1) };
}
