import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashBeginning, receiptCode } from "../../src/consent/receipt.ts";
import { asShown, evidenceOf, marks } from "../../src/consent/shown.ts";
import { normalJoinCode } from "../../src/school/join-code.ts";

const anyHash = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 });

describe("the receipt code", () => {
  test("is three groups of five, from the hash of the decision's last event", () =>
    expect(receiptCode(`3f9a27c108bd411${"e".repeat(49)}`)).toBe("3F9A2-7C108-BD411"));
  test("finds the beginning of that hash again, however it is typed", () => {
    fc.assert(
      fc.property(anyHash, fc.constantFrom("-", "", " ", " – "), fc.boolean(), (hash, between, small) => {
        const typed = receiptCode(hash).replaceAll("-", between);
        expect(hashBeginning(` ${small ? typed.toLowerCase() : typed}\n`)).toBe(hash.slice(0, 15));
      }),
    );
  });
  test("is never taken for a join code", () => {
    fc.assert(
      fc.property(anyHash, (hash) => {
        expect(normalJoinCode(receiptCode(hash))).toBeNull();
      }),
    );
  });
  test("nothing else is taken for one", () => {
    for (const typed of ["", "3F9A2-7C108", "3F9A2-7C108-BD4111", "3F9A2-7C108-BD41G", "Ton und Bild bitte"])
      expect(hashBeginning(typed)).toBeNull();
  });
});

describe("the text as the person saw it", () => {
  const kept = `${marks.child}: Teilnahme per Audio (Ton)? ${marks.child} ist in ${marks.className}.`;
  const mila = { child: "Mila B.", className: "3a" };
  const anyName = fc.string({ unit: "grapheme" }).filter((name) => !/[⟨⟩;]/u.test(name));

  test("names the child and the class as they were then", () =>
    expect(asShown(kept, evidenceOf("update 7, button", mila))).toBe(
      "Mila B.: Teilnahme per Audio (Ton)? Mila B. ist in 3a.",
    ));
  test("keeps its marks where what identifies was erased, or where nobody was named", () =>
    expect([asShown(kept, ""), asShown(kept, "paper, taken by Frau Sekretär")]).toEqual([kept, kept]));
  test("is not led astray by what somebody typed", () =>
    expect(asShown(kept, evidenceOf(evidenceOf("typed: ja", { child: "Max", className: "1b" }), mila))).toBe(
      asShown(kept, evidenceOf("", mila)),
    ));

  test("is whole for any name", () => {
    expect(asShown(marks.child, evidenceOf("", { child: "Mi$&la $1 $$", className: "3a" }))).toBe("Mi$&la $1 $$");
    fc.assert(
      fc.property(anyName, anyName, fc.string(), (child, className, act) => {
        expect(asShown(kept, evidenceOf(act, { child, className }))).toBe(
          `${child}: Teilnahme per Audio (Ton)? ${child} ist in ${className}.`,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
