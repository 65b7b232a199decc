/** Who can be played in the demo; all of them invented. */
export interface Player {
  chatId: number;
  /** `kennung` in the invented school. */
  key: string;
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
  "bitte kein video mehr",
  "Hat Nein sagen Nachteile?",
];

export const players: Player[] = [
  {
    chatId: 101,
    key: "E01",
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
    givenName: "Tarek",
    familyName: "Beispiel-Anders",
    who: "Vater von Mila und Jonas, lebt getrennt",
    language: "de",
    joined: false,
    suggestions: asParent,
  },
  {
    chatId: 103,
    key: "E17",
    givenName: "Opa Heinz",
    familyName: "Niemand",
    who: "Großvater von Leon (2c)",
    language: "de",
    joined: false,
    suggestions: asParent,
  },
  {
    chatId: 106,
    key: "E03",
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
    givenName: "Sami",
    familyName: "Chayal",
    who: "Vater von Rania (3a), schreibt Arabisch",
    language: "ar",
    joined: false,
    suggestions: ["من يرى بيانات طفلي؟", "هل يتم التسجيل؟", "/einwilligung", "لا أريد الفيديو بعد الآن", "/sprache"],
  },
  {
    chatId: 201,
    key: "TAFE",
    givenName: "Petra",
    familyName: "Tafel",
    who: "Klassenlehrerin der 3a",
    language: "de",
    joined: true,
    suggestions: ["/klasse"],
  },
  {
    chatId: 202,
    key: "KREI",
    givenName: "Karl",
    familyName: "Kreide",
    who: "Klassenlehrer der 1b",
    language: "de",
    joined: true,
    suggestions: ["/klasse"],
  },
  {
    chatId: 203,
    key: "LINE",
    givenName: "Lina",
    familyName: "Lineal",
    who: "Klassenlehrerin der 2c, noch nicht verbunden",
    language: "de",
    joined: false,
    suggestions: ["/klasse"],
  },
];
