import { type Ear, earFor, type Wording } from "./ear.ts";
import { withoutEverybody, withoutThoseLeftOut } from "./excepting.ts";
import { lettersOf } from "./features.ts";
import { asked, type Heard, heard, inStory } from "./heard.ts";
import type { Learnt } from "./learnt.ts";
import { classify, rowOf } from "./linear.ts";
import { halvesOf, piecesOf } from "./pieces.ts";
import { readScope } from "./scope.ts";
import type { RankedTopic, Understanding, Wish } from "./understanding.ts";
import { areAgreed, soundsLikeNo, wishOf } from "./wish-decided.ts";
import { isStory, wishInStory } from "./wish-in-story.ts";
import type { Part } from "./wish-parts.ts";
import type { WishReading } from "./wish-reader.ts";
import { sound, wordsOf } from "./words.ts";

/**
 * From which certainty on the notice is quoted, if the topic is clear too; in a story, whose topic is never as clear;
 * of each of two questions; and topics are offered. Found on examples that were left out of the learning.
 */
const certain = {
  answer: { question: 0.78, topic: 0.3 },
  story: { question: 0.8, topic: 0.2 },
  two: { question: 0.8, less: 0.5, topic: 0.5, both: 0.45, ofWhole: 0.01, ofWholeForLess: 0.1 },
  choices: 0.15,
  ours: 0.25,
};

type Meaning = Omit<Understanding, "language">;

/** Message → understanding, a pure function. In: what was learnt; the words of all languages; how a story is cut. */
export function understanding(learnt: Learnt, wording: Wording, cut = piecesOf): (text: string) => Understanding {
  const ear = earFor(wording);
  return (text) => {
    const language = languageOf(learnt, text.slice(0, 400));
    return { ...understand(learnt, listening(learnt, ear, language.id, cut), text.slice(0, 4096)), language };
  };
}

/** How a text is heard in the language that it is written in. */
interface Listening extends Omit<Ear, "parts"> {
  language: string;
  parts: (text: string) => readonly Part[];
  read: (text: string) => WishReading | null;
  /** In: also the wish that was read in it, where that is known. */
  hear: (text: string, read?: WishReading | null) => Heard;
  cut: (text: string) => string[];
}

function listening(learnt: Learnt, ear: Ear, language: string, cut: typeof piecesOf): Listening {
  const read = (text: string) => ear.wish(text, language);
  const hear: Listening["hear"] = (text, wish = read(text)) => heard(learnt, ear.features(text, wish));
  return { ...ear, read, hear, cut, language, parts: (text) => ear.parts(text, language) };
}

const nothing: Meaning = { kind: "none", topics: [], answers: 0, wish: null };

function understand(learnt: Learnt, listening: Listening, said: string): Meaning {
  const text = wishWithoutOthers(listening, said);
  if (text === null) return { ...nothing, kind: "choices", undecided: true };
  if (!saysAnything(learnt, listening, text)) return nothing;
  const read = listening.read(text);
  const whole = listening.hear(text, read);
  const pieces = listening.cut(text).map((piece) => listening.hear(piece));
  const story = inStory(whole, pieces);
  const topics = rank(story.topics, learnt.topics);
  const plain = read === null ? text : listening.withoutConceded(text, listening.language);
  const meant = plain === text ? whole : listening.hear(plain, read);
  const heardAs = wishOf(meant, read);
  const action = heardAs === "give" && soundsLikeNo(listening.parts(text), read) ? "undecided" : heardAs;
  if (action === "undecided" || isAnothers(listening, text, action) || (action && isStrange(learnt, listening, text)))
    return { kind: "choices", topics, answers: 0, wish: null, undecided: true };
  if (!action && read?.onlyToday) return { ...nothing, topics, onlyToday: true };
  if (action) return { ...wishIn(listening, text, action, { meant, read }), topics };
  const told = wishInStory(listening, text);
  if (told === "undecided") return { kind: "choices", topics, answers: 0, wish: null, undecided: true };
  if (told) return { ...nothing, kind: "wish", topics, wish: told };
  return twoQuestions(learnt, listening, text, whole) ?? question(topics, story, pieces.length > 0);
}

/**
 * A wish without those whom it leaves out, any other text as it is; null where only they make it a wish, or nobody else
 * is meant.
 */
function wishWithoutOthers({ read, parts, language, ofNobody }: Listening, text: string): string | null {
  const rest = isStory(text) ? text : withoutThoseLeftOut(text, language, (word) => parts(word).length > 0);
  if (rest === text) return text;
  // "Niemand außer Mila darf": whom it leaves out are all that are meant.
  if (ofNobody(text, language)) return [text, rest].some((one) => isOfConsent(read(one))) ? null : text;
  const wish = [rest, withoutEverybody(rest)].find((one) => isOfConsent(read(one)));
  return wish ?? (isOfConsent(read(text)) ? null : text);
}

/** Somebody near to a child gives or withdraws, and what the writer wants is not said: it is asked. */
function isAnothers({ read, language, ofAnother }: Listening, text: string, action: Wish["action"] | null): boolean {
  const hearsay = isStory(text) ? null : ofAnother(text, language);
  return (
    hearsay !== null && (action !== null || (hearsay.isNamed && (hearsay.isDone || isOfConsent(read(hearsay.said)))))
  );
}

