import { fold } from "../folded.ts";
import type { FormatName } from "../office-file.ts";

/** What a column can say. `read`: it is looked at and never stored; the others are kept. */
export const fields = {
  familyName: "kept",
  givenName: "kept",
  birthDate: "kept",
  className: "kept",
  language: "kept",
  key: "kept",
  family1: "kept",
  given1: "kept",
  family2: "kept",
  given2: "kept",
  role: "kept",
  childFamily: "kept",
  childGiven: "kept",
  bothMustAgree: "kept",
  childKey: "kept",
  code: "kept",
  classTeachers: "kept",
  accountType: "read",
  groups: "read",
  status: "read",
  remarks: "read",
  guardianKind: "read",
  mail1: "read",
  mail2: "read",
  mail: "read",
  street: "read",
  house: "read",
  postcode: "read",
  town: "read",
  schoolYear: "read",
  term: "read",
} as const;
export type Field = keyof typeof fields;

type Spellings = Partial<Record<Field, readonly string[]>>;

export interface Format {
  name: FormatName;
  /** Without these it cannot be read. */
  needs: readonly Field[];
  /** One of these headings tells it from the others; none: the needs do. */
  sign: readonly string[];
  headings: Spellings;
  /** Beside names, birth dates and classes, which make a list of children, only these tell that it is this one. */
  evenSo?: readonly string[];
  /** Where a column stands that has another heading. */
  places?: Partial<Record<Field, number>>;
}

const pupil = {
  familyName: ["Nachname", "Familienname", "Name"],
  givenName: ["Vorname", "Rufname"],
  birthDate: ["Geburtsdatum", "Geburtstag", "Geb.-Datum"],
  status: ["Status"],
  className: ["Klasse", "Klasse/Information", "Klassenname", "Klasse (Bezeichnung)"],
  language: ["Verkehrssprache in der Familie", "Verkehrssprache Familie", "Verkehrssprache", "Familiensprache"],
  key: ["Interne ID-Nummer", "Schüler-ID", "Import-ID", "ID"],
  remarks: ["Bemerkungen", "Bemerkung"],
  accountType: ["Benutzertyp", "Rolle", "Rollen", "Typ"],
} as const;
const address = {
  street: ["Straße", "Adresse"],
  house: ["Hausnummer"],
  postcode: ["PLZ", "Postleitzahl"],
  town: ["Ort", "Wohnort"],
} as const;
const inPairs = (one: (person: 1 | 2) => Spellings): Spellings => ({ ...one(1), ...one(2) });
const guardians = (family: string, given: string, mail: string) =>
  inPairs((n) => ({
    [`family${n}`]: [family.replace("#", String(n))],
    [`given${n}`]: [given.replace("#", String(n))],
    [`mail${n}`]: [mail.replace("#", String(n))],
  }));
const named = ["familyName", "givenName", "birthDate"] as const;

/**
 * Every known file; the first that fits is it.
 * Sources: the interface description of SchILD-NRW, the examples of SVWS-Import, the manual of IServ.
 */
