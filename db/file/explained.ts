import { adviceOnFile } from "./faults.ts";
import { DatabaseRefused } from "./refused.ts";

/**
 * Does work on a file; what befalls it becomes one line for the operator.
 * Errors: DatabaseRefused for what is known to befall a file; any other as it is.
 */
export function explaining<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explained(error, path);
  }
}

/** What is thrown in the place of an error: a line that says what to do about this file, where there is one. */
export function explained(error: unknown, path: string): unknown {
  const advice = adviceOnFile(error, path);
  return advice === null ? error : new DatabaseRefused(advice);
}
