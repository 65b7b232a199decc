/**
 * Where something stands: the file by its name ("" where there is only one),
 * and its line counted from 1 with the heading.
 */
export interface Place {
  file: string;
  row: number;
}

/** Where something stands, without the rest of it. */
export const placeOf = ({ file, row }: Place): Place => ({ file, row });

/** A place as one word. */
export const placeWord = ({ file, row }: { file: string; row: number | null }): string => `${file}:${row}`;

/**
 * How heavy a problem is. `stop`: the file cannot be read, and nothing is imported until it is repaired. `unclear`:
 * nothing is done for this row, and the others are imported.
 * `custody`: a person must decide who may declare. `look`: it is imported, and somebody should look.
 */
export const weightsInOrder = ["stop", "unclear", "custody", "look"] as const;
export type Weight = (typeof weightsInOrder)[number];

const weights = {
  empty: "stop",
  onlyHeading: "stop",
  spreadsheet: "stop",
  workbookLocked: "stop",
  workbookTooLarge: "stop",
  notAWorkbook: "stop",
  severalSheets: "stop",
  notText: "stop",
  webPage: "stop",
  controlCharacter: "stop",
  unknownEncoding: "stop",
  mixedEncodings: "stop",
  doubleEncoded: "stop",
  lettersUnknown: "stop",
  lettersWrong: "stop",
  quoteNotClosed: "stop",
  strayQuote: "stop",
  hugeCell: "stop",
  tooLarge: "stop",
  tooManyFiles: "stop",
  tooManyRows: "stop",
  tooManyColumns: "stop",
  tooManyFields: "stop",
  tookTooLong: "stop",
  tookTooMuch: "stop",
  unknownColumns: "stop",
  noHeading: "stop",
  missingColumns: "stop",
  duplicateColumn: "stop",
  classNeeded: "stop",
  saidClassOdd: "stop",
  tooManyCells: "unclear",
  tooFewCells: "unclear",
  nameIncomplete: "unclear",
  nameOdd: "unclear",
  twoChildren: "unclear",
  keyOdd: "unclear",
  dateWrong: "unclear",
  dateMangled: "unclear",
  dateImplausible: "unclear",
  bornInFuture: "unclear",
  columnTooNarrow: "unclear",
  formulaFailed: "unclear",
  classMissing: "unclear",
  classOdd: "unclear",
  classNeededForSome: "unclear",
  unknownRole: "unclear",
  bothWrong: "unclear",
  twiceInFile: "unclear",
  twoClasses: "unclear",
  childNotInFile: "unclear",
  childNotUnique: "unclear",
  tooManyGuardians: "unclear",
  severalFit: "unclear",
  maybeSame: "unclear",
  keyOfAnother: "unclear",
  perhapsTwice: "unclear",
  teacherUnknown: "unclear",
  parentWithoutChild: "unclear",
  custodyRemark: "custody",
  custodyNote: "custody",
  custodyKind: "custody",
  custodyInName: "custody",
  deathRemark: "custody",
  deathNote: "custody",
  guardianDead: "custody",
  guardianOffice: "custody",
  headingAgain: "look",
  leaversWait: "look",
  oneName: "look",
  dateUnknown: "look",
  keyRounded: "look",
  guardianCouple: "look",
  guardianOdd: "look",
  standsForNobody: "look",
  staffAccount: "look",
  notActive: "look",
  unknownStatus: "look",
  childWithoutClass: "look",
  lostLetter: "look",
  twoInOneField: "look",
  guardianIncomplete: "look",
  adultPupil: "look",
  sameGuardianName: "look",
  sameNameNoDate: "look",
  unknownLanguage: "look",
  guardianNotInFile: "look",
  guardianDecided: "look",
  restrictedKept: "look",
  custodyDecided: "look",
  classDiffers: "look",
  manyLeave: "look",
  teachersWithoutClass: "look",
  notAPupil: "look",
  sheetsLeft: "look",
  hiddenRows: "look",
  cellErrors: "look",
  notRows: "look",
  countDiffers: "look",
} as const satisfies Record<string, Weight>;

export type ProblemKey = keyof typeof weights;

/** Every problem by its key; the sentence for it stands in the locales under `import.problem`. */

/** Something a person at the office must look at, without words: the key of its sentence and the values in it. */
export interface Problem extends Place {
  key: ProblemKey;
  values: Record<string, string | number>;
  weight: Weight;
}

/** A problem in its place. */
export function problem(key: ProblemKey, { file, row }: Place, values: Problem["values"] = {}): Problem {
  return { key, file, row, values, weight: weights[key] };
}

/** Problems of the same kind and the same values in many rows as one, at the first row, with their `count`. */
export function counted(problems: readonly Problem[]): Problem[] {
  const same = Map.groupBy(problems, ({ key, file, values }) => JSON.stringify([key, file, values]));
  return [...same.values()].flatMap((group) =>
    group.slice(0, 1).map((first) => ({ ...first, values: { ...first.values, count: group.length } })),
  );
}
