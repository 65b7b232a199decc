import { expect, test } from "vitest";
import { withdrawalIn } from "../../src/messenger/withdrawal-in.ts";
import { texts, understand } from "../support/school.ts";
import { languagesWithRoles, otherRolesIn } from "./roles.ts";

const own = ["Mila", "Мила", "Міла", "ميلا"].map((givenName, at) => ({
  child: { id: String(at), givenName, familyName: "Zzbeispiel", className: "3a" },
}));

test.each(languagesWithRoles)(
  "in %s nothing is recorded at once where somebody else withdraws, or it is about something else",
  (language) => {
    const at = texts.speak(language);
    const recorded = otherRolesIn(language).filter(
      (text) => withdrawalIn({ texts, understand }, at, text, own as never) !== null,
    );
    expect(recorded).toEqual([]);
  },
);
