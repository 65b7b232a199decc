/** Who can be played in the demo; all of them invented. */
export interface Player {
  chatId: number;
  /** `kennung` in the invented school; a pupil has none. */
  key: string | null;
  role: "guardian" | "pupil" | "teacher";
  givenName: string;
  familyName: string;
  who: string;
  /** What the messenger is set to. */
  language: string;
  /** Is connected when the demo opens. */
  joined: boolean;
  suggestions: string[];
}

const asParent = [
  "wer sieht die daten von meinem kind?",
  "wird das aufgezeichnet?",
  "/einwilligung",
  "ich widerrufe alles für beide Kinder",
  "Hat Nein sagen Nachteile?",
];
const asTeacher = ["/klasse", "darf Mila mitmachen", "/morgens"];

export const players: Player[] = [
  {
    chatId: 101,
    key: "E01",
    role: "guardian",
    givenName: "Nadja",
    familyName: "Beispiel",
    who: "Mutter von Mila (3a) und Jonas (1b)",
    language: "de",
    joined: false,
    suggestions: asParent,
  },
  {
    chatId: 102,
    key: "E02",
    role: "guardian",
    givenName: "Tarek",
    familyName: "Beispiel-Anders",
    who: "Vater von Mila und Jonas, sieht es anders",
    language: "de",
    joined: false,
    suggestions: asParent,
  },
  {
    chatId: 301,
    key: null,
    role: "pupil",
    givenName: "Lukas",
    familyName: "Luftschloss",
    who: "Schüler der 10a, gerade 16: entscheidet selbst mit",
    language: "de",
    joined: false,
    suggestions: ["/einwilligung", "wird das aufgezeichnet?", "Hat Nein sagen Nachteile?", "was gilt gerade"],
  },
  {
    chatId: 106,
    key: "E03",
    role: "guardian",
    givenName: "Zeynep",
    familyName: "Probe",
    who: "Mutter von Ayşe (1b) und Hüseyin (2c), schreibt Türkisch",
    language: "tr",
    joined: false,
    suggestions: [
      "çocuğumun verilerini kim görüyor?",
      "kayıt yapılıyor mu?",
      "/einwilligung",
      "görüntü artık olmasın",
      "/sprache",
    ],
  },
  {
    chatId: 107,
    key: "E22",
    role: "guardian",
    givenName: "Sami",
    familyName: "Chayal",
    who: "Vater von Rania (3a), schreibt Arabisch",
    language: "ar",
    joined: false,
    suggestions: ["من يرى بيانات طفلي؟", "هل يتم التسجيل؟", "/einwilligung", "لا أريد الفيديو بعد الآن", "/sprache"],
  },
  {
    chatId: 103,
    key: "E17",
    role: "guardian",
    givenName: "Heinz",
    familyName: "Niemand",
    who: "Großvater von Leon (2c)",
    language: "de",
    joined: false,
    suggestions: asParent,
  },
  {
    chatId: 104,
    key: "E15",
    role: "guardian",
    givenName: "Frauke",
    familyName: "Märchen",
    who: "Mutter von Kira (2c): beide Eltern müssen zustimmen",
    language: "de",
    joined: false,
    suggestions: asParent,
  },
  {
    chatId: 201,
    key: "TAFE",
    role: "teacher",
    givenName: "Petra",
    familyName: "Tafel",
    who: "Klassenlehrerin der 3a",
    language: "de",
    joined: true,
    suggestions: asTeacher,
  },
  {
    chatId: 202,
    key: "KREI",
    role: "teacher",
    givenName: "Karl",
    familyName: "Kreide",
    who: "Klassenlehrer der 1b",
    language: "de",
    joined: true,
    suggestions: ["/klasse", "/morgens"],
  },
  {
    chatId: 203,
    key: "LINE",
    role: "teacher",
    givenName: "Lina",
    familyName: "Lineal",
    who: "Klassenlehrerin der 2c, noch nicht verbunden",
    language: "de",
    joined: false,
    suggestions: ["/klasse", "/morgens"],
  },
  {
    chatId: 204,
    key: "FEDE",
    role: "teacher",
    givenName: "Frieda",
    familyName: "Feder",
    who: "Klassenlehrerin der 10a",
    language: "de",
    joined: true,
    suggestions: ["/klasse", "/morgens"],
  },
];