export const formats: readonly Format[] = [
  {
    name: "own",
    evenSo: ["kind_vorname", "kind_nachname", "beide_zustimmen", "kennung"],
    needs: ["className", "role", "givenName", "familyName"],
    sign: ["rolle"],
    headings: {
      className: ["klasse"],
      role: ["rolle"],
      givenName: ["vorname"],
      familyName: ["nachname"],
      birthDate: ["geburtsdatum"],
      language: ["sprache"],
      childGiven: ["kind_vorname"],
      childFamily: ["kind_nachname"],
      bothMustAgree: ["beide_zustimmen"],
      key: ["kennung"],
    },
  },
  {
    name: "svws-classes",
    evenSo: [],
    needs: ["className", "classTeachers"],
    sign: ["klassenlehrer", "klassenleitung", "klassenlehrkraft"],
    headings: {
      className: ["kuerzel"],
      classTeachers: ["klassenlehrer", "klassenleitung", "klassenlehrkraft"],
      schoolYear: ["schuljahr"],
      term: ["abschnitt"],
    },
  },
  {
    name: "svws-teachers",
    evenSo: [],
    needs: ["code", "familyName", "givenName"],
    sign: ["kuerzel", "Lehrerkürzel"],
    headings: { code: ["kuerzel", "Lehrerkürzel"], familyName: ["nachname"], givenName: ["vorname"] },
  },
  {
    name: "iserv-parents",
    evenSo: [],
    needs: ["givenName", "familyName", "childKey"],
    sign: ["Kind-ID", "Kinder-ID", "Kind ID"],
    headings: {
      givenName: ["Vorname"],
      familyName: ["Nachname", "Name"],
      childKey: ["Kind-ID", "Kinder-ID", "Kind ID"],
      mail: ["E-Mail", "E-Mail-Adresse", "Email"],
      ...address,
    },
  },
  {
    name: "svws-guardians",
    needs: [...named, "family1", "given1"],
    sign: ["nachname1", "vorname1", "email1"],
    headings: { ...pupil, ...address, ...guardians("nachname#", "vorname#", "email#"), guardianKind: ["erzieherart"] },
  },
  {
    name: "schild-dat-guardians",
    needs: [...named, "family1"],
    sign: ["Nachname 1.Person", "Vorname 1.Person"],
    headings: {
      ...pupil,
      ...address,
      ...guardians("Nachname #.Person", "Vorname #.Person", "E-Mail #. Person"),
      guardianKind: ["Erzieherart"],
    },
  },
  {
    name: "schild-dat-pupils",
    needs: [...named, "status", "className"],
    sign: ["Schulgliederung", "OrgForm", "Aussiedler"],
    headings: { ...pupil, key: [] },
    places: { status: 4, className: 21, language: 54 },
  },
  {
    name: "schild-text",
    needs: named,
    sign: ["Interne ID-Nummer", "Erzieher: Art (Klartext)", "Erzieher 1: Nachname", "Erzieher 1: Vorname"],
    headings: {
      ...pupil,
      ...guardians("Erzieher #: Nachname", "Erzieher #: Vorname", "Erzieher #: E-Mail"),
      guardianKind: ["Erzieher: Art (Klartext)"],
      remarks: ["Erzieher: Bemerkungen", "Bemerkungen", "Bemerkung"],
      street: ["Erzieher: Straße"],
      postcode: ["Erzieher: Postleitzahl"],
      town: ["Erzieher: Ort"],
    },
  },
  {
    name: "iserv-users",
    needs: ["givenName", "familyName", "className"],
    sign: ["Klasse/Information", "Import-ID", "Account"],
    headings: { ...pupil, status: [], remarks: [], key: ["Import-ID", "ID"], groups: ["Gruppen", "Gruppe"] },
  },
  { name: "pupils", needs: [...named, "className"], sign: [], headings: { ...pupil, key: ["Schüler-ID"] } },
  // As programs hand accounts to each other: a child is told by its number.
  {
    name: "iserv-users",
    needs: ["givenName", "familyName", "className", "key"],
    sign: [],
    headings: {
      ...pupil,
      ...{ status: [], remarks: [], groups: ["Gruppen", "Gruppe"] },
      key: ["ID", "Import-ID", "Schüler-ID", "Benutzer-ID", "Nutzer-ID"],
    },
  },
];

/** Whether a file may be in this format. In: its headings as `fold` leaves them. */
export function mayBe({ sign, evenSo }: Format, folded: readonly string[]): boolean {
  const has = (headings: readonly string[]) => headings.some((one) => folded.includes(fold(one)));
  if (sign.length > 0 && !has(sign)) return false;
  const children = (["familyName", "givenName", "birthDate", "className"] as const).every((field) => has(pupil[field]));
  return evenSo === undefined || !children || has(evenSo);
}
