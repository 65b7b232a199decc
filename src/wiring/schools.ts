import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { codeOf, type Config, readConfig, WrongSetting } from "./config.ts";
import { refuseUnknownIn } from "./known-settings.ts";
import type { Setting } from "./setting.ts";
import { settings } from "./settings.ts";

/** A school of this installation. */
export interface SchoolHere {
  /** What it is called in addresses and commands; null where it is the only one, and the environment is its own. */
  key: string | null;
  config: Config;
}

type Environment = Record<string, string | undefined>;

/** What a school may be called. */
export const isKey = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,30}$/.test(text);

/** The folder of a school, and in it its settings and its database. */
export const folderOf = (schoolsPath: string, key: string): string => join(schoolsPath, key);
export const settingsIn = (folder: string): string => join(folder, "settings.env");
export const databaseIn = (folder: string): string => join(folder, "janein.sqlite");

/**
 * The schools in a folder, by their keys.
 * Errors: WrongSetting where it cannot be read, or one in it has a name that no address could have: it would
 * be passed over, and with it a school.
 */
export function schoolKeys(path: string): string[] {
  const names = foldersIn(path).filter((name) => !name.startsWith("."));
  const odd = names.find((name) => !isKey(name));
  if (odd !== undefined)
    throw new WrongSetting(
      `SCHOOLS_PATH ${path} has a folder "${odd}", which no address can name: ` +
        "call it by small letters, digits and hyphens, or put it elsewhere",
    );
  return names.toSorted();
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((one) => one.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw new WrongSetting(
      `SCHOOLS_PATH ${path} cannot be read (${codeOf(error)}): give it to the user that JaNein runs as`,
    );
  }
}

/**
 * The settings of a school: those of the environment, and over them its own file's. Its database is in its folder.
 * In: the environment, of which `refuseOfOneSchool` has nothing to say.
 * Errors: WrongSetting, which names the file.
 */
export function schoolNamed(environment: Environment, schoolsPath: string, key: string): SchoolHere {
  const folder = folderOf(schoolsPath, key);
  const path = settingsIn(folder);
  try {
    const own = ownSettings(path);
    const config = readConfig({ ...environment, ...own, DATABASE_PATH: databaseIn(folder) });
    return { key, config: own.PUBLIC_URL ? config : onAddressOfAll(config, key) };
  } catch (error) {
    if (error instanceof WrongSetting) throw new WrongSetting(`The school ${key} (${path}): ${error.message}`);
    throw error;
  }
}

/** Where it has no address of its own, it has a path on that of all. */
function onAddressOfAll(config: Config, key: string): Config {
  const [all, path] = [config.PUBLIC_URL, `/s/${key}`];
  return { ...config, path, PUBLIC_URL: all === undefined ? undefined : `${all.replace(/\/$/, "")}${path}` };
}

function ownSettings(path: string): Environment {
  let text = "";
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new WrongSetting(
      `its settings cannot be read (${codeOf(error)}); they are begun with: janein school add KEY`,
    );
  }
  const own = parseEnv(text);
  refuseUnknownIn("it", own);
  const wrong = Object.keys(own).find((name) => whoseIs(name) === "installation" || inItsFolder.includes(name));
  if (wrong !== undefined)
    throw new WrongSetting(
      `${wrong} stands in it, and is ${
        inItsFolder.includes(wrong)
          ? "always in the folder of the school"
          : "one for all schools: set it in the environment"
      }`,
    );
  return own;
}

const inItsFolder = ["DATABASE_PATH", "SCHOOL_PATH"];

function whoseIs(name: string): Setting["whose"] {
  return (settings as readonly Setting[]).find((one) => [one.name, `${one.name}_FILE`].includes(name))?.whose;
}

/**
 * Where there are several schools, what is one school's may not stand where it would be all schools': two would have
 * one bot, one key, one database. Errors: WrongSetting, which names it.
 */
export function refuseOfOneSchool(environment: Environment): void {
  const wrong = Object.keys(environment).find((name) => environment[name] !== "" && whoseIs(name) === "school");
  if (wrong !== undefined)
    throw new WrongSetting(
      `${wrong} is set beside SCHOOLS_PATH, and would be every school's: put it into the settings.env of one`,
    );
}

/**
 * What two schools may not have in common, for whoever starts them: null where there is nothing.
 * In: those that begin already; the one that is to begin. Out: a sentence that names the other one.
 */
export function sharedWith(others: readonly SchoolHere[], { config }: SchoolHere): string | null {
  for (const { key, config: other } of others) {
    const same = (["BOT_TOKEN", "CODE_KEY", "PROOF_PATH"] as const).find(
      (name) => config[name] && config[name] === other[name],
    );
    if (same !== undefined) return `${same} is that of the school ${key} as well: each school has its own`;
    if (accountIn(config) !== null && accountIn(config) === accountIn(other))
      return `MATRIX_USER is that of the school ${key} as well: each school has its own account`;
    if (ownAddress(config) !== null && ownAddress(config)?.host === ownAddress(other)?.host)
      return `PUBLIC_URL is that of the school ${key} as well: each school has its own name, or none`;
  }
  return null;
}

const accountIn = ({ MATRIX_HOMESERVER: server, MATRIX_USER: user }: Config) =>
  server === undefined ? null : `${server.replace(/\/$/, "")} ${user}`;

/** The address under whose name a school alone is reached; null where it has none, or a path on that of all. */
export const ownAddress = ({ PUBLIC_URL: url, path }: Config): URL | null =>
  url === undefined || path !== "" ? null : new URL(url);
