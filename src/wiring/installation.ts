import { existsSync } from "node:fs";
import { type Config, readConfig, WrongSetting } from "./config.ts";
import { folderOf, refuseOfOneSchool, type SchoolHere, schoolKeys, schoolNamed, settingsIn } from "./schools.ts";
import type { Found } from "./town.ts";

/** What runs here: one school, whose settings are the environment's, or the schools in a folder. */
export interface Installation {
  config: Config;
  /** The keys of the schools; null where there is only the one. */
  keys: readonly string[] | null;
  /** Each school, or why its settings cannot be used. */
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
  const keys = schoolKeys(path);
  const named = (key: string) => schoolNamed(environment, path, key);
  return {
    ...{ config, keys },
    all: () => schoolKeys(path).map((key) => orWhy(path, key, named)),
    one(key = keys.length === 1 ? keys[0] : undefined) {
      const known = keys.length > 0 ? `--school is one of: ${keys.join(", ")}` : `begin one: janein school add KEY`;
      if (key === undefined) throw new WrongSetting(`Which school? ${known}`);
      if (!keys.includes(key)) throw new WrongSetting(`There is no school ${key} in SCHOOLS_PATH ${path}: ${known}`);
      return named(key);
    },
  };
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

function orWhy(path: string, key: string, named: (key: string) => SchoolHere): Found {
  try {
    return named(key);
  } catch (why) {
    if (why instanceof WrongSetting) return { key, why, isThere: existsSync(settingsIn(folderOf(path, key))) };
    throw why;
  }
}

/** Takes `--school KEY` out of what a command was called with. Out: the rest, as it was. */
export function schoolIn(args: readonly string[]): { school: string | undefined; rest: string[] } {
  const at = args.findIndex((word) => word === "--school" || word.startsWith("--school="));
  if (at < 0) return { school: undefined, rest: [...args] };
  const [word = "", next] = args.slice(at);
  if (word !== "--school") return { school: word.slice("--school=".length), rest: args.toSpliced(at, 1) };
  if (next === undefined) throw new WrongSetting("--school needs the key of a school behind it");
  return { school: next, rest: args.toSpliced(at, 2) };
}
