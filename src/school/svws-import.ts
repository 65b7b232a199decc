import { createHash } from "node:crypto";
import { folded } from "./folded.ts";
import type { ChildRow, OfficeFile, PersonRow } from "./office-file.ts";
import { isoDate, type Line } from "./table.ts";

export const svwsColumns = ["nachname", "vorname", "geburtsdatum", "erzieherart", "nachname1", "vorname1"];
const used = [...svwsColumns, "email1", "nachname2", "vorname2", "email2", "bemerkungen"];
const custody = /sorge(recht|berechtig)|umgang|jugendamt|beschluss|gericht|vormund|pflege(eltern|mutter|vater)|kontaktverbot/i;

/**
 * Reads an SVWS-Import file: a row a child or more, up to two guardians in a row, no class.
 * E-mail addresses only tell the same guardian of siblings, as a short hash; remarks are read for custody and never kept or repeated.
 */
export function readSvwsImport(lines: readonly Line[], columns: readonly string[]): OfficeFile {
  const dropped = [...columns.filter((name) => !used.includes(name)), "erzieherart", "email1", "email2", "bemerkungen"];
  const file: OfficeFile = { format: "svws", children: [], teachers: [], droppedColumns: [...new Set(dropped)].filter((name) => columns.includes(name)), problems: [] };
  for (const line of lines) readRow(file, line);
  return file;
}

function readRow(file: OfficeFile, { row, cells }: Line): void {
  const { vorname = "", nachname = "", geburtsdatum = "", bemerkungen = "" } = cells;
  const birthDate = isoDate(geburtsdatum);
  if (!vorname || !nachname) return void file.problems.push({ row, text: "The child's name is not complete (vorname, nachname).", stops: true });
  if (birthDate === undefined) return void file.problems.push({ row, text: `geburtsdatum "${geburtsdatum}" is no date (15.03.2018).`, stops: true });
  const named = { givenName: vorname, familyName: nachname };
  const known = file.children.find((child) => folded(child) === folded(named) && child.birthDate === birthDate);
  const child: ChildRow = known ?? { row, ...named, key: null, birthDate, className: null, bothMustAgree: false, guardians: [] };
  if (!known) file.children.push(child);
  for (const guardian of [guardianOf(cells, 1), guardianOf(cells, 2)]) if (guardian) addGuardian(child, guardian);
  if (custody.test(bemerkungen)) file.problems.push({ row, text: "The remark mentions custody: a person must look at it and mark the child if both guardians must agree.", stops: false });
}

function guardianOf(cells: Line["cells"], place: 1 | 2): PersonRow | null {
  const givenName = cells[`vorname${place}`] ?? "";
  const familyName = cells[`nachname${place}`] ?? "";
  const mail = (cells[`email${place}`] ?? "").trim().toLowerCase();
  if (!givenName || !familyName) return null;
  // Parents who share one address are two persons: the name belongs to the key.
  const key = mail ? createHash("sha256").update(`${mail} ${folded({ givenName, familyName })}`).digest("hex").slice(0, 16) : null;
  return { givenName, familyName, key };
}

function addGuardian(child: ChildRow, guardian: PersonRow): void {
  if (!child.guardians.some((other) => folded(other) === folded(guardian))) child.guardians.push(guardian);
}
