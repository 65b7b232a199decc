import * as v from "valibot";

export interface Setting {
  name: string;
  meaning: string;
  /** As it would stand in the environment; undefined: none. */
  default?: string;
  secret?: true;
  /**
   * Where several schools are in one process: whether it is of the installation, or of each school alone; without it,
   * what stands in the environment is for all whose own file says nothing else.
   */
  whose?: "installation" | "school";
  check: v.GenericSchema<string, unknown>;
  /** What a right value looks like, for the error line. */
  expected: string;
}

/** A whole number in these bounds, both among them. */
export const whole = (least: number, most: number) =>
  v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(least), v.maxValue(most));
