import type { Scope } from "./understanding.ts";
import { type Clause, clauseOf } from "./wish-clause.ts";
import type { Part, Purpose } from "./wish-parts.ts";
import { conditioned, inTheirPlace } from "./wish-place.ts";
import { partsOf, type Sentence, type WishWords } from "./wish-words.ts";

/**
 * What a text wishes by its own words. `none`: it speaks of giving, refusing or taking back, and does nothing of it
 * here and now: a question, a condition, somebody else's wish, or all is to stay as it is.
 */
export interface WishReading {
  action: "give" | "withdraw" | "status" | "none";
  scope: Scope;
  /** Asked for as a question, so that nothing is recorded before it is asked back. */
  isRequest?: true;
  /** Sound or picture is not wanted, but only today or in this lesson. */
  onlyToday?: true;
}

/**
 * Computes a wish: what is done to what, with how many negations ("mein Nein zurück" is two), whether it is meant,
 * by whom, for which purpose, and what was said last. A refusal counts as a withdrawal: which of the two it is depends
 * on what stands. Null: the words are about nothing of that.
 */
export function readWish(text: string, words: WishWords): WishReading | null {
  const sentences = asking(partsOf(text, words));
  const wish = readSentences(text, sentences);
  if (wish !== null) return wish;
  // "Danke, obwohl ich widerrufe", "mir egal ich will nicht": no refusal is lost where nothing else is said.
  const conceded = readSentences(text, sentences.map(withoutConcession));
  return conceded?.action === "withdraw" ? conceded : null;
}

const withoutConcession = ({ clauses, asks }: Sentence): Sentence => ({
  clauses: clauses.map((parts) => parts.filter((part) => part !== "though" && part !== "despite")),
  asks,
});

function readSentences(text: string, sentences: readonly Sentence[]): WishReading | null {
  const clauses = inTheirPlace(sentences.map(clausesOf).flatMap(conditioned));
  const meant = withoutRest(clauses.filter(({ act, isMeant }) => act !== null && isMeant));
  const last = meant.at(-1);
  if (!last && clauses.some(({ isToday }) => isToday)) return { ...nothing, onlyToday: true };
  if (clauses.some((clause) => asksBack(clause, last !== undefined)))
    return { action: "status", scope: scopeOf(clauses.flatMap(({ named }) => named)) };
  if (!last) return clauses.some(({ act, has }) => act !== null || none.some(has)) ? nothing : null;
  const wish = last.act === "keep" ? nothing : decided(clauses, meant, last);
  if (wish.action === "give" && isJoke(text, clauses)) return nothing;
  return meant.some(({ isRequest }) => isRequest) ? { ...wish, isRequest: true } : wish;
}

const none: readonly Part[] = ["elsewhere", "passing", "joke", "theirs"];

/** Who tells others to film, or for all the world to see, consents to nothing. */
const isJoke = (text: string, clauses: readonly Clause[]) =>
  /[🙄🤡🤦]/u.test(text) || clauses.some(({ has }) => has("joke"));

/** "Bild streichen, Ton kann bleiben": the rest stays as it is, what was said before does not. */
function withoutRest(meant: readonly Clause[]): readonly Clause[] {
  const [before, last] = [meant.slice(0, -1), meant.at(-1)];
  if (last?.has("rest") && before.some(({ act }) => act !== "keep")) return before.filter(({ act }) => act !== "keep");
  if (last?.act !== "keep" || last.named.length === 0) return meant;
  const isOther = (one: Purpose) => !last.named.includes(one);
  const others = before.filter((one) => {
    const named = [...one.named, ...deniedIn(one)];
    return one.act !== "keep" && (named.length === 0 || named.some(isOther));
  });
  return others.length > 0 ? others : meant;
}

const nothing: WishReading = { action: "none", scope: "unspecified" };

/**
 * Whoever asks what was given or refused wants to see what stands; without a mark, "damals hatten wir unterschrieben"
 * before something that is meant only tells it.
 */
function asksBack({ has, asks, isMarked, act, isIf }: Clause, isMeant: boolean): boolean {
  return (
    (has("stands") && !isIf && ((asks && isMarked) || !isMeant)) ||
    (asks && has("begins") && (act !== null || has("consent")))
  );
}

/**
 * "Ton ja, Bild nein" gives the one, and so does "wir wollen kein Bild, den Ton erlauben wir", which declares it;
 * "Bild nein, Ton ja" and "kein Bild mehr, Ton ist ok" refuse the other; where not two purposes stand against each
 * other the last word counts.
 */
