import type { Facts } from "../../src/school/facts.ts";

/** The facts of the one real text: with them, the notice of the program says word for word what that school's does. */
export const realSchool: Facts = {
  school: "Libori - Grundschule",
  headForm: "Frau",
  head: "Ulrike Poppinga",
  signed: "U. Poppinga",
  address: "Paderborner Str. 109, 44143 Dortmund",
  mail: "Libori-Grundschule@stadtdo.de",
  officer: "Bünyamin Demir",
  officerMail: "bünyamin.demir@libori-grundschule-edu.de",
  authority: "",
  messenger: "",
  host: "",
  processor: "",
};
