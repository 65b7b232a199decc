import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConsentEvent, purposes } from "../../src/consent/event.ts";
import { erasable, mayForget } from "../../src/consent/retention.ts";
import { answersThatCount, childStanding, standing } from "../../src/consent/standing.ts";
import { anyHistory, daysAfter, event, livedHistory, mistakeOf, whoMustAgree } from "../support/histories.ts";

const on = (day: string) => ({ id: day, at: `${day}T08:00:00.000Z` });
const erased = (history: ConsentEvent[], today: string, goneAt: string | null = null) =>
  erasable(history, goneAt, new Date(today), 3);

describe("proof is kept for three years after the end of the year in which a declaration ends (Art. 17 GDPR)", () => {
  const withdrawn = [event("given", "mother", on("2019-03-01")), event("withdrawn", "mother", on("2022-05-01"))];
  test("a yes ends when it is withdrawn, to the day", () =>
    expect([erased(withdrawn, "2025-12-31T23:59:59Z"), erased(withdrawn, "2026-01-01T00:00:00Z")]).toEqual([
      [],
      ["2019-03-01"],
    ]));
  test("a NEIN that counts is kept while the child is at the school, however old", () =>
    expect(erased([event("refused", "mother", on("2019-03-01"))], "2039-01-01")).toEqual([]));
  test("a NEIN ends when the same person says JA, not at a lapse between", () => {
    const history = [
      event("refused", "mother", on("2019-03-01")),
      event("lapsed", "office", on("2020-07-01")),
      event("given", "mother", on("2025-03-01")),
    ];
    expect([erased(history, "2028-06-01"), erased(history, "2029-01-01")]).toEqual([
      ["2020-07-01"],
      ["2019-03-01", "2020-07-01"],
    ]);
  });
  test("an ending that was a mistake has ended nothing", () => {
    const slip = event("withdrawn", "mother", on("2020-05-01"));
    const history = [
      event("given", "mother", on("2019-03-01")),
      slip,
      mistakeOf(slip, on("2020-05-02")),
      event("withdrawn", "mother", on("2025-05-01")),
    ];
    expect([erased(history, "2028-06-01"), erased(history, "2029-01-01")]).toEqual([
      ["2020-05-01", "2020-05-02"],
      ["2019-03-01", "2020-05-01", "2020-05-02"],
    ]);
  });
  test("a mistake that is found late is kept as long as what voids it", () => {
    const slip = event("given", "mother", on("2019-03-01"));
    const history = [slip, event("withdrawn", "mother", on("2019-05-01")), mistakeOf(slip, on("2025-05-02"))];
    expect([erased(history, "2028-06-01"), erased(history, "2029-01-01")]).toEqual([[], ["2019-03-01", "2025-05-02"]]);
  });
  test("the office's word ends what guardians said, and not what the pupil said", () => {
    const history = [
      event("given", "mother", on("2019-03-01")),
      event("refused", "pupil", on("2019-03-02")),
      event("given", "office", on("2019-04-01")),
    ];
    expect(erased(history, "2039-01-01")).toEqual(["2019-03-01"]);
  });
  test("the last lapse is kept, for it is why nothing is allowed", () => {
    const history = [event("given", "mother", on("2019-03-01")), event("lapsed", "office", on("2019-07-01"))];
    expect(erased(history, "2039-01-01")).toEqual(["2019-03-01"]);
  });
});

describe("a child that has left", () => {
  const goneAt = "2026-07-01T00:00:00.000Z";
  const refused = [event("refused", "mother", on("2019-03-01"))];
  test("its NEIN ends with leaving, not before, so that a mistake of an import loses nothing", () =>
    expect([erased(refused, "2029-12-31", goneAt), erased(refused, "2030-01-01", goneAt)]).toEqual([
      [],
      ["2019-03-01"],
    ]));
  test("a yes that never lapsed keeps all that counts with it", () =>
    expect(erased([event("given", "father", on("2019-02-01")), ...refused], "2039-01-01", goneAt)).toEqual([]));
  test("it may be forgotten when nothing of it needs to be kept, and not before its own time", () => {
    const may = (history: ConsentEvent[], today: string) => mayForget(history, goneAt, new Date(today), 3);
    expect([
      may([], "2029-12-31"),
      may([], "2030-01-01"),
      may(refused, "2029-12-31"),
      may(refused, "2030-01-01"),
    ]).toEqual([false, true, false, true]);
    expect(may([...refused, event("withdrawn", "father", on("2027-01-01"))], "2030-06-01")).toBe(false);
  });
});

