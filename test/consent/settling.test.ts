import { describe, expect, test } from "vitest";
import { eventsOf } from "../../src/consent/declaration.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { erasable } from "../../src/consent/retention.ts";
import { mayRemind } from "../../src/consent/reminding.ts";
import {
  evidenceOfSettling,
  settledBefore,
  settlingIn,
  type Upholding,
  upholdingOf,
} from "../../src/consent/settling.ts";
import { answersThatCount, oneGuardian, standing } from "../../src/consent/standing.ts";
import { declaration, type Declarer, event, mistakeOf, upholding } from "../support/histories.ts";

const yes = event("given");
const no = event("refused", "father");
const stands = (...events: ConsentEvent[]) => standing(events, "audio").standing;

const settled: Upholding = {
  child: "mila",
  person: "mother",
  purposes: ["audio", "video"],
  why: "order",
  reason: "Beschluss des Amtsgerichts",
  evidence: "Akte 12",
  recordedBy: "Frau Schreiber",
  act: "form 1",
  notice: 1,
};
let made = 0;
const at = "2026-11-24T09:00:00.000Z";
const settle = (history: ConsentEvent[], more: Partial<Upholding> = {}) =>
  upholdingOf({ ...settled, ...more }, history, at, () => `n${(made += 1)}`);

describe("what the school has settled", () => {
  test("the declaration that counts stands as it was given, and what the other said before does not count", () => {
    expect(standing([yes, no, upholding(yes)], "audio")).toEqual({ standing: "yes", by: yes });
    expect(standing([yes, no, upholding(no)], "audio")).toEqual({ standing: "no", by: no });
  });
  test("what anybody says after it counts again, and may differ again", () => {
    const again = event("refused", "father", { id: "again" });
    expect(stands(yes, no, upholding(yes), again)).toBe("conflict");
    expect(stands(yes, no, upholding(yes), event("withdrawn"))).toBe("withdrawn");
  });
  test("it says nothing about the other purpose", () =>
    expect(standing([yes, no, upholding(yes, { purpose: "video" })], "audio").standing).toBe("conflict"));
  test("a pupil of age speaks for itself", () =>
    expect(
      standing([event("refused", "pupil"), yes, no, upholding(yes)], "audio", { guardians: [], pupil: true }).standing,
    ).toBe("no"));
  test("where both must agree, it stands for both, until that person says otherwise", () => {
    const both = { guardians: ["mother", "father"], pupil: false };
    expect(standing([yes, no, upholding(yes)], "audio", both).standing).toBe("yes");
    const anew = [event("withdrawn"), event("given", "mother", { id: "anew" })];
    expect(standing([yes, no, upholding(yes), ...anew], "audio", both).standing).toBe("not_asked");
  });
  test("the school's older own word gives way to it as well", () =>
    expect(stands(event("refused", "office"), yes, upholding(yes))).toBe("yes"));
  test("put down by mistake, it never happened", () => {
    const one = upholding(yes);
    expect(stands(yes, no, one, mistakeOf(one))).toBe("conflict");
  });
  test("of whoever may not declare any more it has no effect, and has it again when they may again", () => {
    const among = (...mayDeclare: string[]) => ({ ...oneGuardian, mayDeclare });
    const [hers, his] = [event("refused"), event("given", "father")];
    const after = [hers, his, upholding(his)];
    expect(standing(after, "audio", among("mother", "father"))).toEqual({ standing: "yes", by: his });
    expect(standing(after, "audio", among("mother"))).toEqual({ standing: "no", by: hers });
    expect(
      standing([...after, event("given", "grandmother" as Declarer)], "audio", among("mother", "grandmother")),
    ).toMatchObject({ standing: "conflict" });
  });
  test("an overruled JA that a NEIN follows is a withdrawal, for it counts again with whoever overruled it gone", () =>
    expect(
      eventsOf(declaration("mother", { audio: "no" }), [yes, no, upholding(no)], at, () => "n").map(({ kind }) => kind),
    ).toEqual(["withdrawn"]));
  test("who said NEIN is not asked again, though it no longer counts", () =>
    expect(mayRemind([yes, no, upholding(yes), event("lapsed", "office")], oneGuardian, "mother", 0)).toBe(false));
  test("it is kept as long as the declaration counts that it is about", () => {
    const years = { at: "2019-01-01T08:00:00.000Z" };
    const history = [event("given", "mother", years), event("refused", "father", years)];
    const after = [...history, upholding(history[0]!, years)];
    expect(erasable(after, null, new Date(at), 3)).toEqual(["refused by father"]);
  });
});

