/**
 * Ways of understanding a message, side by side on the project's own examples: what is measured was left out of what is learnt.
 * Prints what each gets right, and ratios of time, measured in this one run.
 */
import MiniSearch from "minisearch";
import type { Examples } from "../../src/answers/examples.ts";
import { earFor } from "../../src/answers/ear.ts";
import { learn } from "../../src/answers/learn.ts";
import { rowOf } from "../../src/answers/linear.ts";
import { understanding } from "../../src/answers/understand.ts";
import { readTexts } from "../../src/texts.ts";
import { understandingOf } from "../../src/wiring/understanding-file.ts";

type Way = (text: string) => { kind: string; topics: string[]; action?: string | undefined };
const folds = 5;
const before = process.memoryUsage().rss;
const begun = performance.now();
const texts = await readTexts();
const { examples: every, wording } = texts;
const inGerman = <T extends { language: string }>(list: readonly T[]) =>
  list.filter(({ language }) => language === "de");
const german: Examples = {
  questions: inGerman(every.questions),
  wishes: inGerman(every.wishes),
  elsewhere: inGerman(every.elsewhere),
};
const { features, wish } = earFor(wording);
const left = <T>(list: readonly T[], fold: number) => list.filter((_, at) => (at * 7919) % folds === fold);
const kept = <T>(list: readonly T[], fold: number) => list.filter((_, at) => (at * 7919) % folds !== fold);

function linear(taught: Examples): Way {
  const understand = understanding(learn(taught, wording), wording);
  return (text) => {
    const { kind, topics, wish } = understand(text);
    return { kind, topics: topics.map(({ id }) => id), action: wish?.action };
  };
}

/** The nearest example by the same features: sounds, letter groups, concepts. What is far from all of them is none. */
function nearest(taught: Examples): Way {
  const known = [
    ...taught.questions,
    ...taught.elsewhere.map(({ text, language }) => ({ text, language, topics: [] as string[] })),
  ];
  const counts = new Float32Array(262_144);
  const all = known.map(({ text, language }) => features(text, wish(text, language)));
  for (const features of all) for (const place of features.keys()) (counts[place] as number) += 1;
  const rarity = counts.map((count) => (count < 2 ? 0 : Math.log(1 + known.length / count)));
  const postings = new Map<number, [number, number][]>();
  for (const [at, features] of all.entries()) {
    const row = rowOf(features, rarity);
    for (const [which, place] of row.places.entries())
      postings.set(place, [...(postings.get(place) ?? []), [at, row.values[which] ?? 0]]);
  }
  return (text) => {
    const row = rowOf(features(text, wish(text, "de")), rarity);
    const sums = new Float32Array(known.length);
    for (const [which, place] of row.places.entries())
      for (const [at, value] of postings.get(place) ?? []) (sums[at] as number) += value * (row.values[which] ?? 0);
    const near = [...sums.entries()].sort((a, b) => b[1] - a[1]).slice(0, 10);
    return voted(
      near.map(([at, score]) => ({ topics: known[at]?.topics ?? [], score })),
      0.3,
    );
  };
}

/** A well-known search library over the same examples, with prefixes and fuzzy matching. */
function searched(taught: Examples): Way {
  const known = [...taught.questions, ...taught.elsewhere.map(({ text }) => ({ text, topics: [] as string[] }))].map(
    (one, id) => ({ ...one, id }),
  );
  const search = new MiniSearch<{ id: number; text: string; topics: string[] }>({
    fields: ["text"],
    searchOptions: { fuzzy: 0.2, prefix: true },
  });
  search.addAll(known);
  return (text) =>
    voted(
      search
        .search(text)
        .slice(0, 10)
        .map(({ id, score }) => ({ topics: known[id as number]?.topics ?? [], score })),
      15,
    );
}

function voted(near: { topics: readonly string[]; score: number }[], least: number): ReturnType<Way> {
  const votes = new Map<string, number>();
  for (const { topics, score } of near)
    for (const topic of topics.length > 0 ? topics : [""]) votes.set(topic, (votes.get(topic) ?? 0) + score);
  const ranked = [...votes].sort((a, b) => b[1] - a[1]).map(([topic]) => topic);
  const topics = ranked.filter((topic) => topic !== "");
  return { kind: ranked[0] === "" || topics.length === 0 || (near[0]?.score ?? 0) < least ? "none" : "answer", topics };
}

/** Answers of the linear way; where it is unsure, the choices of both. */
function combined(taught: Examples): Way {
  const [one, other] = [linear(taught), nearest(taught)];
  return (text) => {
    const first = one(text);
    if (first.kind !== "choices") return first;
    return {
      kind: "choices",
      topics: [...new Set([first.topics[0] ?? "", other(text).topics[0] ?? "", ...first.topics])],
    };
  };
}

