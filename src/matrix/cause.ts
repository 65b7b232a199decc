import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";

/** Why something is said: an update, or what was to be announced. */
interface Cause {
  name: string;
  /** How often each has been said for it. */
  said: Map<string, number>;
}

const causes = new AsyncLocalStorage<Cause>();

/** Does what an update or an announcement asks for. In: what tells it from every other one, also after a restart. */
export const because = <Out>(name: string, work: () => Promise<Out>): Promise<Out> =>
  causes.run({ name, said: new Map() }, work);

/** Why something is said; null where it has no reason. */
export const reason = (): string | null => causes.getStore()?.name ?? null;

/**
 * The transaction id of what is said: the same for the same words to the same room for the same reason, so that the
 * server takes them once, whoever was killed or has lost an answer. What is announced is said once, whatever the words
 * are by then. Without a reason it is the first of its kind.
 */
export function transactionId(roomId: string, words: string, otherwise: () => string): string {
  const cause = causes.getStore();
  if (!cause) return otherwise();
  const what = hashOf(roomId, cause.name.startsWith("told ") ? "" : words);
  const times = (cause.said.get(what) ?? 0) + 1;
  cause.said.set(what, times);
  return hashOf(cause.name, what, String(times));
}

const hashOf = (...parts: string[]) =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 32);
