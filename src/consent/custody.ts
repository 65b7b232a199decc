/**
 * What holds between a guardian and a child. Without any fact a guardian declares: that is the usual case of joint
 * custody (§§ 1627–1687 BGB).
 * `informed`: hears what holds and may see it, declares nothing (§ 1686 BGB). `neither`: none of it.
 * Two of them wait for a decision, after a list has spoken of custody. `undecided`, of whom was there before: what
 * stands stays, for a remark may mean anything ("getrennt lebend" leaves custody as it was), a NEIN or a withdrawal
 * counts at once (Art. 7(3) GDPR), and a new JA waits: the school could not prove it (Art. 7(1) GDPR), and a child
 * that takes part on a JA that was none cannot be taken out of the picture again. `held_back`, of whom that list has
 * brought: neither sees nor declares anything yet. No letter, no code and no reminder goes to either.
 */
export const decidable = ["declares", "informed", "neither"] as const;
export const custodies = [...decidable, "undecided", "held_back"] as const;
export type Custody = (typeof custodies)[number];
export type Decidable = (typeof decidable)[number];

/** A record of what holds, never a flag: the newest of a child and a guardian counts. */
export interface CustodyFact {
  child: string;
  guardian: string;
  custody: Custody;
  /** Since which day (ISO), and on what paper; "" where nobody has decided. */
  since: string;
  paper: string;
  /** Who has decided it, "" where a list has put it before the office; and when that was (ISO). */
  by: string;
  at: string;
}

/** What a person of the school decides. */
export type CustodyDecision = Omit<CustodyFact, "custody" | "at"> & { custody: Decidable };

/** For so many characters there is room on what paper it is, and where that lies. */
export const mostOfPaper = 200;

/** Nobody who is at a school is older. */
const earliest = "1990-01-01";

/** Why a decision cannot be put down as it was told, by its part. */
export type NotDecided = Partial<Record<"since" | "paper", "missing" | "wrong" | "tooLong">>;

/**
 * What is missing or wrong in a decision: it holds since a day that has come, and rests on some paper.
 * In: the day and the paper as they were typed; the school's today (ISO). Out: nothing where it can be put down.
 */
export function whyNotDecided({ since, paper }: { since: string; paper: string }, today: string): NotDecided {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(since) && !Number.isNaN(Date.parse(since));
  const isReal = isDay && new Date(since).toISOString().startsWith(since) && since >= earliest && since <= today;
  return {
    ...(since === "" ? { since: "missing" as const } : isReal ? {} : { since: "wrong" as const }),
    ...(paper === "" ? { paper: "missing" as const } : paper.length > mostOfPaper ? { paper: "tooLong" as const } : {}),
  };
}

/** Whether nobody has decided it yet. */
export const isOpen = (custody: Custody | null): boolean => custody === "undecided" || custody === "held_back";

/** Whether a person of the school has decided it. */
export const isDecided = (custody: Custody | null): boolean => custody !== null && !isOpen(custody);

/** Whether what a guardian declares counts, and what was declared before goes on counting. In: null without a fact. */
export const mayDeclareWith = (custody: Custody | null): boolean =>
  custody === null || custody === "declares" || custody === "undecided";

/** Whether a guardian sees what holds for the child, and hears what changes. */
export const mayKnowWith = (custody: Custody | null): boolean => mayDeclareWith(custody) || custody === "informed";

/** Whether a letter, a code or a reminder may go to a guardian because of this child. */
export const mayBeAskedWith = (custody: Custody | null): boolean => custody === null || custody === "declares";

/** The guardians of a child by what each may. */
export interface ByCustody {
  /** Whose declarations count. */
  mayDeclare: string[];
  /** Of these, whose new JA waits for a decision. */
  undecided: string[];
  /** Who hears what holds and declares nothing. */
  informed: string[];
  /**
   * Who must agree where all must: whose declarations count, and whom nobody has decided about. That somebody may have
   * no say does not allow what was not allowed; only the decision does.
   */
  ofAll: string[];
}

/** Sorts the guardians of a child. In: each with what holds, null without a fact. */
export function byCustody(guardians: readonly { guardian: string; custody: Custody | null }[]): ByCustody {
  const those = (is: (custody: Custody | null) => boolean) =>
    guardians.filter(({ custody }) => is(custody)).map(({ guardian }) => guardian);
  return {
    mayDeclare: those(mayDeclareWith),
    undecided: those((custody) => custody === "undecided"),
    informed: those((custody) => custody === "informed"),
    ofAll: those((custody) => mayDeclareWith(custody) || isOpen(custody)),
  };
}

/** Whether a decision says what holds already, word for word: the same form sent twice is one decision. */
export function saysTheSame(one: Omit<CustodyFact, "at" | "by">, other: Omit<CustodyFact, "at" | "by">): boolean {
  return one.custody === other.custody && one.since === other.since && one.paper === other.paper;
}
