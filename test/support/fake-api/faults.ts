/** Whether a call still has its effect. */
export type When = "before" | "after";

/** What goes wrong with a call. Where nothing is said of its effect, it has none. */
export type Wrong =
  /** Told so by the messenger (JSON), or by a machine in front of it (`page`: an HTML page). */
  | { is: "refused"; code: number; words?: string; retryAfter?: number; page?: true }
  | { is: "broken"; when: When }
  /** Nothing comes until the caller gives up, however long; also after the fault has been taken back. */
  | { is: "hanging"; when: When }
  /** It had its effect; half of the answer's JSON arrives as if it were all. */
  | { is: "cut off" }
  /** A network that wants a sign-in first: 200, and a page. */
  | { is: "captive portal" }
  | { is: "slow"; ms: number };

export interface Fault {
  wrong: Wrong;
  /** Only calls to this chat; without it, all. */
  chat?: number;
  /** Only this method; without it, all but getUpdates, which is asked for by its name. */
  method?: string;
  /** How many of the calls (0 to 1); without it, each. */
  share?: number;
  /** For so many calls; without it, until it is taken back. */
  times?: number;
}

/** What goes wrong now. It may change at any moment. */
export class Faults {
  private readonly standing = new Set<Fault>();
  private readonly chance: () => number;

  constructor(chance: () => number) {
    this.chance = chance;
  }

  /** From now on this goes wrong. Out: takes it back. */
  set(fault: Fault): () => void {
    const own = { ...fault };
    this.standing.add(own);
    return () => void this.standing.delete(own);
  }

  clear(): void {
    this.standing.clear();
  }

  /** What goes wrong with this call: the first fault that strikes, and all slowness together (ms). */
  striking(method: string, chat: number | undefined): { wrong: Exclude<Wrong, { is: "slow" }> | null; ms: number } {
    let [ms, struck]: [number, Exclude<Wrong, { is: "slow" }> | null] = [0, null];
    for (const fault of this.standing) {
      const { wrong } = fault;
      if ((wrong.is !== "slow" && struck) || !concerns(fault, method, chat)) continue;
      if (fault.share !== undefined && this.chance() >= fault.share) continue;
      if (fault.times !== undefined && (fault.times -= 1) <= 0) this.standing.delete(fault);
      if (wrong.is === "slow") ms += wrong.ms;
      else struck = wrong;
    }
    return { wrong: struck, ms };
  }
}

function concerns(fault: Fault, method: string, chat: number | undefined): boolean {
  if (fault.chat !== undefined && fault.chat !== chat) return false;
  return fault.method === undefined ? method !== "getUpdates" : fault.method === method;
}
