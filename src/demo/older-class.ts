/** How old the pupil is who decides himself; the rule's own age (PUPIL_AGE), and some weeks. */
const years = 16;

/**
 * A class beside those of the file, in which a pupil decides himself, as the office's own table.
 * In: today, for he shall always have turned sixteen not long ago.
 */
export function olderClass(now: Date): string {
  const born = new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth() - 2, 15));
  const day = `15.${String(born.getUTCMonth() + 1).padStart(2, "0")}.${born.getUTCFullYear()}`;
  return `klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung
10a;lehrkraft;Frieda;Feder;;;;;FEDE
10a;kind;Lukas;Luftschloss;${day};;;;
10a;erziehungsberechtigt;Gisela;Luftschloss;;Lukas;Luftschloss;;E26
`;
}
