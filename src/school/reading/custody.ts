import { anyKin } from "./kin.ts";

/**
 * What of a remark speaks of custody, in the words of school offices. A remark is only read: who may declare is
 * decided by a person. Rather one remark too many is shown than one too few; what is only spelled alike is not.
 */
const parent = "(?:\\p{L}*vater|\\p{L}*mutter|\\p{L}*eltern|elternteil|km|kv|papa|mama)(?!\\p{L})";
/** Where a child lives. */
const living: readonly string[] = [
  "(?<!\\p{L})lebt\\s+(?:\\S+\\s+){0,4}(?:bei|beim)(?!\\p{L})",
  "(?<!\\p{L})(?:wohnt|wohnhaft|lebend|gemeldet|untergebracht|aufenthalt)\\s+(?:\\S+\\s+){0,3}(?:bei|beim|im|in)\\s+" +
    `(?:\\p{L}+\\s+)?(?:${anyKin}|verwandt|heim)`,
  "(?<!\\p{L})(?:kind|schüler(?:in)?|sohn|tochter)\\s+(?:ist\\s+)?" +
    `(?:(?:seit|z\\.)\\s*\\S+\\s+|derzeit\\s+|zurzeit\\s+)?beim?\\s+(?:\\p{L}+\\s+)?${anyKin}(?!\\p{L})`,
];
const stems: readonly string[] = [
  // Custody itself.
  "(?<!\\p{L})sorge(?!\\p{L})",
  "(?<!\\p{L})sorge-?(?:recht|berecht|ber?\\.|br?\\.|erkl|beschl|streit|verf|verh|regel|pflicht)",
  "(?<!\\p{L})sorge-?(?:vollmacht|inhab|antrag|r(?!\\p{L}))|(?<!\\p{L})s\\.?-recht(?!\\p{L})",
  "(?<!\\p{L})sorge(?:teil|angeleg|situation|frage|entzug|verteil|register)",
  "(?:allein|personen|mit|gesamt|vermögens)sorge|sorge(?:rechts|berechtigt)",
  "alleinerz|allein(?:ig)?e?[nr]?\\s+erziehungsberecht|aufenthaltsbestimm|erziehungsvollmacht|(?<!\\p{L})vollmacht",
  // Seeing the child.
  "umgangs-?(?:recht|verbot|kontakt|regel|pfleg|ausschl|sperre|streit|verein|berecht|woch|zeit|tag|beschl|verf)",
  "(?<!\\p{L})umgang(?!\\p{L})(?!\\s+mit\\s+(?!(?:\\p{L}+\\s+)?(?:\\p{L}*vater|\\p{L}*mutter|eltern|kv|km)))",
  "näherungs?-?verbot|kontakt-?(?:verbot|sperre|abbruch)|kein(?:en|erlei)?\\s+(?:kontakt|umgang)",
  "(?:haus|abhol|betretungs)-?verbot|gewaltschutz|schutzanordnung|platzverweis|einstweilig",
  "abhol\\p{L}*.{0,25}(?:nur|nicht|verbot|kein|untersagt)|(?:nur|nicht|kein|untersagt).{0,25}abhol",
  // Who is not fetched goes home alone; who may not fetch is another matter.
  "(?<!\\p{L})(?:darf|dürfen|soll(?:en)?)(?!\\p{L}).{0,40}(?:nur|nicht|kein).{0,40}abgeholt|untersagt.{0,25}abgeholt",
  `(?:nur|nicht|kein\\p{L}*)\\s+(?:\\S+\\s+)?vo[nm]\\s+(?:\\p{L}+\\s+)?${parent}.{0,20}abgeholt`,
  `vo[nm]\\s+(?:\\p{L}+\\s+)?${parent}\\s+(?:\\S+\\s+)?(?:nur|nicht)\\s.{0,20}abgeholt`,
  "(?:nur|nicht|kein|untersagt).{0,25}heraus(?:ge|zu)?geb|besuchs-?(?:recht|kontakt|verbot)",
  // Somebody else in the parents' place.
  "vormund|amts-?pfleg|ergänzungs-?pfleg|verfahrens-?(?:pfleg|beistand)|nachlass-?pfleg|beistand",
  "(?<!\\p{L})pflegschaft(?!s-?(?:abend|vors|sitz|vertr|mitgl|treff))",
  "(?<!\\p{L})pflege-?(?:eltern|mutter|vater|familie|kind|stelle|erlaubnis|verhält|person)",
  "(?<!\\p{L})pflege-?(?:sohn|tochter|bruder|schwester)",
  "(?:bereitschafts|dauer|vollzeit|verwandten|netzwerk|familien)-?pflege(?!\\p{L})|(?<!\\p{L})in\\s+pflege",
  "(?<!\\p{L})pflege(?!\\p{L})(?!\\s+(?:der|des|von|im|am|und)(?!\\p{L}))",
  "inobhut|in\\s+obhut|jugendamt|erziehungsstelle|fremdunterbring|fremd\\s+untergebracht|adopti|adoptiv",
  "wohn-?gruppe|(?:kinder|jugend|mutter-kind-)-?heim|kinderdorf|(?<!\\p{L})heim-?(?:kind|gruppe|unterbr|erzieh|platz)",
  "betreutes\\s+wohnen|frauenhaus|stief(?:vater|mutter|eltern|papa|mama)",
  // How the parents live.
  "(?:wechsel|residenz|nest|paritäts)-?modell|doppelresidenz",
  "eltern\\s.{0,15}(?:getr|gesch)\\.",
  "getrennt(?!-?\\s?schreib)|(?<!\\p{L})in\\s+trennung|(?<!\\p{L})trennung|geschieden|scheidung",
  "(?<!\\p{L})ex-?(?:mann|frau|partner|gatt)|leibliche[rnms]?\\s+(?:\\p{L}*vater|\\p{L}*mutter|eltern)",
  ...living,
  `^beim?\\s+(?:\\p{L}+\\s+)?${anyKin}(?!\\p{L})(?!.{0,30}(?:anruf|meld|ab(?:ge)?hol|abgeb|frag|ess|klingel))`,
  // What a court or the school was told.
  "(?<!\\p{L})(?:familien|amts|land|oberlandes|vormundschafts|betreuungs)?gericht(?!et|e(?!\\p{L})|en(?!\\p{L}))",
  "(?<!\\p{L})(?:gerichts|eil|teil)?beschl(?:uss|üsse|\\.)(?!\\p{L}*\\s+der\\s+\\p{L}*konferenz)|entzogen|entzug",
  "(?<!\\p{L})famg(?!\\p{L})|(?<![\\p{L}\\d])\\d+\\s+f\\s+\\d+\\/\\d\\d(?!\\d)",
  "(?:adresse|anschrift|aufenthalt).{0,15}geheim",
  "(?<!\\p{L})(?:kinds?-?|kindes)?(?:vater|mutter|kv|km).{0,15}(?<!\\p{L})nicht\\s+(?:inform|benachr|kontakt|anruf)",
  "auskunfts?-?(?:sperre|verbot)|sperrvermerk|übermittlungssperre|geheim\\s?(?:zu\\s)?halt",
  "inhaftiert|in\\s+haft|im\\s+gefängnis|(?<!\\p{L})jva(?!\\p{L})",
  "(?:nur|keine?|nicht|ausschließlich|allein).{0,25}(?:auskunft|auskünfte|ausk\\.)",
  "(?:auskunft|auskünfte|ausk\\.).{0,25}(?:nur|nicht|keine?|ausschließlich|untersagt|verboten|verweigert)",
  "unterschr\\p{L}*.{0,25}(?:nur|beide|allein)|(?:nur|beide).{0,30}unterschr",
  "(?:post|briefe?|zeugnis(?:se)?|schreiben)\\s.{0,20}(?:nur|getrennt|(?<!\\p{L})nicht)\\s.{0,10}(?:an|über)",
  "(?<!\\p{L})(?:kinds?-?|kindes)?(?:vater|mutter|kv|km)(?!\\p{L}).{0,20}(?:darf|soll|berechtigt).{0,15}(?:nicht|kein)",
  "(?<!\\p{L})(?:kinds?-?|kindes)?(?:vater|mutter|kv|km)\\s+(?:ist\\s+)?unbek(?:annt|\\.)",
];
const speaksOfCustody = new RegExp(stems.join("|"), "iu");
/** Abbreviations, and the noun that is also how one goes home: here capitals tell. */
const inCapitals = /(?<!\p{L})(?:[aA]SR|[gG]SR|UMA|UMF|AESR|ABR|SR|WG|KJHV|Heim|HEIM)(?!\p{L})(?!\.)/u;

