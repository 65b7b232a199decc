import { type NameFault, typedName } from "../../school/typed.ts";
import type { OfficeKey } from "../page/words.ts";

interface Names {
  givenName: string;
  familyName: string;
}

type Read<Right> = Right | { errors: Record<string, OfficeKey> };

const faults = {
  givenName: { missing: "correct.givenNameMissing", long: "correct.nameLong", odd: "correct.nameOdd" },
  familyName: { missing: "correct.familyNameMissing", long: "correct.nameLong", odd: "correct.nameOdd" },
} as const satisfies Record<keyof Names, Record<NameFault, OfficeKey>>;

/** Reads a corrected name, by the rules of the import. Out: the name, or what is wrong with it. */
export function readPerson(values: Readonly<Record<string, string>>): Read<Names> {
  const [given, family] = [typedName(values.givenName ?? ""), typedName(values.familyName ?? "")];
  if ("name" in given && "name" in family) return { givenName: given.name, familyName: family.name };
  return {
    errors: {
      ...("fault" in given ? { givenName: faults.givenName[given.fault] } : {}),
      ...("fault" in family ? { familyName: faults.familyName[family.fault] } : {}),
    },
  };
}

/** Reads a corrected name and birth date. Out: both, or what is wrong with them. */
export function readChild(
  values: Readonly<Record<string, string>>,
  now: Date,
): Read<Names & { birthDate: string | null }> {
  const { birthDate = "" } = values;
  const names = readPerson(values);
  const isDay =
    /^\d{4}-\d\d-\d\d$/.test(birthDate) &&
    !Number.isNaN(Date.parse(birthDate)) &&
    new Date(birthDate).toISOString().startsWith(birthDate);
  const plausible = isDay && birthDate > "1990" && birthDate < now.toISOString();
  if (birthDate === "" || plausible) return "errors" in names ? names : { ...names, birthDate: birthDate || null };
  return { errors: { ...("errors" in names ? names.errors : {}), birthDate: "correct.birthDateWrong" } };
}
