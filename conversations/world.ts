import type { Context } from "grammy";
import type { Answer, Purpose } from "../src/consent/event.ts";
import type { ChildStanding } from "../src/consent/standing.ts";
import type { Right } from "../src/consent/rights.ts";
import type { Reply, Step } from "../src/answers/reply.ts";
import type { Scope, Wish } from "../src/answers/understanding.ts";
import type { ChildInClass } from "../src/school/people.ts";
import type { Speak } from "../src/texts.ts";
import type { KeptChild } from "./kept.ts";
import type { Whom } from "./whom.ts";

/** A child for whom somebody in this chat may declare: a guardian, or the pupil itself. */
export interface OwnChild {
  child: ChildInClass;
  personId: string;
  personName: string;
  role: "guardian" | "pupil";
}

/** What became of a request. */
export interface TakenRequest {
  taken: "received" | "already";
  /** The day by which the school must answer, as it is read. */
  due: string;
}

/** What a conversation says, ready to be sent: HTML and rows of buttons. */
export interface Said {
  html: string;
  buttons?: Button[][];
  /** It answers the message that was sent last (or the one with this id), and shows it. */
  toQuestion?: true | number;
}

export interface Button {
  text: string;
  data: string;
}

/**
 * What the bot makes of a free text: something to say, or a wish that another conversation serves
 * (`objects`: it was called an objection).
 */
export type Understood =
  | (({ say: Said[]; unanswered?: { topicGuess: string } } | { wish: Wish; objects: boolean }) & { language: string })
  | null;

/** All that a conversation knows of the world outside. */
export interface World {
  /** The voice of the language that was heard last. */
  readonly speak: Speak;
  /** From now on the world speaks this language. */
  hear(language: string): void;
  /** The language of this chat now: what was chosen, or what the messenger says. */
  languageOf(ctx: Pick<Context, "chatId" | "from">): Promise<string>;
  /** For whom somebody in this chat may declare, as a conversation keeps it: by ids. */
  keptChildren(chatId: number): Promise<KeptChild[]>;
  /**
   * The same children with their names. From now on they are called as they were when they were kept, whatever an
   * import brings meanwhile: what was shown is the proof. Errors: an error where they cannot be called so any more.
   */
  recall(kept: readonly KeptChild[]): Promise<OwnChild[]>;
  /** The child's name as it may stand in this chat. */
  nameOf(child: ChildInClass): string;
  /** The one child of this chat that a sentence means, and whom it leaves out; nobody where a name may be a word. */
  whomSpokenOf(chatId: number, text: string): Promise<Whom>;
  standings(childIds: readonly string[]): Promise<Map<string, ChildStanding>>;
  /** What stands for the children of this chat. */
  status(chatId: number): Promise<Said[]>;
  /**
   * Records what is declared for these children in one unit of work, each if this chat may declare it at this moment.
   * Out, in the same order: how many events it made, or why not.
   */
  record(declared: readonly Declared[]): Promise<Recorded[]>;
  /** What stands after an answer that changed nothing, and what is missing. */
  stillStands(own: OwnChild, after: "give" | "withdraw"): Promise<Said[]>;
  /** The purposes to which this person has said yes, as far as it counts. */
  yesOf(own: OwnChild): Promise<Purpose[]>;
  /** Whether anybody in this chat has said a yes that counts. */
  anythingStands(chatId: number): Promise<boolean>;
  /** The persons whose answer for this child counts. */
  haveAnswered(childId: string): Promise<string[]>;
  /** Whether words, by two readings that must agree, withdraw a consent here and now, or are a code from a letter. */
  isServedAtOnce(text: string): boolean;
  /** What was open about an unclear withdrawal in this chat has been answered. */
  closeMatters(chatId: number): Promise<void>;
  /** Whether the chat belongs to somebody. */
  isKnown(chatId: number): Promise<boolean>;
  /**
   * Takes a request for a right; the same id again changes nothing, and one that is open already is that one.
   * Out: whether it is new, and the day by which the school must answer, as it is read.
   */
  request(wanted: { id: string; chatId: number; right: Right; words: string }): Promise<TakenRequest>;
  /** Whether own data may be sent now, or was sent often enough today. */
  mayServe(wanted: { chatId: number; right: Right }): Promise<boolean>;
  /** Sends what is stored about this chat's persons, as PDF and JSON, and puts the request on record. */
  serveOwnData(wanted: { id: string; chatId: number; right: Right }): Promise<void>;
  /** For which of these children it is open whether this person of them may declare: ids. A JA waits until then. */
  undecidedOf(own: readonly OwnChild[]): Promise<string[]>;
  /** Whether the time of restricted schooling runs, for which consent is given. */
  periodRuns(): Promise<boolean>;
  /** Of the notice: its version, what must be seen before an answer, and how one complains to the authority. */
  readonly notice: { number: number; summary: string; complaint: string };
  understand(text: string): Understood;
  /** What typed words are to the question at this step. In: also the names of the child that it is about. */
  readReply(text: string, step: Step, names?: readonly string[]): Reply;
  /** Which purpose a text names. */
  readScope(text: string): Scope;
  /** Whether words ask something, or only greet or thank: they want an answer, and are nothing to be passed on. */
  asks(text: string): boolean;
  /** Whether words, without a name, speak of all of one's children or of one of them. */
  speaksOfChildren(text: string): "every child" | "some child" | null;
  /** Whether this chat has other children than this one. */
  hasOthers(childId: string): boolean;
  /** Whether a text names a child of this chat other than this one, may name one, or speaks of several. */
  namesAnother(text: string, childId: string): boolean;
  /** Counts a question that the notice does not answer. */
  countUnanswered(topicGuess: string): Promise<void>;
  newId(): string;
}

/**
 * What came of a declaration; `onlyNo` where only a NEIN can be recorded now, and is told later; refused where the chat
 * does not hold the person any more, the person may not declare …
 */
export type Recorded =
  { events: number; onlyNo?: true } | { refused: "account" | "child" | "left" | "undecided" | "period" };

export interface Declared {
  chatId: number;
  child: string;
  person: string;
  role: "guardian" | "pupil";
  answers: Partial<Record<Purpose, Answer>>;
  shownText: string;
  evidence: string;
}

/** Opens a world for one conversation; the language changes in it while people talk. */
export type OpenWorld = () => World;