/** Whether a remark, or the words behind a name, speak of who may declare for a child. */
export function isAboutCustody(remark: string): boolean {
  return (
    remark !== "" && [remark, mended(remark)].some((words) => speaksOfCustody.test(words) || inCapitals.test(words))
  );
}

/** Whether a cell for a name says with whom the child lives, which is nobody's name. */
export const saysWhereItLives = (cell: string): boolean => where.test(cell);
const where = new RegExp(`^beim?\\s+\\p{L}|${living.join("|")}`, "iu");

/** In a narrow cell a word goes on in the next line, with a hyphen. */
const mended = (remark: string) => remark.replaceAll(/-\s+(?=\p{L})/gu, "");

const died = new RegExp(
  "[\\u2020\\u271d\\u271e\\u26b0]|(?<!\\p{L})(?:verstorben\\p{L}*|verst\\.?|gestorben\\p{L}*|verunglückt|deceased|" +
    "verwitwet\\p{L}*|witwer?|wwe\\.?|(?:halb|voll)?waise|tot)(?!\\p{L})|" +
    "(?:vater|mutter|kv|km|eltern\\p{L}*)\\s.{0,20}gest\\.|gest\\..{0,12}(?:vater|mutter)",
  "iu",
);

/** Whether a remark, or the kind of guardianship, says that somebody has died. */
export function isAboutDeath(remark: string): boolean {
  return remark !== "" && (died.test(remark) || died.test(mended(remark)));
}

const eitherParent = "kindes-?|kinds-?|leibliche[rn]? ";
const oneParent = `(?:${eitherParent})?(?:mutter|vater|elternteil)`;
const ordinary = new RegExp(
  `^(?:(?:beide )?(?:${eitherParent})?eltern|${oneParent}|${oneParent} ?(?:und|u\\.|&|\\/|\\+|,) ?${oneParent}|` +
    "m(?:ü|ue)tter|v(?:ä|ae)ter|beide|erziehungsberechtigte[rn]?|sorgeberechtigte[rn]?|unbekannt|[mve]|)$",
  "i",
);

/** Whether a kind of guardianship is one about which nobody need decide. */
export function isOrdinaryKind(kind: string): boolean {
  return ordinary.test(kind);
}
