/** How long what is stored is kept, of each kind; whoever runs the school's server may set each. */
export type HowLong = {
  /** Proof: years after the end of the year in which a declaration ends. */
  years: number;
  /** Requests for one's rights, and the log of the office: years after the end of the year of the last step. */
  requests: number;
  log: number;
  /** Questions that were passed on to the school, and which message was told: months. */
  questions: number;
  messages: number;
  /** Who has looked at a child's page, and open questions of a conversation: days. */
  looks: number;
  days: number;
  /** The day of the year ("08-31") on which a school is done with those who have left: see `goesOn`. */
  transferDay: string;
};

/** What is kept as long as nothing else is set; the deletion concept says why. */
export const usually: HowLong = {
  ...{ years: 3, requests: 3, log: 3 },
  ...{ questions: 12, messages: 3, looks: 365, days: 14 },
  transferDay: "08-31",
};

/**
 * The day after which a child that has left without any declaration has no place in the file any more (Art. 5(1)(e)
 * GDPR): the first transfer day from its leaving on. In: the day on which it left (ISO). Out: a day (ISO).
 */
export function goesOn(left: string, transferDay: string): string {
  const year = Number(left.slice(0, 4));
  const inItsYear = `${year}-${transferDay}`;
  return left <= inItsYear ? inItsYear : `${year + 1}-${transferDay}`;
}

/** So many months somebody stays who belongs to nobody any more: a mistake in a list can be put right until then. */
export const strangersStay = 3;

/** The day so many months before, as a moment: what is older than that is over. */
export function monthsAgo(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, now.getUTCDate())).toISOString();
}

const units = {
  ...{ years: "year", requests: "year", log: "year" },
  ...{ questions: "month", messages: "month", looks: "day", days: "day" },
} as const satisfies Record<Exclude<keyof HowLong, "transferDay">, string>;

/** How long, as a language counts it: "1 Jahr", "3 Jahre", "5 лет", "20 de ani". */
export function inWords(howLong: HowLong, language: string): Record<keyof typeof units, string> {
  const said = (kind: keyof typeof units) =>
    new Intl.NumberFormat(language, {
      ...{ style: "unit", unit: units[kind], unitDisplay: "long" },
      ...{ numberingSystem: "latn", useGrouping: false },
    }).format(howLong[kind]);
  const kinds = Object.keys(units) as (keyof typeof units)[];
  return Object.fromEntries(kinds.map((kind) => [kind, said(kind)])) as Record<keyof typeof units, string>;
}
