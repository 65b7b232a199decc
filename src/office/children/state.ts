import type { ChildNow } from "../../../db/school/view.ts";

/** What a list of children can be narrowed to; whoever has left is in none of the others. */
export const states = ["all", "conflict", "open", "waiting", "former"] as const;
export type State = (typeof states)[number];

/** Whether a child belongs to what is looked for: in conflict; without an answer; without anybody who has joined. */
export const inState: Record<Exclude<State, "former">, (child: ChildNow) => boolean> = {
  all: () => true,
  conflict: ({ audio, video }) => audio === "conflict" || video === "conflict",
  open: ({ audio, video }) => [audio, video].some((one) => one === "not_asked" || one === "lapsed"),
  waiting: ({ joined }) => joined === 0,
};
