import type { Anchors, Stamp } from "./anchors.ts";
import { StampFault, type Stamped, stampedAt, stampRequest, tokenIn, verifyStamp } from "./time-stamp.ts";

/** What stamping needs from outside. */
export interface Stamping {
  /** The time-stamp server. */
  url: string;
  fetch: typeof fetch;
  /** Eight random bytes. */
  nonce: () => Uint8Array<ArrayBuffer>;
  /** The roots as PEM, where they are known: what they do not bear out is not kept. */
  roots?: string | undefined;
  /** With what the clock of the server is compared, and who hears that one of the two is wrong. */
  clock?: { now: () => Date; isWrong: (stampedAt: string) => void };
}

const mostApartMs = 60 * 60 * 1000;

const patienceMs = 20_000;

/**
 * Has the newest head stamped, once. Out: whether there is a new stamp.
 * Errors: StampFault, and those of the network: then it is tried again another time.
 */
export async function stampNewest(anchors: Anchors, { url, fetch, nonce, roots, clock }: Stamping): Promise<boolean> {
  const text = anchors.newest()?.line;
  if (text === undefined || (await anchors.kept()).stamps.at(-1)?.line === text) return false;
  const asked = { text, nonce: nonce() };
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/timestamp-query" },
    body: stampRequest(text, asked.nonce),
    signal: AbortSignal.timeout(patienceMs),
    redirect: "error",
  });
  if (!response.ok) throw new StampFault(`the server answers ${response.status}`);
  const token = tokenIn(new Uint8Array(await response.arrayBuffer()), asked);
  // Kept, it would be found not to hold for ever after.
  if (roots !== undefined) await verifyStamp(token, text, roots);
  await anchors.keepStamp({ line: text, token });
  const at = stampedAt(token);
  if (clock && Math.abs(Date.parse(at) - clock.now().getTime()) > mostApartMs) clock.isWrong(at);
  return true;
}

/** Looks at every stamp, without the network. In: the roots as PEM. Out: the newest that holds, and what is wrong. */
export async function verifyStamps(
  stamps: readonly Stamp[],
  roots: string,
): Promise<{ stamps: number; newestStamp: Stamped | null; badStamps: string[] }> {
  const held: Stamped[] = [];
  const bad = new Set<string>();
  for (const { token, line } of stamps)
    try {
      held.push(await verifyStamp(token, line, roots));
    } catch (error) {
      if (!(error instanceof StampFault)) throw error;
      bad.add(error.message);
    }
  return { stamps: held.length, newestStamp: held.at(-1) ?? null, badStamps: [...bad] };
}
