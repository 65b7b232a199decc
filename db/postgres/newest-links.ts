import type { Given } from "./statement.ts";

type Ask = (text: string, values?: readonly unknown[], isKept?: boolean) => Given;

/** For so long (ms) whoever only reads goes by what was seen: a unit of work always looks. */
const fresh = 1000;
const heads =
  "select concat((select hash from consent_event order by seq desc limit 1), ' ', " +
  "(select hash from journal order by seq desc limit 1))";
const entered =
  "select seq, hash from journal where seq >= nullif(current_setting('janein.entered', true), '')::bigint";

/**
 * The newest links of a school's two chains, as this process has seen or made them: PostgreSQL tells nobody that
 * somebody else has written.
 */
export class NewestLinks {
  private readonly ask: Ask;
  private seen = { heads: "", count: 0, at: -Infinity };

  constructor(ask: Ask) {
    this.ask = ask;
  }

  /** Tells one state that others have written from the next. In: whether a unit of work asks, and has added to them. */
  version(isUnit: boolean, hasAdded: boolean): number {
    if (isUnit && hasAdded) return this.seen.count;
    if (!isUnit && performance.now() - this.seen.at < fresh) return this.seen.count;
    const now = this.now();
    const count = this.seen.count + (now === this.seen.heads ? 0 : 1);
    this.seen = { heads: now, count, at: performance.now() };
    return count;
  }

  /** Seals what was entered in this unit of work: the key does not go to the server. Out: the newest links then. */
  sealed(sealOf: (link: string) => string): string {
    for (const [seq, hash] of this.ask(entered, [], true).rows as [number, string][]) {
      const seal = sealOf(hash);
      if (seal !== "") this.ask("update journal set seal = $1 where seq = $2", [seal, seq], true);
    }
    return this.now();
  }

  /** From now on these are the newest: this process has made them. */
  made(heads: string): void {
    this.seen.heads = heads;
  }

  private now(): string {
    return String(this.ask(heads, [], true).rows[0]?.[0]);
  }
}
