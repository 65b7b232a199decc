import { existsSync, renameSync } from "node:fs";
import type { backUp } from "../../db/file/backup.ts";
import type { FileOfSchool } from "../../db/file/school-files.ts";
import type { Config } from "../wiring/config.ts";
import { openSchoolFolder, schoolFolderOf } from "../wiring/school-folder.ts";

type Where = Pick<Config, "DATABASE_PATH" | "SCHOOL_PATH">;

/** What is copied: the file, or the school in PostgreSQL, with the path beside which what is not ready yet may lie. */
export const toBeCopied = ({
  DATABASE_URL: address,
  DATABASE_PATH: path,
}: Pick<Config, "DATABASE_PATH" | "DATABASE_URL">): Parameters<typeof backUp>[0] =>
  address === undefined ? path : { address, beside: path };

/** What stands in the school's folder now. */
export function filesOf(config: Where): FileOfSchool[] {
  const folder = openSchoolFolder(schoolFolderOf(config));
  return folder.names().flatMap((name) => {
    const content = folder.read(name);
    return content === null ? [] : [{ name, content }];
  });
}

/** What may be the name of a file of a school: whoever made a backup has chosen the names in it. */
const ours = /^(?:translations\/)?[\w-]+\.(?:json|md|txt|png|jpg)$/;

/** Puts the folder of a backup in the place of the one that is there, if it says otherwise; that one is kept. */
export function putBack(config: Where, all: readonly FileOfSchool[], now: Date): void {
  const place = schoolFolderOf(config);
  const files = all.filter(({ name }) => ours.test(name));
  if (files.length === 0 || saysTheSame(filesOf(config), files)) return;
  const kept = existsSync(place) ? `${place}.replaced-${now.toISOString().slice(0, 19).replaceAll(":", "-")}` : null;
  if (kept !== null) renameSync(place, kept);
  const folder = openSchoolFolder(place);
  for (const { name, content } of files) folder.write(name, content);
  console.log(
    `The school's folder of the backup lies at ${place}.${kept === null ? "" : ` What was there is kept as ${kept}.`}`,
  );
}

function saysTheSame(one: readonly FileOfSchool[], other: readonly FileOfSchool[]): boolean {
  const words = (files: readonly FileOfSchool[]) =>
    files.map(({ name, content }) => `${name} ${Buffer.from(content).toString("base64")}`).join("\n");
  return words(one) === words(other);
}
