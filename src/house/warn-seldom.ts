import type { House } from "./house.ts";

/**
 * A line for what any stranger can do as often as they like: one a minute of a kind, with how often it has been,
 * so that nobody fills the log, and nothing of who it was.
 */
export function warnSeldom({ log, now, seldom }: Pick<House, "log" | "now" | "seldom">, outcome: string): void {
  const times = seldom.again(outcome, now().getTime());
  if (times !== null) log.warn({ times }, outcome);
}
