import { setTimeout as sleep } from "node:timers/promises";
import type { Parent } from "../../support/town.ts";
import { type Acting, formOf } from "./dialogue.ts";

/** How people come, and how long they are waited for. */
export interface Coming {
  parents: readonly Parent[];
  /** They come evenly over so many ms; 0: all at once. */
  over: number;
  /** How long somebody reads before the next act (ms), at the mean. */
  reads: number;
  forms: number;
  /** So many forms they have filled in before: the same answer once more is no decision, and gets no receipt. */
  before?: number;
  /** After so many ms nobody is waited for any more. */
  most: number;
  chance: () => number;
  /** After each act that was answered, with how many there have been. */
  onAct?: (done: number) => void;
}

/** What they have met with; times in ms. Whoever still waited at the end is in it with the time so far. */
export interface Met {
  answers: number[];
  receipts: number[];
  /** Acts that were answered. */
  acts: number;
  finished: number;
  unfinished: number;
  /** Those who found nothing to tap where something should have stood. */
  lost: number;
  seconds: number;
}

/** Lets them all come, each on their own. In: what each has before them. */
export async function crowd(personOf: (parent: Parent) => Acting, coming: Coming): Promise<Met> {
  const { parents, over, most } = coming;
  const met: Met = { answers: [], receipts: [], acts: 0, finished: 0, unfinished: 0, lost: 0, seconds: 0 };
  const begun = performance.now();
  let last = begun;
  const one = async (parent: Parent, at: number) => {
    await sleep((over * at) / parents.length);
    const ended = await fillIn(personOf(parent), parent, coming, {
      end: begun + most,
      met,
      onAnswer: () => (last = performance.now()),
    });
    met[ended] += 1;
  };
  await Promise.all(parents.map(one));
  met.seconds = (last - begun) / 1000;
  return met;
}

async function fillIn(
  person: Acting,
  parent: Parent,
  { forms, before = 0, reads, chance, onAct }: Coming,
  { end, met, onAnswer }: { end: number; met: Met; onAnswer: () => void },
): Promise<"finished" | "unfinished" | "lost"> {
  for (let round = before; round < before + forms; round += 1)
    for (const act of formOf(parent, round)) {
      const [since, begun] = [person.newest, performance.now()];
      if (begun >= end) return "unfinished";
      if (!act.does(person)) return "lost";
      const took = await person.until(() => act.isAnswered(person, since) && performance.now() - begun, end - begun);
      met[act.waitsFor === "receipt" ? "receipts" : "answers"].push(took ?? performance.now() - begun);
      if (took === null) return "unfinished";
      onAnswer();
      met.acts += 1;
      onAct?.(met.acts);
      if (reads > 0) await sleep(reads * (0.5 + chance()));
    }
  return "finished";
}
