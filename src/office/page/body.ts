/** A body that was not read to its end: it is larger than what is taken, or whoever sent it has gone. */
export class BodyRefused extends Error {
  /** How many bytes would have been taken; null: the sender has gone. */
  readonly most: number | null;

  constructor(most: number | null) {
    super(most === null ? "the sender has gone" : `more than ${most} bytes`);
    this.most = most;
  }
}

/**
 * A body, up to so many bytes. Whoever reads on hears BodyRefused, and the rest is not taken in:
 * it is not cancelled either, for that would hang up before anything is said.
 */
export function upTo(most: number, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let size = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch(() => {
          throw new BodyRefused(null);
        });
        size += value?.length ?? 0;
        if (size > most) controller.error(new BodyRefused(most));
        else if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    // Nothing is read before somebody asks.
    { highWaterMark: 0 },
  );
}

/**
 * Whether the head of a request says that its body is no longer than so many bytes.
 * A browser says so of every form; what comes in pieces says nothing.
 */
export function saysAtMost(most: number, header: (name: string) => string | undefined): boolean {
  return header("transfer-encoding") === undefined && Number(header("content-length") ?? 0) <= most;
}

/**
 * A whole body, or null where it is larger. In: how many bytes are taken.
 * Errors: BodyRefused where its sender has gone.
 */
export async function wholeBody(most: number, body: ReadableStream<Uint8Array> | null): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of body === null ? [] : upTo(most, body)) parts.push(part);
  } catch (error) {
    if (error instanceof BodyRefused && error.most !== null) return null;
    throw error;
  }
  return Buffer.concat(parts);
}

/**
 * What a form holds. In: its reading. Errors: BodyRefused, also where the body is no form, whatever its head says.
 */
export async function asForm<Form>(reading: Promise<Form>): Promise<Form> {
  return await reading.catch((error: unknown) => {
    throw error instanceof TypeError ? new BodyRefused(null) : error;
  });
}
