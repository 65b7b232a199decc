import * as v from "valibot";
import type { Setting } from "./setting.ts";

/** Where what is a school's lies. */
export const ofWhere = [
  {
    name: "DATABASE_PATH",
    whose: "school",
    meaning: "The database file.",
    default: "data/janein.sqlite",
    check: v.pipe(v.string(), v.minLength(1)),
    expected: "a path",
  },
  {
    name: "DATABASE_URL",
    meaning:
      "A database in PostgreSQL (15 or newer) in the place of the file; a schema there is the school's, janein or " +
      "as it is named behind #. What else lies beside the file goes on lying beside DATABASE_PATH.",
    secret: true,
    check: v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\/[^#]+(#(?!pg_)[a-z_][a-z0-9_-]{0,40})?$/)),
    expected: "an address that begins with postgres://, a name of a schema behind # at most",
  },
  {
    name: "SCHOOL_PATH",
    whose: "school",
    meaning:
      "The school's folder: its facts, its notice with translations, its letterhead. Without it, beside the database.",
    check: v.pipe(v.string(), v.minLength(1)),
    expected: "a path",
  },
  {
    name: "PROOF_PATH",
    whose: "school",
    meaning:
      "The folder of the sealed heads: the newest links of the proof, with a key of its own; " +
      "best where who writes to the database cannot. Without it, beside the database.",
    check: v.pipe(v.string(), v.minLength(1)),
    expected: "a path",
  },
] as const satisfies readonly Setting[];
