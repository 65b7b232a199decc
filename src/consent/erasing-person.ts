import { daysBefore } from "../school/day-begins.ts";
import type { ConsentEvent } from "./event.ts";
import type { HowLong } from "./how-long.ts";
import { type FormerBelonging, nameStaysUntil, utcDay } from "./name-stays.ts";
import { erasable } from "./retention.ts";

/** What of a person is erased as soon as that is asked for and nothing stands against it (Art. 17(1) GDPR). */
export const erasedAtOnce = [
  "account",
  "chatLanguage",
  "openConversation",
  "codes",
  "wrongCodes",
  "questions",
  "matters",
  "messages",
  "morning",
  "seenLists",
  "formerValues",
  "officeKey",
] as const;
export type ErasedAtOnce = (typeof erasedAtOnce)[number];

/**
 * What stays, and why: declarations with the sheets on which they came, and decisions on custody, prove what the
 * school had to ask (Art. 17(3)(b) and (e) GDPR, Art. 7(1), § 3(2) VO-DV I NRW); requests prove that they were
 * answered; a name and whose child it is are the school's own record while the child is there; a withdrawal that is not
 * understood yet must be heard first.
 */
export type WhatStays =
  "declarations" | "scans" | "custody" | "requests" | "belonging" | "name" | "openMatters" | "numbers";

/** What would go and what would stay. */
export interface ErasureOutlook {
  goes: { what: ErasedAtOnce; count: number }[];
  /** `until`: the day (ISO) after which it is erased without anybody asking; null: what it waits for has no day. */
  stays: { what: WhatStays; count: number; until: string | null }[];
}

/** What is held of a person. */
export interface HeldOfPerson extends FormerBelonging {
  atOnce: Record<ErasedAtOnce, number>;
  /** The events of every child of whom this person has declared something, with when it left (ISO), or null. */
  histories: readonly { events: readonly ConsentEvent[]; goneAt: string | null }[];
  personId: string;
  /** Pictures of scanned sheets that the school keeps. */
  scans: number;
  custody: number;
  /** When each closed request was closed (ISO), and how many are open, this one too. */
  closedRequests: readonly string[];
  openRequests: number;
  /** How many children at the school and classes the person belongs to. */
  belongsTo: number;
  openMatters: number;
  /** The numbers of a chat on the school's own messenger go a little later; of one that is another's too, not yet. */
  numbers: "own" | "shared" | null;
}

/** So long the numbers of a chat are known (days). */
const numbersKept = 15;

/** What erasing does now, and what it may not. In: what is held; now; how long proof and requests are kept. */
export function outlookOf(
  held: HeldOfPerson,
  now: Date,
  howLong: Pick<HowLong, "years" | "requests" | "transferDay">,
): ErasureOutlook {
  const { years, requests: yearsOfRequests } = howLong;
  const declared = held.histories.flatMap(({ events }) => events.filter(({ person }) => person === held.personId));
  const requests = [
    ...held.closedRequests.map((at) => keptUntil(at, yearsOfRequests)),
    keptUntil(now.toISOString(), yearsOfRequests),
  ];
  const last = (days: readonly string[]) => days.toSorted().at(-1) ?? null;
  const declarations = declarationsUntil(held, now, years);
  const ofRequests = last(requests) ?? "";
  const stays: ErasureOutlook["stays"] = [
    { what: "declarations", count: declared.length, until: declarations },
    { what: "scans", count: held.scans, until: declarations },
    { what: "custody", count: held.custody, until: null },
    { what: "requests", count: held.closedRequests.length + held.openRequests, until: ofRequests },
    { what: "belonging", count: held.belongsTo, until: null },
    {
      what: "name",
      count: held.belongsTo === 0 ? 1 : 0,
      until:
        held.custody > 0 || (declared.length > 0 && declarations === null)
          ? null
          : nameStaysUntil(held, last([declarations ?? "", ofRequests]) ?? "", now, howLong),
    },
    { what: "openMatters", count: held.openMatters, until: null },
    {
      what: "numbers",
      count: held.numbers === null ? 0 : 1,
      until: held.numbers === "shared" ? null : daysBefore(utcDay(now), -numbersKept),
    },
  ];
  return {
    goes: erasedAtOnce.map((what) => ({ what, count: held.atOnce[what] })).filter(({ count }) => count > 0),
    stays: stays.filter(({ count }) => count > 0),
  };
}

/** The last day (ISO) on which something is kept that ended then (ISO): to the end of the year, so many years on. */
export const keptUntil = (ended: string, years: number): string => `${Number(ended.slice(0, 4)) + years}-12-31`;

/** Until when the person's declarations are kept; null where one of them still counts. */
function declarationsUntil({ histories, personId }: HeldOfPerson, now: Date, years: number): string | null {
  for (let on = 0; on <= years + 1; on += 1) {
    const then = new Date(Date.UTC(now.getUTCFullYear() + on, 0, 1));
    const isOver = ({ events, goneAt }: HeldOfPerson["histories"][number]) => {
      const over = new Set(erasable(events, goneAt, then, years));
      return events.every(({ person, id }) => person !== personId || over.has(id));
    };
    if (histories.every(isOver)) return daysBefore(utcDay(then), 1);
  }
  return null;
}
