import * as v from "valibot";

export interface Setting {
  name: string;
  meaning: string;
  /** As it would stand in the environment; undefined: none. */
  default?: string;
  secret?: true;
  check: v.GenericSchema<string, unknown>;
  /** What a right value looks like, for the error line. */
  expected: string;
}

/** A whole number in these bounds, both among them. */
export const whole = (least: number, most: number) =>
  v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(least), v.maxValue(most));
