import fc from "fast-check";

/** Stands in every hostile text that has a letter: no text of that kind is anybody's answer, and none may be logged. */
export const canary = "qzkanarie";

const odd = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\udfff\ud83d",
  "\u202eabc\u2066",
  "\u200b\u200d\ufeff",
  "i\u0307\u0335\u0489",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "<b>",
  "</b></blockquote>",
  '<a href="javascript:x">x</a>',
  "{{child}} $t(menu.give) $& $1",
  "%00%0a..%2f..%2f",
  "'; drop table child; --",
  "=1+1",
  "😀".repeat(16),
  "ü".repeat(32),
  "a".repeat(64),
  "a".repeat(65),
  "-0",
  "1e309",
  "9007199254740993",
];

/** Texts that nobody sends in good faith. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...odd),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.tuple(fc.constantFrom(...odd, "ab ", "نعم", "🏳️‍🌈", "-"), fc.integer({ min: 1, max: 900 })).map(([part, times]) => {
    return part.repeat(times);
  }),
);

/** The same, so that it can be told wherever it turns up, and is never an answer. */
export const markedText = anyText.map((text) => (/[\p{L}\p{N}\p{S}]/u.test(text) ? `${text} ${canary}` : text));

/** Values of every type that JSON knows. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  markedText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 2 ** 53, -(2 ** 63), 4102444800, [], {}, [[]], [null]),
  fc.integer(),
  fc.dictionary(fc.constantFrom("id", "text", "type", "__proto__", "chat", "date"), fc.constantFrom(null, 1, "x", [])),
);

/** A change of a JSON value: at one of its places (counted through), something else or nothing. */
export interface Twist {
  at: number;
  to: { gone: true } | { value: unknown };
}

export const twist: fc.Arbitrary<Twist> = fc.record({
  at: fc.nat(60),
  to: fc.oneof(
    fc.constant({ gone: true as const }),
    anyValue.map((value) => ({ value })),
  ),
});

/** The value with these changes. Places under the names in `spared` stay as they are. */
export function twisted<T extends object>(value: T, twists: readonly Twist[], spared: readonly string[]): T {
  const copy = structuredClone(value);
  for (const { at, to } of twists) {
    const places = placesIn(copy as Record<string, unknown>, spared);
    const place = places[at % Math.max(1, places.length)];
    if (!place) continue;
    if ("gone" in to) Reflect.deleteProperty(place.of, place.name);
    else place.of[place.name] = structuredClone(to.value);
  }
  return copy;
}

function placesIn(
  of: Record<string, unknown>,
  spared: readonly string[],
): { of: Record<string, unknown>; name: string }[] {
  return Object.entries(of)
    .filter(([name]) => !spared.includes(name))
    .flatMap(([name, inner]) => [
      { of, name },
      ...(typeof inner === "object" && inner !== null ? placesIn(inner as Record<string, unknown>, spared) : []),
    ]);
}
