import type { Say } from "./words.ts";

/** What can be said at the top of the next page, after something was done. */
const known = [
  "recorded",
  "unchanged",
  "settled",
  "onlyNo",
  "nothingDiffers",
  "voided",
  "voidedBefore",
  "bothOn",
  "bothOff",
  "corrected",
  "disconnected",
  "custodyDecided",
  "scanForgotten",
  "matterClosed",
  "imported",
  "reminded",
  "periodStarted",
  "periodEnded",
  "published",
  "inForce",
  "documentsKept",
  "documentsSame",
  "draftKept",
  "draftDropped",
  "translated",
  "begun",
  "letterheadKept",
  "step",
  "requestEntered",
  "requestOpen",
  "requestErased",
  "erasureChanged",
  "requestRestricted",
  "restrictionLifted",
  "sessionsEnded",
  "letGo",
  "undone",
  "morningOn",
  "morningOff",
  "nothing",
  "deviceNamed",
  "deviceEnded",
  "passkeyAdded",
  "passkeyRemoved",
  "passkeyNotMade",
  "accountTied",
  "accountTaken",
  "accountUntied",
  "notFresh",
  "letInProposed",
  "letInRefused",
  "letInOver",
] as const;
export type Done = (typeof known)[number];

/** The sentence for what the address of the page says was done, or null. In: its name and perhaps a number. */
export function doneWords(say: Say, name: string | undefined, count: string | undefined): string | null {
  const done = known.find((one) => one === name);
  return done ? say(`done.${done}`, { count: Number(count ?? 0) || 0 }) : null;
}

/** The address of a page that will say what was done. */
export function withDone(path: string, done: Done, count?: number): string {
  return `${path}?done=${done}${count === undefined ? "" : `&n=${count}`}`;
}
