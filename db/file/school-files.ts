import Sqlite from "better-sqlite3";
import type { Database } from "./database.ts";
import { schoolFile } from "../schema.ts";

/** A file of the school's folder. In a backup it stands beside the tables: a backup is one file. */
export interface FileOfSchool {
  name: string;
  content: Uint8Array;
}

/** Puts the files of the school into a copy that was just made. In: its path. */
export function putIntoCopy(copy: string, files: readonly FileOfSchool[]): void {
  if (files.length === 0) return;
  const client = new Sqlite(copy, { fileMustExist: true });
  try {
    const isThere = client.prepare("select 1 from sqlite_master where name = 'school_file'").get();
    // A database of an older version has no place for them, and no folder.
    if (isThere === undefined) return;
    client.pragma("journal_mode = delete");
    const put = client.prepare("insert into school_file (name, content) values (?, ?)");
    client.transaction(() => {
      for (const { name, content } of files) put.run(name, Buffer.from(content));
    })();
  } finally {
    client.close();
  }
}

/** Takes the files of the school out of a copy that is to become the database again. */
export function takeOutOfCopy(database: Database): FileOfSchool[] {
  const files = database.select().from(schoolFile).orderBy(schoolFile.name).all();
  database.delete(schoolFile).run();
  return files;
}
