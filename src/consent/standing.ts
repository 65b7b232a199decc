import type { ConsentEvent, Purpose } from "./event.ts";

export type Standing = "not_asked" | "yes" | "no" | "withdrawn" | "lapsed" | "conflict";
export type Participation = "none" | "audio_only" | "audio_and_video";

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

/** Guardians who must all agree; an empty list means that one guardian's answer is enough (the usual case of joint custody). */
export type MustAgree = readonly string[];

/**
 * What stands for one child, derived from its events alone.
 * In: the child's events, oldest first; who must agree. Out: standing per purpose and what it allows. Only `yes` allows.
 */
export function childStanding(events: readonly ConsentEvent[], mustAgree: MustAgree = []): ChildStanding {
  const audio = standing(events, "audio", mustAgree);
  const video = standing(events, "video", mustAgree);
  return { audio, video, participation: participation(audio.standing, video.standing) };
}

/**
 * The standing of one purpose: the latest answer of each guardian counts; answers that differ are a conflict,
 * never "last answer wins" (§§ 1627–1687 BGB). A lapse ends every answer before it; a voided event never happened.
 */
export function standing(events: readonly ConsentEvent[], purpose: Purpose, mustAgree: MustAgree = []): Stands {
  const counted = answersThatCount(events, purpose);
  const lapse = events.findLast((event) => event.purpose === purpose && event.kind === "lapsed") ?? null;
  const latest = [...latestPerGuardian(counted).values()];
  const last = latest.at(-1) ?? null;
  if (!last) return { standing: lapse ? "lapsed" : "not_asked", by: lapse };
  const yes = latest.filter((event) => event.kind === "given");
  if (yes.length > 0 && yes.length < latest.length) return { standing: "conflict", by: last };
  if (yes.length === 0) return { standing: last.kind === "withdrawn" ? "withdrawn" : "no", by: last };
  const missing = mustAgree.some((guardian) => !yes.some((event) => event.guardian === guardian || event.guardian === null));
  return missing ? { standing: "not_asked", by: last } : { standing: "yes", by: last };
}

/** Answers after the last lapse that nobody has voided, oldest first. */
export function answersThatCount(events: readonly ConsentEvent[], purpose: Purpose): ConsentEvent[] {
  const voided = new Set(events.map((event) => event.voids).filter((id) => id !== null));
  const own = events.filter((event) => event.purpose === purpose && !voided.has(event.id));
  const lapse = own.findLastIndex((event) => event.kind === "lapsed");
  return own.slice(lapse + 1).filter((event) => event.kind !== "voided");
}

/** In order of the answers: a guardian who answers again moves to the end. */
function latestPerGuardian(answers: readonly ConsentEvent[]): Map<string | null, ConsentEvent> {
  const latest = new Map<string | null, ConsentEvent>();
  for (const answer of answers) {
    // The office's own word settles a conflict: what the guardians said before it no longer differs.
    if (answer.guardian === null) latest.clear();
    latest.delete(answer.guardian);
    latest.set(answer.guardian, answer);
  }
  return latest;
}

/**
 * What a child may take part in. Audio NEIN with video JA is not in the form's own words
 * ("nicht oder nur über Ton"): nothing is allowed until it is clear.
 */
export function participation(audio: Standing, video: Standing): Participation {
  if (audio !== "yes") return "none";
  return video === "yes" ? "audio_and_video" : "audio_only";
}
