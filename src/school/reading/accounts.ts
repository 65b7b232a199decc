const staff = new RegExp(
  "^(?:\\p{L}*lehr(?:er|erin|erinnen|ern|kraft|kräfte|kraefte|ende|ender|amt\\p{L}*)|lehrer(?:zimmer|schaft|gruppe)|" +
    "\\p{L}*kollegium|kolleg(?:e|in|en|innen)|sekretariat|sekretär(?:in)?|verwaltung|" +
    "schul(?:leitung|leiter|leiterin|büro)|(?:kon)?rektor(?:in)?|hausmeister(?:in)?|personal|" +
    "mitarbeiter(?:in|innen)?|mitarbeitende|referendar\\p{L}*|laa|praktikant\\p{L}*|" +
    "schul(?:begleit|sozial|assisten)\\p{L}*|sozialpädagog\\p{L}*|integrationshelf\\p{L}*|" +
    "erzieher(?:in|innen)?|betreuer(?:in|innen)?|teacher|staff|admins?|administrat\\p{L}*|system|gast|gäste|" +
    "eltern|elternteil\\p{L}*|eltern(?:vertret|rat|beirat)\\p{L}*|erziehungsberechtigte?r?|mütter|väter|mutter|vater|" +
    "parents?|schulpflegschaft|klassenpflegschaft|förderverein|funktionskont\\p{L}*|" +
    "test(?:konto|konten|account|schüler)?)$",
  "iu",
);
/** Only in lists of accounts, for a group of children may be called so. */
const staffInAccounts =
  /^(?:ogs|ogata|ganztag|betreuung|extern(?:e|er)?|ehemalige[rn]?|alumni|ag|team|fsj|bfd|bufdi|ohne)$/iu;
const pupil = /schül|schuel|pupil|student|^(?:kind|kinder)$/iu;
const words = (cell: string) => cell.split(/[^\p{L}]+/u).filter((word) => word !== "");

/** What an account, or a row among children, says of whose it is. */
export interface AccountCells {
  className: string;
  /** "Schüler", "Lehrer". */
  type: string;
  /** All groups of the account in one cell. */
  groups: string;
  givenName: string;
}

/**
 * Whether a row is of somebody of the staff, a parent, an office or a group, and of no child.
 * In: `accounts`: the list holds all who have an account; otherwise it is one of children and less is enough to be one.
 */
export function isNoPupil({ className, type, groups, givenName }: AccountCells, accounts: boolean): boolean {
  const isStaff = (word: string) => staff.test(word) || (accounts && staffInAccounts.test(word));
  if (type !== "" && words(type).some(isStaff) && !pupil.test(type)) return true;
  if (words(className).some((word) => staff.test(word))) return true;
  if (!accounts) return false;
  if (words(className).length > 0 && !/\d/.test(className) && words(className).every(isStaff)) return true;
  const grouped = groups.split(/[,;|]/).map((group) => group.trim());
  if (grouped.some((group) => staff.test(group)) && !pupil.test(groups)) return true;
  return isGroup(givenName);
}

/** Accounts of nobody: "Klasse 3a", "Tablet 7". */
const group = new RegExp(
  "^(?:klassen?(?:konto)?|gruppe|team|ag|kurs|jahrgang|testkonto|gastkonto|funktionskonto|poststelle|" +
    "tablet|ipad|notebook|laptop|beamer)(?:\\s*[-_]?\\s*\\d\\S*)?$",
  "iu",
);
const isGroup = (givenName: string) => group.test(givenName);
