/** A file under `locales/` that cannot be used as somebody has left it; the message says which, and what to do. */
export class WrongText extends Error {}

/** Reads files of `locales/`. Errors: WrongText for whatever whoever keeps them can mend; a fault of ours as it is. */
export async function reading<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw named(error);
  }
}

/** The same for what is read at once. */
export function readingNow<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw named(error);
  }
}

function named(error: unknown): unknown {
  const ours = [TypeError, ReferenceError, RangeError].some((kind) => error instanceof kind);
  if (ours || !(error instanceof Error)) return error;
  return new WrongText(error.message.replaceAll(/\s*\n\s*/g, " "), { cause: error });
}

/** What a file in JSON holds. In: its name, its text. Errors: one that names the file. */
export function fromJson<T>(name: string, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new Error(`locales/${name} is no JSON: ${error instanceof Error ? error.message : ""}`, { cause: error });
  }
}
