import { randomBytes } from "node:crypto";
import type { Database } from "../../db/file/database.ts";
import { openDatabase } from "../../db/file/open.ts";
import { beginInventedSchool, newCodesFor, takeIn } from "../../src/demo/invented-school.ts";
import { joinCodeHash } from "../../src/school/join-code.ts";
import { readTexts } from "../../src/texts.ts";
import { furnish } from "../../src/wiring/furnish.ts";
import { openSchoolFolder, schoolFolderOf } from "../../src/wiring/school-folder.ts";
import { howLong } from "./how-long.ts";

export interface Parent {
  chat: number;
  name: string;
  /** How each child's button begins, for the parent's own children. */
  children: { id: string; label: string; className: string }[];
}

export interface Teacher {
  chat: number;
  className: string;
}

/** A school of so many families, all of them joined. */
export interface Town {
  codeKey: string;
  parents: Parent[];
  teachers: Teacher[];
}

/** The number of a new person's chat. In: the how manieth they are. */
export type ChatFor = (database: Database, at: number) => Promise<number>;
const asInTheBox: ChatFor = async (_, at) => 10_000 + at;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const understandsNothing = () => ({
  kind: "none" as const,
  topics: [],
  answers: 0,
  wish: null,
  language: { id: "de", score: 0 },
});
const perClass = 25;
/** No vowels, no s: "ae" and "ä" are one name to an import. */
const letters = "bcdfghjklmnprtvz";
const wordOf = (stem: string, at: number) =>
  stem + [at / 256, at / 16, at].map((part) => letters[Math.floor(part) % 16]).join("");

/** The office's table: each family has one guardian and two children, who go to two classes. */
function officeTable(families: number): string {
  const classes = Math.ceil((families * 2) / perClass);
  const classOf = (family: number, child: number) => `k${1 + ((family * 2 + child) % classes)}`;
  const rows = ["klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung"];
  for (let at = 0; at < classes; at += 1) rows.push(`k${at + 1};lehrkraft;Lea;${wordOf("Tafel", at)};;;;;T${at + 1}`);
  for (let family = 0; family < families; family += 1)
    for (const child of [0, 1]) {
      const [given, last] = [wordOf(child === 0 ? "Mi" : "Jo", family), wordOf("Haus", family)];
      rows.push(`${classOf(family, child)};kind;${given};${last};15.03.201${8 - child};;;;`);
      rows.push(`${classOf(family, child)};erziehungsberechtigt;Eva;${last};;${given};${last};;P${family + 1}`);
    }
  return `${rows.join("\n")}\n`;
}

/**
 * Settles the database at this path by the ways an office and a parent take: an import, codes, joining.
 * In: how many families; how their chats are numbered; where the rows are, if not at that path. Out: who is there. Errors: where the import would not be carried out whole.
 */
export async function settleTown(
  path: string,
  families: number,
  chatFor: ChatFor = asInTheBox,
  place = path,
): Promise<Town> {
  const database = openDatabase(place);
  const codeKey = randomBytes(32).toString("base64");
  const settings = {
    CHILD_NAMES: "initial" as const,
    TIME_ZONE: "Europe/Berlin",
    PUPIL_AGE: 16,
    ...howLong,
  };
  const texts = await readTexts();
  const files = openSchoolFolder(schoolFolderOf({ DATABASE_PATH: path, SCHOOL_PATH: undefined }));
  const own = { database, texts, files, understand: understandsNothing, settings, codeKey, log: silent };
  const house = await furnish(own);
  await beginInventedSchool(house);
  await takeIn(house, Buffer.from(officeTable(families)));
  const { people } = await house.roster.roll();
  const ids = people.map(({ id }) => id);
  const codes = await newCodesFor(house, ids, randomBytes);
  const town: Town = { codeKey, parents: [], teachers: [] };
  for (const [at, { id, role, givenName, familyName }] of people.entries()) {
    const chat = await chatFor(database, at);
    const found = await house.accounts.redeem(joinCodeHash(codes.get(id) ?? "", codeKey), chat, house.now());
    if ("refused" in found) throw new Error(`${givenName} ${familyName} could not join: ${found.refused}`);
    await house.languages.keep(chat, "de", "messenger");
    if (role === "teacher")
      for (const { name } of await house.roster.classesOf(chat)) town.teachers.push({ chat, className: name });
    else town.parents.push({ chat, name: `${givenName} ${familyName}`, children: await childrenIn(house, chat) });
  }
  if (town.parents.length !== families) throw new Error(`of ${families} families ${town.parents.length} are there`);
  database.$client.pragma("wal_checkpoint(TRUNCATE)");
  database.$client.close();
  return town;
}

async function childrenIn(house: Awaited<ReturnType<typeof furnish>>, chat: number): Promise<Parent["children"]> {
  const own = await house.roster.ownChildren(chat);
  return own.map(({ child }) => ({ id: child.id, label: house.nameOf(child, []), className: child.className }));
}
