import { fold } from "../folded.ts";

/** Headings of columns that say nothing of how parents live, as programs of schools write them, folded. */
const kinds: readonly string[] = [
  // How somebody is reached and addressed.
  "telefon|tel|handy|mobil|mobiltelefon|handynummer|fax|email|mail|emailadresse|anrede|titel|briefanrede",
  "telefonnr|telefonnummer|telefonmobil|mobilnr|mobilnummer|telefonprivat|telefondienstlich|festnetz|akadgrad",
  // Who somebody is.
  "geschlecht|konfession|konfessionklartext|statistikkrzkonfession|religion|bekenntnis|religionsunterricht",
  "staatsangehorigkeit|staatsangehorigkeitid|1staatsang|2staatsang|nationalitat|geburtsort|geburtsland|geburtsname",
  "geburtslandschuler|geburtslandmutter|geburtslandvater|zuzugsjahr|aussiedler|muttersprache|sprache|alter|beruf",
  "verkehrssprache|allevornamen|weiterevornamen|namenszusatz|nachname|vorname|rufname|name|familienname|land|kreis",
  "ortsteil|bundesland|gemeinde|gemeindeschlussel",
  // How it is at school.
  "aufnahmedatum|aufnahme|eintritt|eintrittsdatum|einschulung|einschulungsjahr|einschulungsdatum|entlassdatum|austritt",
  "abmeldedatumreligionsunterricht|anmeldedatumreligionsunterricht|schulpflichterf|schulpflicht|reformpadagogik",
  "nrstammschule|schulnummer|schulnr|schule|jahr|schuljahr|abschnitt|halbjahr|jahrgang|jahrgangsstufe|stufe|klasse",
  "parallelitat|folgeklasse|vorgangerklasse|sortierung|teilstandort|schulgliederung|orgform|klassenart|fachklasse",
  "nochfrei|verpflichtungsprachforderkurs|teilnahmesprachforderkurs|ubergangsempfjg5|jahrwechsels1|1schulforms1",
  "jahrwechsels2|forderschwerpunkt|2forderschwerpunkt|schwerstbehinderung|autist|lsschulnr|lsschulform|herkunft",
  "lsentlassdatum|lsjahrgang|lsversetzung|lsreformpadagogik|lsgliederung|lsfachklasse|lsabschluss|abschluss",
  "schulnrneueschule|dauerkindergartenbesuch|klassenlehrer|klassenlehrerin",
  "klassenleitung|klassenlehrkraft",
  "ganztag|ogs|ogata|schwimmen|schwimmer|fahrschuler|masernschutz|kindergarten|verwendungankreuzkompetenzen",
  "pruefungsordnung|beginnsommersemester",
  // How programs keep it.
  "nr|lfdnr|laufendenummer|nummer|id|internid|interneid|interneidnummer|schulerid|schulernummer|guid|uuid|kuerzel",
  "account|accountname|benutzername|login|passwort|kennwort|erstelltam|erstelltvon|geandertam|status|gruppen",
  "personaltyp|amtsbezeichnung|istsichtbar|istrelevantfuerstatistik",
];
/** Folded as headings are, so that "kuerzel" is "kurzel" here too. */
const harmless = new Set(kinds.flatMap((one) => one.split("|")).map(fold));

/** Whose a harmless column may be: "Erzieher 1: Telefon", "Anrede 2. Person". */
const one = "person|erzieher|elternteil|mutter|vater|kind|schuler|privat";
const whose = new RegExp(`^(?:${one})?[12]?|[12]?(?:${one})$|[12]$`, "g");

/** Whether a column says nothing of how parents live. In: its heading. What is not known may say anything. */
export function isHarmless(heading: string): boolean {
  const folded = fold(heading);
  return harmless.has(folded) || harmless.has(folded.replaceAll(whose, ""));
}
