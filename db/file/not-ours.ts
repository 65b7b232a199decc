import type { Piece } from "./pieces.ts";

/** What is said of it begins so. */
const isNotOurs = "The database was changed by somebody else: ";

/** That something was not done because the database was changed by somebody else; the message says what to do. */
export class NotOurs extends Error {
  /** Whether what was recorded does not hold, and nothing else is known to be wrong. */
  readonly inDoubt: boolean;

  constructor(why: string, inDoubt: boolean) {
    super(why);
    this.inDoubt = inDoubt;
  }
}

/** Whether something was not done because the database was changed by somebody else. */
export const isRefused = (error: unknown): error is NotOurs => error instanceof NotOurs;

/** Whether it was not done because what was recorded does not hold, and nothing else is known to be wrong. */
export const isInDoubt = (error: unknown): boolean => isRefused(error) && error.inDoubt;

const untilThen = "Nothing of this was recorded, and nothing will be until then: ";
const putBackup =
  "stop JaNein, keep the file, and put the newest backup that verifies in its place (janein restore BACKUP).";

/** The way out where what was recorded does not hold, and no backup does. */
export const evenBroken =
  "janein backup COPY, then, with the bot stopped, janein restore COPY --begin-anew --even-broken, which says what " +
  "is no longer provable";

/** That what was recorded a moment ago is there no more. */
export const sayingCutOff = ({ events, entries }: { events: number; entries: number }, path: string): string =>
  `${isNotOurs}event ${events} or entry ${entries} of the journal of ${path} was taken away ` +
  `or changed since it was recorded. Nothing of this was recorded: ${putBackup}`;

/** That something of the proof does not hold. */
export const sayingBroken = ({ place, fault }: { place: string; fault: string }, path: string): string =>
  `${isNotOurs}${place} of ${path} is not as it was entered: ${fault}. Nothing of this was recorded or told by, ` +
  `and nothing but a NEIN will be while it is so: find out who it was, and ${putBackup} ` +
  `Where none verifies: ${evenBroken}.`;

/** That another file lies where the open one was. */
export const sayingMoved = (path: string): string =>
  `${isNotOurs}the file that JaNein has open does not lie at ${path} any more: it was moved or replaced while JaNein ` +
  `runs. ${untilThen}stop JaNein, put the right file there (the moved one, or the newest backup that verifies, with ` +
  "janein restore BACKUP), and start it again.";

/** That what is kept outside the database speaks against it. In: why, with what to do. */
export const sayingRefused = (why: string): string => `${isNotOurs}${why}. Nothing of this was recorded.`;

/** That the database is not made of what is ours alone. */
export function sayingStrange({ type, name, isOurs }: Piece, path: string): string {
  const nothing = "Nothing of this was recorded, and nothing will be until it is gone: ";
  if (isOurs)
    return (
      `${isNotOurs}the ${type} "${name}" of ${path} is missing, or is not as JaNein made it. ` + nothing + putBackup
    );
  // Whoever has put it there has chosen its name, and somebody types this into a shell.
  const isPlain = [type, name].every((word) => /^\w{1,60}$/.test(word));
  const what = isPlain ? `the ${type} "${name}"` : "something with an odd name";
  const taking = isPlain ? `sqlite3 ${path} 'drop ${type} "${name}"'` : `sqlite3 ${path} .schema shows its name`;
  return (
    `${isNotOurs}${what} in ${path} is none of JaNein's, and reaches into what it records. ${nothing}` +
    `find out who put it there, then take it out: ${taking}.`
  );
}

/** That somebody has put down updates as done. In: how many. */
export const sayingPutIn = (count: number): string =>
  `${isNotOurs}${count} updates in seen_update were put down as done, and not by JaNein, so that their chats would ` +
  "be silent. They were taken out and are answered: find out who it was.";
