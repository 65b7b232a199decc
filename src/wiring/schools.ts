import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { addressOf } from "../../db/postgres/address.ts";
import { codeOf, type Config, readConfig, WrongSetting } from "./config.ts";
import { hostOf } from "./host.ts";
import { readEnv, refuseUnknownIn } from "./known-settings.ts";
import type { Setting } from "./setting.ts";
import { settings } from "./settings.ts";

/** A school of this installation. */
export interface SchoolHere {
  /** What it is called in addresses and commands; null where it is the only one, and the environment is its own. */
  key: string | null;
  config: Config;
}

/** A school as it was found, or why it cannot be opened, and whether its settings are there at all. */
export type Found = SchoolHere | { key: string; why: Error; isThere: boolean };

type Environment = Record<string, string | undefined>;

/** What a school may be called. */
export const isKey = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,30}$/.test(text);

/** The folder of a school, and in it its settings and its database. */
export const folderOf = (schoolsPath: string, key: string): string => join(schoolsPath, key);
export const settingsIn = (folder: string): string => join(folder, "settings.env");
export const databaseIn = (folder: string): string => join(folder, "janein.sqlite");

/**
 * What in a folder are schools, in their order, and why one of them is none that could be opened: passed over in
 * silence, nobody would miss it. Errors: WrongSetting where the folder cannot be read.
 */
export function schoolFolders(path: string): { name: string; why: WrongSetting | null }[] {
  return entriesOf(path)
    .filter((one) => !one.name.startsWith(".") && isFolder(path, one))
    .map((one) => ({ name: one.name, why: whyNot(path, one) }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function whyNot(path: string, one: Dirent): WrongSetting | null {
  // A school by two names would be opened twice, and removed with its link alone.
  if (one.isSymbolicLink())
    return new WrongSetting(
      `SCHOOLS_PATH ${path} has "${one.name}", which is a link: let the folder itself stand there, moved or mounted`,
    );
  if (isKey(one.name)) return null;
  return new WrongSetting(
    `SCHOOLS_PATH ${path} has "${one.name}", which no address can name: ` +
      "if it is a school, call it by small letters, digits and hyphens, else put it elsewhere",
  );
}

/** A link that leads nowhere may have led to a school. */
function isFolder(path: string, one: Dirent): boolean {
  return one.isSymbolicLink()
    ? (statSync(join(path, one.name), { throwIfNoEntry: false })?.isDirectory() ?? true)
    : one.isDirectory();
}

function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
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
    if (own.PUBLIC_URL && hostOf(own.PUBLIC_URL) === hostOf(environment.PUBLIC_URL ?? ""))
      throw new WrongSetting("PUBLIC_URL stands in it, and is the address of all schools: take it out there");
    const read = readConfig({ ...environment, ...own, DATABASE_PATH: databaseIn(folder) });
    const { DATABASE_URL: address } = read;
    const config = { ...read, DATABASE_URL: address && addressOf(address, key) };
    return { key, config: own.PUBLIC_URL ? config : onAddressOfAll(config, key) };
  } catch (error) {
    if (error instanceof WrongSetting) throw new WrongSetting(`The school ${key} (${path}): ${error.message}`);
    throw error;
  }
}

/** Where it has no address of its own, it has a path on that of all. */
function onAddressOfAll(config: Config, key: string): Config {
  const [all, path] = [config.PUBLIC_URL, `/s/${key}`];
  return { ...config, path, PUBLIC_URL: all === undefined ? undefined : `${all}${path}` };
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
  const own = readEnv(text);
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
