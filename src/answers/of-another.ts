import { spoken } from "./spoken.ts";
import type { Part } from "./wish-parts.ts";

/** How one language says whose father, grandmother or teacher somebody is. */
interface Kinship {
  /** Those who stand near to a child. */
  kin: ReadonlySet<string>;
  /** Those who may be spoken to as well: of them the child's name must stand there. */
  spokenTo: ReadonlySet<string>;
  /** Joins them and the child's name behind them; empty where nothing does. */
  of: ReadonlySet<string>;
  /** How a name ends that stands before them, and that stands behind them without such a word. */
  before: RegExp;
  behind: RegExp;
  /** A verb or a thing that is the writer's own, although no "I" stands there. */
  own: RegExp;
}

const set = (list: string): ReadonlySet<string> => new Set(spoken(list));
const never = /(?!)/u;

const languages: readonly Kinship[] = [
  {
    kin: set(
      "Vater Mutter Papa Mama Mami Papi Oma Opa Großmutter Großvater Onkel Tante Bruder Schwester Stiefvater " +
        "Stiefmutter Vadder Mudder Vadda Mudda",
    ),
    spokenTo: set("Lehrerin Lehrer Klassenlehrerin Klassenlehrer Erzieherin Betreuerin Trainer Patin Pate"),
    ...{ of: set("von vom"), before: /.{2}s$/u, behind: never, own: never },
  },
  {
    kin: set(
      "father dad daddy mother mum mom mummy grandma grandmother granny grandpa grandfather grandad aunt " +
        "uncle brother sister stepfather stepdad stepmother stepmum",
    ),
    ...{ spokenTo: set("teacher tutor"), of: set("of"), before: /.{2}s$/u, behind: never, own: never },
  },
  {
    kin: set("babası annesi dedesi ninesi anneannesi babaannesi teyzesi halası amcası dayısı abisi ablası"),
    ...{ spokenTo: set("öğretmeni hocası"), of: set(""), before: /.[iu]n$/u, behind: never },
    own: /(yorum|yoruz|cagim|cegim|mem|mam|izni(mi|mizi)|onayi(mi|mizi)|rizami)$/u,
  },
  {
    kin: set("папа отец мама мать бабушка дедушка дед тётя дядя брат сестра отчим мачеха"),
    ...{
      spokenTo: set("учительница учитель воспитательница"),
      of: set(""),
      before: /.{2}(ин|ина|ов|ова|ев|ева)$/u,
      behind: /.[аяыиеу]$/u,
    },
    own: /.{2}[аяую]ю(сь)?$/u,
  },
  {
    kin: set("тато батько мама мати бабуся дідусь дід тітка дядько брат сестра вітчим мачуха"),
    ...{
      spokenTo: set("вчителька учителька вчитель вихователька"),
      of: set(""),
      before: /.{2}(ин|ина|ін|їн|ів|ова|ева)$/u,
      behind: /.[аяиіу]$/u,
    },
    own: /.{2}[аяую]ю(сь|ся)?$/u,
  },
  {
    kin: set("баща бащата татко таткото майка майката мама баба бабата дядо дядото леля лелята чичо чичото вуйчо"),
    ...{
      spokenTo: set("учителка учителката учител учителят"),
      of: set("на"),
      before: /.{2}(ин|ина|ината|иния|ов|ова|овата)$/u,
    },
    ...{ behind: never, own: /.{3}[ая]м$/u },
  },
  {
    kin: set("tata tato ojciec mama matka babcia dziadek ciocia ciotka wujek brat siostra ojczym macocha"),
    ...{ spokenTo: set("nauczycielka nauczyciel wychowawczyni wychowawca"), of: set(""), before: /..[aeiouy]$/u },
    behind: /.[aeiouy]$/u,
    own: /.{3}am$|.{3}uje sie$/u,
  },
  {
    kin: set("tata tatăl mama bunica bunicul mătușa unchiul fratele sora"),
    ...{ spokenTo: set("învățătoarea învățătorul profesoara profesorul diriginta"), of: set("lui"), before: never },
    behind: /.[ei]i$/u,
    own: /^(imi|ma|mi)$/u,
  },
  {
    kin: set("والد والدة أبو أب بابا أم ماما جدة جد تيتا خال خالة عم عمة أخ أخو أخت"),
    ...{ spokenTo: set("معلمة معلم أستاذ أستاذة"), of: set(""), before: never, behind: /../u },
    own: /^ا(سحب|وافق|رفض|سمح|عطي|ريد|لغي)/u,
  },
];

/** May stand before them. */
const articles = set("der die das dem the und aber auch nur hallo");
const theirs = set("ihr ihre sein seine seim");
/** Behind them the writer says who writes, or speaks for both. */
const writes = set("hier here tu тут aici burada هنا olarak als as jako как як ca كـ und and i и та ve și و y");
/** As it is written: the accent tells "I withdraw" from "she withdraws". */
const polishI = /uję|(?<!\p{L})(proszę|chcę|cofnę|biorę|daję|mogę)/iu;
/** Shorter words are no names. */
const shortest = 3;

/** What somebody near to a child does, and whether it is said of which child. */
export interface Hearsay {
  said: string;
  isNamed: boolean;
}

/**
 * What somebody near to a child is said to do, where a text speaks of nothing else ("Mili tata wycofuje zgodę", "der
 * Vater von Mila widerruft"), and nothing in it is the writer's own. Null where there is no such thing.
 * In: the text; what a word of it is a part of.
 */
export function saidOfAnother(text: string, partsOf: (text: string) => readonly Part[]): Hearsay | null {
  if (/[?؟]/u.test(text) || polishI.test(text) || partsOf(text).includes("own")) return null;
  const thoughts = text.split(/[.!\n,;:،؛()–—]+|\s-\s/u).filter((one) => partsOf(one).some((part) => part !== "but"));
  const words = spoken(thoughts[0] ?? "");
  const from = words.findIndex((word) => !articles.has(word));
  if (thoughts.length !== 1 || from < 0) return null;
  const isName = (word = "") => word.length >= shortest && !writes.has(word) && partsOf(word).length === 0;
  const ends = languages.map((kinship) => endOfKin(words, from, kinship, isName));
  const end = Math.max(...ends);
  const isOwn = spoken(text).some((one) => languages.some(({ own }, at) => (ends[at] ?? 0) > from && own.test(one)));
  const rest = words.slice(end);
  if (end === from || rest.length === 0 || writes.has(rest[0] ?? "") || isOwn) return null;
  return { said: [somebody, ...rest].join(" "), isNamed: end - from > 1 };
}

/** Who is spoken of, as a word that is no part of anything: a sentence that begins with its verb would ask. */
const somebody = "nn";

/** Behind "father", "father of Mila", "Mila's father", "Mila ihr Papa"; where they do not stand here, here. */
function endOfKin(
  words: readonly string[],
  from: number,
  { kin, spokenTo, of, before, behind }: Kinship,
  isName: (word: string | undefined) => boolean,
): number {
  const [first = "", second = "", third = ""] = words.slice(from);
  const isOne = (word: string) => kin.has(word) || spokenTo.has(word);
  if (isOne(first)) {
    if (of.has(second) && isName(third)) return from + 3;
    if (isName(second) && behind.test(second)) return from + 2;
    return kin.has(first) ? from + 1 : from;
  }
  if (isName(first) && theirs.has(second) && isOne(third)) return from + 3;
  return isName(first) && before.test(first) && isOne(second) ? from + 2 : from;
}
