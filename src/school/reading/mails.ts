import { fold } from "../folded.ts";
import { addressOf } from "./address.ts";
import type { Sheet } from "./sheet.ts";
import type { Line } from "./table.ts";

/** What an office writes where there is no address, and its own. */
const placeholder = new RegExp(
  "^(?:keine?|kein[-._]?e?[-._]?mail|no[-._]?mail|no[-._]?reply|ohne|unbekannt|fehlt|leer|x{2,}|dummy|platzhalter|" +
    "nicht[-._]?vorhanden|sekretariat|schule|schulleitung|verwaltung|poststelle)\\d*@",
  "i",
);

/** What stands with an e-mail address: postal addresses, and families by the child that they belong to. */
interface Beside {
  addresses: Set<string>;
  families: Map<string, Set<string>>;
  trusted?: boolean;
}

/** More children than any family has. */
const mostChildren = 20;

/**
 * Which e-mail addresses tell the same guardian of siblings. One that stands with two postal addresses or with families
 * that have nothing to do with each other is the office's own or a placeholder, and tells nobody apart.
 */
export function trustedMails(sheet: Sheet): (mail: string) => boolean {
  const all = new Map<string, Beside>();
  for (const line of sheet.table.lines)
    for (const mail of new Set((["mail", "mail1", "mail2"] as const).map((field) => sheet.cell(line, field))))
      if (mail.includes("@")) note(all, mail.toLowerCase(), sheet, line);
  return (mail) => {
    if (!mail.includes("@")) return true;
    const beside = all.get(mail.toLowerCase());
    if (!beside || placeholder.test(mail)) return false;
    beside.trusted ??= beside.addresses.size < 2 && beside.families.size <= mostChildren && areOneFamily(beside);
    return beside.trusted;
  };
}

function note(all: Map<string, Beside>, mail: string, sheet: Sheet, line: Line): void {
  const { cell } = sheet;
  const beside: Beside = all.get(mail) ?? { addresses: new Set(), families: new Map() };
  all.set(mail, beside);
  const address = addressOf(sheet, line);
  if (address !== "") beside.addresses.add(address);
  const child = cell(line, "childKey") || `${cell(line, "givenName")} ${cell(line, "birthDate")}`;
  const families = beside.families.get(child) ?? new Set<string>();
  beside.families.set(child, families);
  for (const field of ["familyName", "family1", "family2"] as const) {
    const name = cell(line, field);
    // Parts of a double name are each the family's.
    for (const part of name === "" ? [] : name.split(/[\s-]+|\/|#.*/)) families.add(fold(part));
  }
}

/** Families are one where a name of one is among the names of another. */
function areOneFamily({ families }: Beside): boolean {
  const [first, ...rest] = families.values();
  const joined = new Set(first);
  let open = rest;
  while (open.length > 0) {
    const near = open.filter((one) => [...one].some((name) => joined.has(name)));
    if (near.length === 0) return false;
    for (const one of near) for (const name of one) joined.add(name);
    open = open.filter((one) => !near.includes(one));
  }
  return true;
}
