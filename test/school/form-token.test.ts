import fc from "fast-check";
import { expect, test } from "vitest";
import { openForm, type PrintedForm, sealForm } from "../../src/school/form-token.ts";

const key = "a key for tests, thirty-two characters long";
const form: PrintedForm = {
  notice: 3,
  person: "0a1b2c3d4e5f6a7b",
  child: "ffeeddccbbaa9988",
  sheet: "01020304",
  at: 2,
  of: 2,
};
const id = fc.oneof(fc.stringMatching(/^[0-9a-f]{16}$/), fc.stringMatching(/^[a-z0-9]{1,20}$/));

test("what is sealed opens to the same form, for the school with the same key only", () => {
  const any = fc.record({
    notice: fc.integer({ min: 1, max: 0xffffff }),
    person: id,
    child: id,
    sheet: fc.stringMatching(/^[0-9a-f]{8}$/),
    at: fc.integer({ min: 1, max: 15 }),
    of: fc.integer({ min: 1, max: 15 }),
  });
  fc.assert(
    fc.property(any, (one) => {
      const text = sealForm(one, key);
      expect(openForm(text, key)).toEqual(one);
      expect(openForm(text, `${key}!`)).toBe("foreign");
    }),
  );
});

test("it says no id in clear, and is short enough for a small QR code", () => {
  const text = sealForm(form, key);
  expect(text).toMatch(/^JN1[A-Z2-7]+$/);
  expect(text.length).toBeLessThanOrEqual(61);
  const other = sealForm({ ...form, at: 1 }, key);
  expect([...text].filter((letter, at) => letter === other[at]).length).toBeLessThan(text.length / 2);
});

test("nobody else makes one, and none is changed: every letter counts", () => {
  const text = sealForm(form, key);
  for (let at = 3; at < text.length - 1; at += 1) {
    const changed = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
    expect(openForm(changed, key)).toBe("foreign");
  }
});

test.each(["", "https://t.me/SchuleBeispielBot?start=K7QM2345ABCD", "JN", "JN1abc", "WIFI:S:Schule;;"])(
  "%s is no form",
  (text) => expect(openForm(text, key)).toBeNull(),
);

test("a form of a version to come is not read as something else", () => {
  expect(openForm(`JN2${"A".repeat(50)}`, key)).toBe("foreign");
  expect(openForm(`JN1${"A".repeat(21)}`, key)).toBe("foreign");
});
