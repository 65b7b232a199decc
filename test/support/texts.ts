import { readTexts } from "../../src/texts.ts";
import { germanOf, withNotice } from "../../src/texts/noticed.ts";
import { realSchool } from "./real-school.ts";

/** The texts as they come with the program. */
export const programTexts = await readTexts();

const made = { facts: realSchool, template: programTexts.template, translations: {} };
const inForce = { ...made, text: germanOf(programTexts, made.template, made.facts) };
/** The same with the notice of the one real text. */
export const texts = withNotice(programTexts, () => inForce);