interface Score {
  asked: number;
  right: number;
  helped: number;
  wrong: number;
  elsewhere: number;
  answeredElsewhere: number;
  wishes: number;
  action: number;
  reversed: number;
}

/** In: the examples, and which groups of them are reported apart. */
function measure(
  name: string,
  way: (taught: Examples) => Way,
  examples: Examples,
  groupsOf: (one: { language: string; style?: string }) => string[],
): void {
  const groups = new Map<string, Score>();
  const each = (one: { language: string; style?: string }, put: (score: Score) => void) => {
    for (const group of [...groupsOf(one), "all"]) put(scoreOf(groups, group));
  };
  for (let fold = 0; fold < folds; fold += 1) {
    const understand = way({
      questions: kept(examples.questions, fold),
      wishes: kept(examples.wishes, fold),
      elsewhere: kept(examples.elsewhere, fold),
    });
    for (const one of left(examples.questions, fold))
      each(one, (score) => count(score, understand(one.text), one.topics));
    for (const one of left(examples.elsewhere, fold)) each(one, (score) => countElsewhere(score, understand(one.text)));
    for (const one of left(examples.wishes, fold))
      each(one, (score) => countWish(score, understand(one.text), one.action));
  }
  const share = (part: number, whole: number) => `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1).padStart(5)} %`;
  for (const [group, one] of [...groups].sort())
    console.log(
      `${name.padEnd(34)} ${group.padEnd(11)} n ${String(one.asked).padStart(5)}  right ${share(one.right, one.asked)}  helped ${share(one.helped, one.asked)}  wrong ${share(one.wrong, one.asked)}${one.elsewhere > 0 ? `  answered though not in the notice ${share(one.answeredElsewhere, one.elsewhere)}  action of wishes ${share(one.action, one.wishes)}, reversed ${one.reversed} of ${one.wishes}` : ""}`,
    );
}

function scoreOf(groups: Map<string, Score>, group: string): Score {
  const score = groups.get(group) ?? {
    asked: 0,
    right: 0,
    helped: 0,
    wrong: 0,
    elsewhere: 0,
    answeredElsewhere: 0,
    wishes: 0,
    action: 0,
    reversed: 0,
  };
  groups.set(group, score);
  return score;
}

function count(score: Score, { kind, topics }: ReturnType<Way>, wanted: readonly string[]): void {
  const first = wanted.includes(topics[0] ?? "");
  score.asked += 1;
  if (kind === "answer") score[first ? "right" : "wrong"] += 1;
  if (
    (kind === "answer" && first) ||
    (kind === "choices" && topics.slice(0, 3).some((topic) => wanted.includes(topic)))
  )
    score.helped += 1;
}

function countElsewhere(score: Score, { kind }: ReturnType<Way>): void {
  score.elsewhere += 1;
  if (kind === "answer") score.answeredElsewhere += 1;
}

function countWish(score: Score, { action = "none" }: ReturnType<Way>, wanted: string): void {
  score.wishes += 1;
  if (action === wanted) score.action += 1;
  if ([action, wanted].toSorted().join() === "give,withdraw") score.reversed += 1;
}

/** The median of several rounds, in microseconds a message. */
function timeOf(way: (text: string) => unknown, messages: readonly string[]): number {
  const rounds = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    for (const message of messages) way(message);
    return ((performance.now() - begun) * 1000) / messages.length;
  });
  return rounds.toSorted((a, b) => a - b)[2] ?? 0;
}

const understand = understandingOf(texts);
understand("wer sieht die daten");
console.log(
  `loading the understanding of ${texts.languages.length} languages: ${(performance.now() - begun).toFixed(0)} ms; memory: ${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB more\n`,
);

const messages = left(german.questions, 0).map(({ text }) => text);
const [ours, theirs] = [timeOf(understand, messages), timeOf(searched(german), messages)];
console.log(
  `a message understood: ${ours.toFixed(0)} µs, a MiniSearch query with fuzzy matching over the German examples: ${theirs.toFixed(0)} µs, ratio ${(ours / theirs).toFixed(2)}\n`,
);

measure("all languages together (in use)", linear, every, ({ language }) => [language]);
measure("German among all languages", linear, every, ({ language, style }) =>
  language === "de" && style ? [style] : [],
);
measure("German alone", linear, german, () => []);
measure("nearest German examples", nearest, german, () => []);
measure("both, German", combined, german, () => []);
measure("MiniSearch, fuzzy and prefix", searched, german, () => []);