const isOfConsent = (read: WishReading | null) => read?.action === "give" || read?.action === "withdraw";

/** In a language that the bot does not speak any word may sound like a wish. */
function isStrange({ known }: Learnt, { isForeign }: Listening, text: string): boolean {
  const words = wordsOf(text).filter((word) => word.length > 1);
  const ofOurs = words.filter((word) => known.has(sound(word))).length;
  return isForeign(text) || (words.length > 1 && ofOurs < certain.ours * words.length);
}

/** Letters alone are no ground to say anything: there must be a word that the examples know, or a concept. */
function saysAnything({ known }: Learnt, { conceptsOf }: Listening, text: string): boolean {
  return wordsOf(text).some((word) => word.length > 1 && (known.has(sound(word)) || conceptsOf(word).length > 0));
}

function wishIn(
  { conceptsOf }: Listening,
  text: string,
  action: Wish["action"],
  { meant, read }: { meant: Heard; read: WishReading | null },
): Meaning {
  const wishTo = (scope: Wish["scope"]): Meaning => ({ ...nothing, kind: "wish", wish: { action, scope } });
  // Where the words say what is done, they say to what too: "wir stimmen nicht zu" names no voice.
  if (read?.action !== action) return wishTo(readScope(text, conceptsOf, action));
  return { ...wishTo(read.scope), ...(read.isRequest || !areAgreed(meant, read) ? {} : { isRead: true }) };
}

function question(topics: RankedTopic[], story: Heard, isStory: boolean): Meaning {
  const best = topics[0]?.score ?? 0;
  const inNotice = certaintyOf(asked(story), best);
  const least = isStory ? certain.story : certain.answer;
  if (inNotice >= least.question && best >= least.topic) return { kind: "answer", topics, answers: 1, wish: null };
  return inNotice >= certain.choices ? { kind: "choices", topics, answers: 0, wish: null } : { ...nothing, topics };
}

/** Two questions in one message, with or without a question mark: the place at which both halves are clearest. */
function twoQuestions(learnt: Learnt, { hear, conceptsOf }: Listening, text: string, whole: Heard): Meaning | null {
  const joins = (word: string) => wordsOf(word).some((one) => conceptsOf(one).includes("ferner"));
  const pairs = halvesOf(text, joins).flatMap((halves) => {
    const [first, second] = halves.map((half) => clearIn(hear(half), learnt.topics));
    if (!first || !second || first.id === second.id) return [];
    const [clear, less] = [first, second].map(({ question: one }) => one >= certain.two.question);
    if (!clear && !less) return [];
    // A half that alone is hardly a question is one where the whole speaks of it too.
    const ofWhole = clear && less ? certain.two.ofWhole : certain.two.ofWholeForLess;
    const isInWhole = [first, second].every(({ at }) => (whole.topics[at] ?? 0) >= ofWhole);
    const both = Math.min(first.question, second.question) * Math.min(first.score, second.score);
    return isInWhole && both >= certain.two.both ? [{ first, second, both }] : [];
  });
  const [best] = pairs.toSorted((a, b) => b.both - a.both);
  if (!best) return null;
  const rest = rank(whole.topics, learnt.topics).filter(({ id }) => id !== best.first.id && id !== best.second.id);
  const ranked = [best.first, best.second].map(({ id, score }) => ({ id, score }));
  return { kind: "answer", answers: 2, topics: [...ranked, ...rest].slice(0, 5), wish: null };
}

/** The topic of a question that stands by itself, where it is clear. */
function clearIn(half: Heard, topics: readonly string[]) {
  const score = Math.max(...half.topics);
  const at = half.topics.indexOf(score);
  const { give, withdraw, status } = half.wishes;
  const share = half.question / (half.question + half.elsewhere + give + withdraw + status + 1e-9);
  const question = certaintyOf(share, score);
  return question >= certain.two.less && score >= certain.two.topic
    ? { id: topics[at] ?? "", at, score: rounded(score), question }
    : null;
}

/**
 * Whether the notice speaks of it: that it sounds like a question to it,
 * and that one topic stands out (logistic regression on examples left out of the learning).
 */
function certaintyOf(question: number, best: number): number {
  const odds = (share: number) => Math.log(Math.max(1e-4, share) / Math.max(1e-4, 1 - share));
  return 1 / (1 + Math.exp(-(1.54 * odds(question) + 0.25 * odds(best) - 0.05)));
}

function languageOf({ language, languages }: Learnt, text: string): Understanding["language"] {
  const scores = classify(language, rowOf(lettersOf(text), language.rarity));
  const [id = "de", at = 0] =
    languages
      .map((one, index) => [one, index] as const)
      .toSorted((a, b) => (scores[b[1]] ?? 0) - (scores[a[1]] ?? 0))[0] ?? [];
  return { id, score: rounded(scores[at] ?? 0) };
}

function rank(scores: Float32Array, topics: readonly string[]): RankedTopic[] {
  return topics
    .map((id, at) => ({ id, score: rounded(scores[at] ?? 0) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 5);
}

const rounded = (score: number) => Math.round(score * 1000) / 1000;
