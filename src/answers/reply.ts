import type { Answer, Purpose } from "../consent/event.ts";
import { answersIn, type Step } from "./reply-answers.ts";
import { longestAt, type ReplyGrammar, type Saying, type Steering } from "./reply-grammar.ts";
import { clearlyWritten, noSigns } from "./reply-signs.ts";
import { spoken } from "./spoken.ts";

export type { Step } from "./reply-answers.ts";

/** What was typed, for the step that it was typed at. `both`: an answer of its own for each purpose that is named. */
export type Reply =
  // `loose`: a no among words that nobody knows; what was learnt from examples may know better.
  | { meaning: Answer | Steering | "unclear"; loose?: true }
  | { meaning: "both"; answers: Partial<Record<Purpose, Answer>> };

const unclear: Reply = { meaning: "unclear" };
const farTooLong = 200;

/** Who reads: the language of the chat first, then every other one; the names of the child that is asked about. */
export interface Reader {
  own: ReplyGrammar;
  all: readonly ReplyGrammar[];
  names?: readonly string[];
}

/**
 * Reads what a person typed as the answer to a question with buttons (Art. 4(11), 7(2) GDPR).
 * It is a yes only when the whole text is made of what the language's grammar knows as one: a single unknown word,
 * a sign of doubt, a question mark or a bare "ok" makes it unclear. A no is read more generously;
 * what leads elsewhere records nothing.
 * In: the text; the question it answers. Out: "unclear" where it must be asked again, with the buttons.
 */
export function readReply(text: string, step: Step, { own, all, names = [] }: Reader): Reply {
  if (text.length > farTooLong || text.startsWith("/")) return unclear;
  const words = spoken(text);
  if (words.length === 0) return noSigns(text) && step !== "review" ? { meaning: "no" } : unclear;
  const known = new Set(names.flatMap(spoken));
  const inLanguage = (language: ReplyGrammar) => ofLanguage(text, step, language, known);
  const knows = (language: ReplyGrammar) => words.every((word) => language.known.has(word) || known.has(word));
  const others = all.filter((language) => language !== own);
  const elsewhere = () => others.filter(knows).map((language) => inLanguage(language).reply);
  const { reply, objects } = inLanguage(own);
  if (says(reply, "yes", "send")) return brushesOff(words) || isNoElsewhere(words, elsewhere) ? unclear : reply;
  if ("loose" in reply) return elsewhere().every((other) => says(other, "no")) ? reply : unclear;
  if (reply.meaning !== "unclear" || objects || knows(own)) return reply;
  return foreign(words, own, others, { knows, inLanguage: (language) => inLanguage(language).reply });
}

/** "Ja, ja", in every language. */
const brushesOff = (words: readonly string[]) => words.length > 1 && new Set(words).size === 1;

/** A word that is a yes here and a no in another language ("yo") is neither. */
const isNoElsewhere = (words: readonly string[], elsewhere: () => Reply[]) =>
  words.length === 1 && elsewhere().some((other) => says(other, "no", "change"));

const says = ({ meaning }: Reply, ...some: Reply["meaning"][]) => some.includes(meaning);

/**
 * In another language than the chat's: whoever knows all of it must agree;
 * whoever knows most of it may say no, where the chat's own language knows not a word.
 */
function foreign(
  words: readonly string[],
  own: ReplyGrammar,
  others: readonly ReplyGrammar[],
  { knows, inLanguage }: { knows: (one: ReplyGrammar) => boolean; inLanguage: (one: ReplyGrammar) => Reply },
): Reply {
  const whole = others.filter(knows);
  const unheard = !words.some((word) => own.known.has(word));
  const most = others.filter((language) => words.filter((word) => language.known.has(word)).length * 2 > words.length);
  const replies = (whole.length > 0 ? whole : unheard ? most : []).map(inLanguage);
  const [first = unclear] = replies;
  const agreed = replies.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return agreed && !(says(first, "yes", "send") && brushesOff(words)) ? first : unclear;
}

type Said = Saying | "unknown";

/** What a language makes of it, and whether it finds something in it that speaks against an answer. */
function ofLanguage(
  text: string,
  step: Step,
  language: ReplyGrammar,
  names: ReadonlySet<string>,
): { reply: Reply; objects: boolean } {
  const clauses = text.split(betweenPhrases).map((piece) => sayingsIn(spoken(piece), language, names));
  const said = clauses.flat().flatMap(({ says }) => says);
  const objects = said.some((one) => isNo(one) || one === "doubt" || one === "against" || isSteering(one));
  if (turns(clauses)) return { reply: unclear, objects };
  const closed = clearlyWritten(text) && !said.includes("unknown") ? wholly(said as Saying[], step) : unclear;
  return { reply: closed.meaning === "unclear" ? generously(text, clauses, step) : closed, objects };
}

/** A phrase does not go on behind a comma: "kein Problem" is a yes, "Kein, Problem" nobody knows. */
const betweenPhrases = /[.,;!،؛。\n]/u;

