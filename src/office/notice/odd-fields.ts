import type { SchoolNotice } from "../../house/school-notice.ts";
import type { SchoolText } from "../../school/school-text.ts";
import type { Say } from "../page/words.ts";

/** What there is to say of what stands in braces in a text and is no field: which, and what to do; else nothing. */
export function oddFieldsIn(school: Pick<SchoolNotice, "oddFields">, say: Say, of: SchoolText): string[] {
  const odd = school.oddFields(of);
  return odd.length === 0 ? [] : [say("draft.unknownField", { fields: odd.join(", "), field: "{{head}}" })];
}