describe("settling", () => {
  const videos = [
    event("given", "mother", { id: "v", purpose: "video" }),
    event("refused", "father", { id: "w", purpose: "video" }),
  ];

  test("is one event a purpose in which they differ: the guardian's declaration, with the reason and where the paper is", () => {
    const events = settle([yes, no, ...videos]);
    expect(events).toMatchObject([
      { purpose: "audio", kind: "upheld", person: "mother", role: "office", route: "note", voids: yes.id, at },
      { purpose: "video", kind: "upheld", person: "mother", role: "office", route: "note", voids: "v", at },
    ]);
    const [first, second] = events as ConsentEvent[];
    expect(first?.decision).toBe(second?.decision);
    expect(settlingIn(first?.evidence ?? "")).toEqual({
      why: "order",
      reason: "Beschluss des Amtsgerichts",
      evidence: "Akte 12",
    });
  });
  test("touches only what was named and differs", () => {
    expect(settle([yes, no, ...videos], { purposes: ["video"] })).toMatchObject([{ purpose: "video" }]);
    expect(settle([yes, ...videos])).toMatchObject([{ purpose: "video" }]);
  });
  test("where nothing differs, there is nothing to settle", () =>
    expect([settle([]), settle([yes]), settle([yes, no, upholding(yes)])]).toEqual([
      "nothingDiffers",
      "nothingDiffers",
      "nothingDiffers",
    ]));
  test("who has declared nothing cannot be upheld, nor a pupil against the guardians", () => {
    expect(settle([yes, no], { person: "grandmother" })).toBe("noDeclaration");
    expect(settle([event("given", "pupil"), yes, no], { person: "pupil" })).toBe("noDeclaration");
  });
  test("a new declaration is newer than what it differs from", () => {
    expect(settle([yes, no], { why: "new_declaration" })).toBe("notNew");
    expect(settle([no, yes], { why: "new_declaration" })).toMatchObject([{ voids: yes.id }]);
  });
  test("leaves the one declaration that counts", () => {
    const after = [yes, no, ...(settle([yes, no]) as ConsentEvent[])];
    expect([...answersThatCount(after, "audio").answers.values()]).toEqual([yes]);
  });
  test("its evidence is read back whatever was typed", () => {
    const typed = { why: "custody" as const, reason: "a\nreason: b; evidence: c", evidence: " d\r\n" };
    expect(settlingIn(evidenceOfSettling(typed, "x"))).toEqual({
      why: "custody",
      reason: "a reason: b; evidence: c",
      evidence: "d",
    });
    expect(settlingIn("paper, taken by A, x; reason: b")).toBeNull();
  });
});

describe("the same settling once more", () => {
  const video = [
    event("given", "mother", { id: "v", purpose: "video" }),
    event("refused", "father", { id: "w", purpose: "video" }),
  ];
  const before = [yes, no, ...video];
  const made = settle(before) as ConsentEvent[];
  const again = (more: Partial<Upholding>, history = [...before, ...made]) =>
    settledBefore({ ...settled, ...more }, history, oneGuardian);
  test("is known where it says the same", () => expect(again({})).toEqual(made));
  test.each<Partial<Upholding>>([
    { person: "father" },
    { purposes: ["audio"] },
    { why: "custody" },
    { reason: "anders" },
    { evidence: "Akte 13" },
    { act: "form 2" },
  ])("is another one where it says something else: %o", (more) => expect(again(more)).toEqual([]));
  test("is another one where the first was a mistake", () =>
    expect(again({}, [...before, ...made, ...made.map((one) => mistakeOf(one))])).toEqual([]));
});
