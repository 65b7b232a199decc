export type Scope = "audio" | "video" | "both" | "unspecified";

/** What a person wants to do about consent. */
export interface Wish {
  action: "give" | "withdraw" | "status";
  scope: Scope;
}

export interface RankedTopic {
  id: string;
  /** 0 … 1, how sure. */
  score: number;
}

/** What a message is: a question that the notice answers, one of a few, a wish, or none of these. */
export interface Understanding {
  kind: "answer" | "choices" | "wish" | "none";
  /**
   * Up to five, best first. With "answer" the first is answered, and the second too where `answers` is 2:
   * two questions in one message.
   */
  topics: RankedTopic[];
  answers: number;
  /** The locale folder whose language it is written in, with its certainty (0 … 1). */
  language: { id: string; score: number };
  wish: Wish | null;
  /** The words of the wish, read by themselves, wish the same: only then it may be recorded at once. */
  isRead?: true;
  /** Giving and withdrawing sound so alike in it that the person must say which: "ich nehme mein Nein zurück". */
  undecided?: true;
  /** Sound or picture is not wanted, but only today: consent is not per day, so nothing is wished. */
  onlyToday?: true;
}
