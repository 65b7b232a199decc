/** Large invented lists. */

const letters = "abcdefghijklmnopqrstuvwxyz";

/** A word for each number, without digits: names have none. */
export function wordFor(number: number): string {
  let [word, rest] = ["", number];
  for (let at = 0; at < 5; at += 1) {
    word += letters[rest % 26];
    rest = Math.floor(rest / 26);
  }
  return word.replace(/^./, (first) => first.toUpperCase());
}

/** A list of so many children with two guardians each. `oneFamily`: all of one family name. */
export function manyChildren(count: number, oneFamily: boolean): Uint8Array {
  const heading =
    "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 1: E-Mail;Erzieher 2: Nachname;Erzieher 2: Vorname;Erzieher 2: E-Mail";
  const rows = Array.from({ length: count }, (_, at) => {
    const family = oneFamily ? "Beispiel" : wordFor(at);
    const born = `${String((at % 28) + 1).padStart(2, "0")}.0${(at % 9) + 1}.${2010 + (at % 8)}`;
    const guardian = (name: string) => `${family};${name} ${wordFor(at)};${name}${at}@example.org`;
    const className = `${at % 40}${letters[at % 26]}`;
    return `${at};${family};Kind ${wordFor(at)};${born};${className};Aktiv;${guardian("Nora")};${guardian("Otto")}`;
  });
  return new TextEncoder().encode([heading, ...rows].join("\n"));
}
