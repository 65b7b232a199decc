/** Who can be played in the demo; all of them invented. */
export interface Player {
  chatId: number;
  /** `kennung` in the invented school. */
  key: string;
  givenName: string;
  familyName: string;
  who: string;
  /** Is connected when the demo opens. */
  joined: boolean;
  suggestions: string[];
}

const asParent = ["wer sieht die daten von meinem kind?", "wird das aufgezeichnet?", "/einwilligung", "bitte kein video mehr", "Hat Nein sagen Nachteile?"];

export const players: Player[] = [
  { chatId: 101, key: "E01", givenName: "Nadja", familyName: "Beispiel", who: "Mutter von Mila (3a) und Jonas (1b)", joined: false, suggestions: asParent },
  { chatId: 102, key: "E02", givenName: "Tarek", familyName: "Beispiel-Anders", who: "Vater von Mila und Jonas, lebt getrennt", joined: false, suggestions: asParent },
  { chatId: 103, key: "E17", givenName: "Opa Heinz", familyName: "Niemand", who: "Großvater von Leon (2c)", joined: false, suggestions: asParent },
  { chatId: 201, key: "TAFE", givenName: "Petra", familyName: "Tafel", who: "Klassenlehrerin der 3a", joined: true, suggestions: ["/klasse"] },
  { chatId: 202, key: "KREI", givenName: "Karl", familyName: "Kreide", who: "Klassenlehrer der 1b", joined: true, suggestions: ["/klasse"] },
  { chatId: 203, key: "LINE", givenName: "Lina", familyName: "Lineal", who: "Klassenlehrerin der 2c, noch nicht verbunden", joined: false, suggestions: ["/klasse"] },
];
