import type { ConsentEvent, Purpose } from "./event.ts";

export type Standing = "not_asked" | "yes" | "no" | "withdrawn" | "lapsed" | "conflict";
/** The most first. */
export const participations = ["audio_and_video", "audio_only", "none"] as const;
export type Participation = (typeof participations)[number];

/** What stands for a child and a purpose, and the event that made it stand (null: nothing has been said). */
export interface Stands {
  standing: Standing;
  by: ConsentEvent | null;
}

export interface ChildStanding {
  audio: Stands;
  video: Stands;
  participation: Participation;
}

/** Who must agree, beyond the one guardian whose answer is enough in the usual case of joint custody. */
export interface MustAgree {
  /** Every one of these guardians: the office has marked the child. Empty: one is enough. */
  guardians: readonly string[];
  /** The pupil too: of age by the setting (the form: "zusätzlich Unterschrift des / der Schüler/in ab 16 Jahre"). */
  pupil: boolean;
  /** Who may declare for the child now, guardians and the pupil of age; undefined: whoever has declared. */
  mayDeclare?: readonly string[];
}

export const oneGuardian: MustAgree = { guardians: [], pupil: false };

/**
 * What stands for one child, derived from its events alone.
 * In: the child's events, oldest first; who must agree.
 * Out: standing per purpose and what it allows. Only `yes` allows.
 */
export function childStanding(events: readonly ConsentEvent[], mustAgree: MustAgree = oneGuardian): ChildStanding {
  const audio = standing(events, "audio", mustAgree);
  const video = standing(events, "video", mustAgree);
  return { audio, video, participation: participation(audio.standing, video.standing) };
}

/**
 * The standing of one purpose: the latest answer of each guardian counts; answers that differ are a conflict,
 * never "last answer wins" (§§ 1627–1687 BGB).
 * Of several noes a withdrawal tells more than a refusal, whoever was last.
 * Where the pupil must agree, the pupil's no is a no, and without the pupil's yes nothing is allowed.
 */
export function standing(
  events: readonly ConsentEvent[],
  purpose: Purpose,
  mustAgree: MustAgree = oneGuardian,
): Stands {
  const { answers, lapse, upheld } = answersThatCount(events, purpose, mustAgree.mayDeclare);
  const counting = [...answers.values()];
  const pupil = mustAgree.pupil ? counting.find((event) => event.role === "pupil") : undefined;
  const rest = counting.filter((event) => event.role !== "pupil");
  const last = rest.at(-1) ?? null;
  if (pupil && pupil.kind !== "given") return saidNo([pupil]);
  if (!last) return { standing: lapse ? "lapsed" : "not_asked", by: lapse ?? pupil ?? null };
  const yes = rest.filter((event) => event.kind === "given");
  if (yes.length > 0 && yes.length < rest.length) return { standing: "conflict", by: last };
  if (yes.length === 0) return saidNo(rest);
  const missing =
    mustAgree.guardians.some(
      (guardian) => !yes.some((event) => event.person === guardian || standsForAll(event, upheld)),
    ) ||
    (mustAgree.pupil && !pupil);
  return missing ? { standing: "not_asked", by: last } : { standing: "yes", by: last };
}

/** The office's own older word, and a declaration that it has upheld against the others'. */
const standsForAll = ({ id, person }: ConsentEvent, upheld: ReadonlySet<string>) => person === null || upheld.has(id);

function saidNo(answers: readonly ConsentEvent[]): Stands {
  const withdrawn = answers.findLast((event) => event.kind === "withdrawn");
  return withdrawn ? { standing: "withdrawn", by: withdrawn } : { standing: "no", by: answers.at(-1) ?? null };
}

/**
 * The answers that count for one purpose:
 * the latest of each person (the office's own older word under null), in order of the answers;
 * and the ids of the declarations that the school has upheld.
 * A lapse ends the yes before it, never a no: nobody is asked again after a NEIN. A voided event never happened.
 * Whoever may not declare any more does not count any more, neither a yes nor a no (§§ 1627–1687 BGB),
 * and keeps nobody else from counting: what the school has upheld of him has no effect as long as that is so.
 * In: the child's events, oldest first; who may declare now (undefined: whoever has).
 */
export function answersThatCount(
  events: readonly ConsentEvent[],
  purpose: Purpose,
  mayDeclare?: readonly string[],
): LastAnswers {
  const may = (person: string | null) => !mayDeclare || (person !== null && mayDeclare.includes(person));
  const last = lastAnswers(events, purpose, ({ person }) => may(person));
  for (const person of last.answers.keys()) if (person !== null && !may(person)) last.answers.delete(person);
  return last;
}

/**
 * The latest answer of each person as it was said, whatever the school has upheld against it:
 * it counts again as soon as the other one may not declare any more.
 */
export function saidLast(events: readonly ConsentEvent[], purpose: Purpose): Map<string | null, ConsentEvent> {
  return lastAnswers(events, purpose, () => false).answers;
}

interface LastAnswers {
  answers: Map<string | null, ConsentEvent>;
  lapse: ConsentEvent | null;
  upheld: Set<string>;
}

function lastAnswers(
  events: readonly ConsentEvent[],
  purpose: Purpose,
  hasEffect: (upheld: ConsentEvent) => boolean,
): LastAnswers {
  const answers = new Map<string | null, ConsentEvent>();
  const upheld = new Set<string>();
  let lapse: ConsentEvent | null = null;
  for (const event of notVoided(events, purpose)) {
    if (event.kind === "lapsed") {
      lapse = event;
      for (const [person, answer] of answers)
        if (answer.kind === "given" && lapsesWith(answer, event)) answers.delete(person);
      continue;
    }
    if (event.kind === "upheld" && !hasEffect(event)) continue;
    // The office settles a conflict: what the other guardians said before it no longer differs.
    // A pupil speaks for itself.
    if (event.role === "office")
      for (const [person, answer] of answers)
        if (answer.role !== "pupil" && !isUpheld(answer, event)) answers.delete(person);
    if (event.kind === "upheld") {
      upheld.add(event.voids ?? "");
      continue;
    }
    // In order of the answers: whoever answers again moves to the end.
    answers.delete(event.person);
    answers.set(event.person, event);
  }
  return { answers, lapse, upheld };
}

/** The answers and lapses of one purpose: a voided event never happened. */
export function notVoided(events: readonly ConsentEvent[], purpose: Purpose): ConsentEvent[] {
  const voided = new Set(events.filter((event) => event.kind === "voided").map((event) => event.voids));
  return events.filter((event) => event.purpose === purpose && event.kind !== "voided" && !voided.has(event.id));
}

/** Whether it is the answer of whom the school has said that it counts; also one that this person has given since. */
const isUpheld = (answer: ConsentEvent, { kind, person }: ConsentEvent) =>
  kind === "upheld" && answer.person === person;

function lapsesWith(answer: ConsentEvent, { person, voids }: ConsentEvent): boolean {
  return voids === null ? person === null || person === answer.person : voids === answer.id;
}

/**
 * What a child may take part in. Audio NEIN with video JA is not in the form's own words
 * ("nicht oder nur über Ton"): nothing is allowed until it is clear.
 */
export function participation(audio: Standing, video: Standing): Participation {
  if (audio !== "yes") return "none";
  return video === "yes" ? "audio_and_video" : "audio_only";
}
