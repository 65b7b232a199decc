/** How far looking at the office's files has come, and then writing down what they change. */
export type ImportProgress =
  /** `at` of `of` files are read. */
  { step: "reading"; at: number; of: number } | { step: "comparing" } | { step: "writing" };

/** Hears how far it has come. */
export type TellProgress = (progress: ImportProgress) => void;
