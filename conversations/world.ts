import type { Answer, Purpose } from "../src/consent/event.ts";
import type { ChildStanding } from "../src/consent/standing.ts";
import type { Reply } from "../src/answers/reply.ts";
import type { Scope, Wish } from "../src/answers/understanding.ts";
import type { ChildInClass } from "../src/school/people.ts";
import type { Speak } from "../src/texts.ts";

/** A child of a guardian who is in this chat. */
export interface OwnChild {
  child: ChildInClass;
  guardianId: string;
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

/** What the bot makes of a free text: something to say, or a wish that another conversation serves. */
export type Understood = { say: Said[]; unanswered?: { topicGuess: string } } | { wish: Wish } | null;

/** All that a conversation knows of the world outside. */
export interface World {
  speak: Speak;
  /** The child's name as it may stand in a chat. */
  nameOf(child: ChildInClass): string;
  ownChildren(chatId: number): Promise<OwnChild[]>;
  standings(childIds: readonly string[]): Promise<Map<string, ChildStanding>>;
  /** What stands for the children of this chat. */
  status(chatId: number): Promise<Said>;
  record(declared: Declared): Promise<number>;
  notice: { number: number; summary: string };
  understand(text: string): Understood;
  /** A typed JA or NEIN. */
  readReply(text: string): Reply;
  /** Which purpose a text names. */
  readScope(text: string): Scope;
  /** Counts a question that the notice does not answer. */
  countUnanswered(topicGuess: string): Promise<void>;
  newId(): string;
}

export interface Declared {
  child: string;
  guardian: string;
  answers: Partial<Record<Purpose, Answer>>;
  shownText: string;
  evidence: string;
}