interface Phrase {
  says: readonly Said[];
  length: number;
}

function sayingsIn(words: readonly string[], language: ReplyGrammar, names: ReadonlySet<string>): Phrase[] {
  const found: Phrase[] = [];
  for (let at = 0; at < words.length;) {
    const phrase = longestAt(language, words, at, names) ?? { says: ["unknown" as const], length: 1 };
    found.push(phrase);
    at += phrase.length;
  }
  return found;
}

const isNo = (one: Said) => one === "nein" || one === "no" || one === "deny";

/** "Nicht dagegen", "nicht verboten", "kein Nein": a no that another no turns. */
function turns(clauses: readonly (readonly Phrase[])[]): boolean {
  const said = clauses.flat().flatMap(({ says }) => says);
  const turned = (clause: readonly Phrase[]) =>
    clause.some(({ says }, at) => says.includes("no") && clause[at + 1]?.says.includes("nein"));
  return (said.includes("deny") && said.includes("no")) || clauses.some(turned);
}

/** What the whole text says, where every word of it is known. */
function wholly(said: readonly Saying[], step: Step): Reply {
  const bare = withoutCourtesy(said);
  if (bare === null) return unclear;
  const steering = bare.filter((one) => isSteering(one));
  if (steering.length > 0) return new Set(steering).size === 1 ? led(steering, bare, step) : unclear;
  if (step === "review" && bare.every((one) => one === "ja")) return { meaning: "send" };
  const answers = answersIn(
    bare.map((one) => (one === "ja" ? "yes" : isNo(one) ? "no" : one)),
    step,
  );
  if (answers === null || (step === "review" && answers === "yes")) return unclear;
  if (answers === "yes" || answers === "no") return { meaning: step === "review" ? "change" : answers };
  return { meaning: "both", answers };
}

/** A text that sends or leads elsewhere, perhaps with a yes ("ja, absenden"); a no to sending is a wish to change. */
function led([steering]: readonly Steering[], bare: readonly Saying[], step: Step): Reply {
  const rest = bare.filter((one) => !isSteering(one)).map((one) => (isNo(one) ? "no" : one));
  if (!steering || rest.some((one) => one !== "ja" && one !== "no")) return unclear;
  if (steering !== "send") return rest.includes("ja") ? unclear : { meaning: steering };
  if (rest.includes("no")) return rest.includes("ja") ? unclear : { meaning: "change" };
  return step === "review" ? { meaning: "send" } : unclear;
}

const steerings: readonly Said[] = ["send", "change", "back", "stop", "later", "paper"];
const isSteering = (one: Said): one is Steering => steerings.includes(one);

/**
 * Greetings stand only at the beginning, an "und" only between; thanks and please say nothing,
 * and "darf er" without a yes before it may be a question.
 * Out: null for words of courtesy alone, or out of place.
 */
function withoutCourtesy(said: readonly Saying[]): Saying[] | null {
  const from = said.findIndex((one) => one !== "before" && one !== "with");
  if (from < 0) return null;
  const agreed = said.findIndex((one) => one === "ja" || one === "yes");
  const beside = (one: Saying, at: number) => one === "with" || (one === "may" && agreed >= 0 && at > agreed);
  const rest = said.filter((one, at) => at >= from && !beside(one, at));
  if (rest.includes("before") || rest[0] === "and" || rest.at(-1) === "and") return null;
  return rest.filter((one) => one !== "and");
}

const mostUnknown = 5;

/** A no, or a word that leads elsewhere, among words that nobody knows: neither allows anything. */
function generously(text: string, clauses: readonly (readonly Phrase[])[], step: Step): Reply {
  const said = clauses.flat().flatMap(({ says }) => says);
  const has = (...some: Said[]) => said.some((one) => some.includes(one));
  const far = said.filter((one) => one === "unknown").length > mostUnknown;
  if (/[?؟]/.test(text) || far || has("ja", "yes", "may", "against")) return unclear;
  const steering = new Set(said.filter(isSteering));
  const [one] = steering;
  if (one && one !== "send" && steering.size === 1 && !said.some(isNo)) return { meaning: one };
  if (!clauses.some(refuses) || has("doubt") || steering.size > 0) return unclear;
  if (step === "review" || step === "withdraw") return unclear;
  const other = step === "audio" ? "video" : "audio";
  return has(other, "only", "both") ? unclear : { meaning: "no", ...(said.includes("unknown") ? { loose: true } : {}) };
}

/** Among unknown words a "nicht" refuses nothing: a no of more than one word does, or one that is all of its clause. */
function refuses(clause: readonly Phrase[]): boolean {
  const alone = clause.length > 0 && clause.every(({ says }) => says.every((one) => isNo(one) || one === "with"));
  const strong = ({ says, length }: Phrase) => says.includes("nein") || (says.some(isNo) && length > 1);
  return clause.some(strong) || (alone && clause.some(({ says }) => says.some(isNo)));
}
