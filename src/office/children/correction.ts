import type { OfficeKey } from "../page/words.ts";

interface Names {
  givenName: string;
  familyName: string;
}

type Read<Right> = Right | { errors: Record<string, OfficeKey> };

/** Reads a corrected name. Out: the name, or what is wrong with it. */
export function readPerson(values: Readonly<Record<string, string>>): Read<Names> {
  const { givenName = "", familyName = "" } = values;
  const errors: Record<string, OfficeKey> = {};
  if (givenName === "") errors.givenName = "correct.givenNameMissing";
  if (familyName === "") errors.familyName = "correct.familyNameMissing";
  return Object.keys(errors).length > 0 ? { errors } : { givenName, familyName };
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
