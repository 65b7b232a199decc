import type { EndedKeys, EndedRights } from "../../db/file/ended-rights.ts";
import type { Held, Restored } from "../../db/file/restore.ts";
import type { Revived } from "../../db/file/revived.ts";

/** Says who is in again that had been shut out since the backup; null where what was replaced does not tell. */
export function sayRevived(revived: Revived | null): void {
  if (revived === null)
    return console.error(
      "What lay there does not go as far as what was sealed last, so it does not tell who was shut out since the " +
        "backup and is in again: look through the page /office/people and the accounts before the bot starts.",
    );
  const { persons, staff } = revived;
  if (persons.length > 0)
    console.error(
      "Since the backup the messenger accounts of these persons had been taken away or moved; they are theirs again: " +
        `${persons.join(", ")}. Where that is wrong, before the bot starts: janein disconnect --person ID`,
    );
  if (staff.length > 0)
    console.error(
      `Since the backup they had left the office; they belong to it again, without a link: ${staff.join(", ")}. ` +
        "Let them go on the page /office/people.",
    );
}

/** Says what opened a door in the backup, and opens none any more. */
export function sayEnded({ sessions, links, codes, questions }: EndedRights): void {
  if (questions > 0)
    console.log(`${counted(questions, "question")} that stood open in chats of the backup were closed.`);
  if (sessions + links + codes === 0) return;
  console.log(
    `${counted(sessions, "session")}, ${counted(links, "sign-in link")} and ${counted(codes, "unused join code")} ` +
      "of the backup were ended: sign in anew with janein office invite, and print letters anew.",
  );
}

/** Where the file is that was replaced, and what the backup lacks of it. */
export function sayKept(kept: NonNullable<Restored["kept"]>, restored: Held): void {
  const held = kept.held ? inWords(kept.held) : "it cannot be read";
  console.log(
    `The file that was there before is kept as ${kept.path} (${held}). ` +
      "It holds personal data: remove it when it is no longer needed.",
  );
  if (kept.held && kept.held.events > restored.events)
    console.error(
      `The backup lacks ${kept.held.events - restored.events} events that the replaced file has: ` +
        `to go back, janein restore ${kept.path}`,
    );
}

export const inWords = ({ events, newest }: Held) => `${events} events${newest ? `, the newest of ${newest}` : ""}`;

/** As `sayEnded`, of passkeys and school accounts. */
export function sayEndedKeys({ passkeys, accounts }: EndedKeys): void {
  if (passkeys + accounts === 0) return;
  console.log(
    `${counted(passkeys, "passkey")} and ${counted(accounts, "school account")} of the office in the backup opened ` +
      "nothing any more, or there was nothing to compare them with: they were ended.",
  );
}

/** So many of something. In: what it is called, one of it. */
export const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