function decided(clauses: readonly Clause[], meant: readonly Clause[], last: Clause): WishReading {
  const denials = meant.filter(({ act }) => act === "refuse" || act === "take");
  const denied = denials.flatMap(deniedIn);
  const others = othersOf(meant, denied);
  const given = meant
    .filter(({ act }) => act === "give")
    .flatMap(givenIn)
    .concat(others);
  const apart = given.length > 0 && denied.length > 0 && !given.some((one) => denied.includes(one));
  const isFirstGiven = meant.find(({ act }) => act !== "keep")?.act === "give";
  // "Mikro an, Kamera aus" takes back nothing that was given.
  const isTaken = denials.some(({ act, has }) => act === "take" && !has("off"));
  const takesBack = others.length === 0 && (isTaken || !(isFirstGiven || meant.some(isDeclared)));
  // "Mikrofon an, Kamera aus, damit sind wir einverstanden" agrees to what was said before.
  const agrees = last.act === "give" && last.has("lets") && givenIn(last).length === 0;
  const action = (apart ? !takesBack || agrees : last.act === "give") ? "give" : "withdraw";
  const own = action === "give" ? given : denied;
  const scope = scopeOf(own.length > 0 ? own : clauses.flatMap(({ named }) => named));
  return { action, scope: scope === "unspecified" && clauses.some(({ has }) => has("both")) ? "both" : scope };
}

/** In one's own name, "den Ton erlauben wir", or against what was said before it, "aber der Ton ist in Ordnung". */
const isDeclared = ({ act, has, named, isBut }: Clause) =>
  act === "give" &&
  named.length > 0 &&
  (has("wants") || has("yes") || ((has("own") || isBut) && (has("lets") || has("consent"))));

/** "Er darf mitmachen, aber die Kamera bleibt aus" gives the sound; a yes before a withdrawal gives nothing. */
function othersOf([first, ...rest]: readonly Clause[], denied: readonly Purpose[]): Purpose[] {
  const isLess = ({ act, has }: Clause) =>
    (act === "refuse" || act === "take") &&
    !["consent", "own", "now", "mind"].some((part) => has(part as Part)) &&
    !(has("not") && has("longer"));
  const lets = first?.act === "give" && first.has("lets") && givenIn(first).length === 0;
  if (!lets || rest.length === 0 || !rest.every(isLess) || new Set(denied).size !== 1) return [];
  return denied.includes("picture") ? ["sound"] : ["picture"];
}

/** "Ohne Kamera darf er" gives the sound. */
function givenIn({ named, without }: Clause): Purpose[] {
  if (named.length === 0 && without.length === 1) return without.includes("picture") ? ["sound"] : ["picture"];
  return named.filter((one) => !without.includes(one));
}

function deniedIn({ named, denied, without }: Clause): readonly Purpose[] {
  return denied.length + without.length > 0 ? [...denied, ...without] : named;
}

function scopeOf(purposes: readonly Purpose[]): Scope {
  const [sound, picture] = [purposes.includes("sound"), purposes.includes("picture")];
  if (sound && picture) return "both";
  return sound ? "audio" : picture ? "video" : "unspecified";
}

/** "Nur Stimme, kein Bild. Geht?" asks with both sentences. */
function asking(sentences: readonly Sentence[]): Sentence[] {
  return sentences.map((one, at) => {
    const next = sentences[at + 1];
    return next?.asks === true && next.clauses.length === 0 ? { ...one, asks: true } : one;
  });
}

/**
 * A sentence about something else, such as photos for the school's site, gives and refuses nothing of this; and what
 * is not wanted today is given or refused for no other day.
 */
function clausesOf({ clauses, asks }: Sentence): Clause[] {
  const of = (...parts: Part[]) => clauses.some((clause) => parts.some((part) => clause.includes(part)));
  // "Heute haben wir entschieden", "heute wollte ich zusagen": the day of a mind, and not of the lesson.
  const isOfToday = clauses.some((clause) => clause.includes("today") && !clause.some(isOfMind));
  const isElsewhere = of("passing") || (of("elsewhere") && !of("sound", "picture"));
  const read = clauses.map((parts, at) => clauseOf(parts, asks, at === 0));
  return read.map((clause) => {
    const isToday = isOfToday && !isElsewhere && isForNow(clause);
    return isElsewhere || isToday ? { ...clause, isMeant: false, isToday: isToday && namesAny(clause) } : clause;
  });
}

const isOfMind = (part: Part) => part === "meant" || part === "intent" || part === "drops" || part === "mind";

const namesAny = ({ named, denied, without }: Clause) => named.length + denied.length + without.length > 0;

/** "Heute bitte ohne Bild", and not "heute widerrufe ich", which holds for good. */
function isForNow({ act, has, named }: Clause): boolean {
  const isForGood = has("longer") || has("meant") || has("consent") || has("refusal");
  const isDeclared = has("own") && (has("takes") || has("refuses"));
  const isLess = act === "refuse" || act === "take" || (act === "give" && has("only") && named.length > 0);
  return isLess && !isForGood && !isDeclared;
}