describe.each([
  ["any sequence of events", anyHistory],
  ["any life of a consent", livedHistory],
])("for %s", (_, histories) => {
  const moment = fc.integer({ min: 0, max: 6000 }).map((days) => new Date(daysAfter("2019-06-01T00:00:00.000Z", days)));
  const years = fc.integer({ min: 0, max: 5 });
  const runs = { numRuns: 700 };

  test("what stands is the same without what may be erased, whoever must agree", () => {
    fc.assert(
      fc.property(histories, moment, years, whoMustAgree, (history, now, kept, who) => {
        const gone = new Set(erasable(history, null, now, kept));
        const rest = history.filter(({ id }) => !gone.has(id));
        expect(childStanding(rest, who)).toEqual(childStanding(history, who));
        for (const purpose of purposes)
          expect(answersThatCount(rest, purpose).answers).toEqual(answersThatCount(history, purpose).answers);
      }),
      runs,
    );
  });

  test("nothing is erased that is younger than its time", () => {
    fc.assert(
      fc.property(histories, moment, years, fc.option(moment), (history, now, kept, left) => {
        const gone = erasable(history, left?.toISOString() ?? null, now, kept);
        for (const { id, at } of history)
          if (gone.includes(id)) expect(new Date(at).getUTCFullYear() + kept).toBeLessThan(now.getUTCFullYear());
      }),
      runs,
    );
  });

  test("nor anything that still counted within that time", () => {
    fc.assert(
      fc.property(histories, moment, years, (history, now, kept) => {
        const gone = erasable(history, null, now, kept);
        const then = history.filter(({ at }) => new Date(at).getUTCFullYear() + kept < now.getUTCFullYear());
        for (const purpose of purposes)
          for (const { id } of answersThatCount(then, purpose).answers.values()) expect(gone).not.toContain(id);
      }),
      runs,
    );
  });

  test("what is erased once is erased ever after", () => {
    fc.assert(
      fc.property(histories, moment, fc.integer({ min: 0, max: 3000 }), (history, now, days) => {
        const then = erasable(history, null, new Date(daysAfter(now.toISOString(), days)), 3);
        expect(then).toEqual(expect.arrayContaining(erasable(history, null, now, 3)));
      }),
      runs,
    );
  });

  test("a yes that stands is never erased, and while the child is here no NEIN that counts", () => {
    fc.assert(
      fc.property(histories, moment, fc.option(moment), (history, now, left) => {
        const gone = erasable(history, left?.toISOString() ?? null, now, 0);
        for (const purpose of purposes) {
          const counting = [...answersThatCount(history, purpose).answers.values()].filter(
            ({ kind }) => kind === "given" || left === null,
          );
          expect(gone.filter((id) => counting.some((one) => one.id === id))).toEqual([]);
        }
      }),
      runs,
    );
  });

  test("a mistake and what voids it go together", () => {
    fc.assert(
      fc.property(histories, moment, fc.option(moment), (history, now, left) => {
        const gone = erasable(history, left?.toISOString() ?? null, now, 2);
        for (const { id, kind, voids } of history)
          if (kind === "voided") expect(gone.includes(id)).toBe(gone.includes(voids ?? ""));
      }),
      runs,
    );
  });

  test("erasing what a child left behind allows nothing that was not allowed", () => {
    fc.assert(
      fc.property(histories, moment, moment, whoMustAgree, (history, now, left, who) => {
        const gone = new Set(erasable(history, left.toISOString(), now, 0));
        for (const purpose of purposes)
          if (standing(history, purpose, who).standing !== "yes")
            expect(
              standing(
                history.filter(({ id }) => !gone.has(id)),
                purpose,
                who,
              ).standing,
            ).not.toBe("yes");
      }),
      runs,
    );
  });
});
