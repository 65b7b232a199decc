import { describe, expect, test } from "vitest";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { childStanding, type MustAgree, participation, standing } from "../../src/consent/standing.ts";
import { event, mistakeOf } from "../support/histories.ts";

const stands = (...events: ConsentEvent[]) => standing(events, "audio").standing;
const standsFor = (mustAgree: Partial<MustAgree>, ...events: ConsentEvent[]) =>
  standing(events, "audio", { guardians: [], pupil: false, ...mustAgree }).standing;

describe("what stands", () => {
  test("nothing said is not asked, and nobody made it so", () =>
    expect(standing([], "audio")).toEqual({ standing: "not_asked", by: null }));
  test("a yes is a yes, of either guardian", () =>
    expect([stands(event("given")), stands(event("given", "father"))]).toEqual(["yes", "yes"]));
  test("a refusal and a withdrawal are different, and neither allows", () =>
    expect([stands(event("refused")), stands(event("given"), event("withdrawn"))]).toEqual(["no", "withdrawn"]));
  test("the event that made it stand is named", () => {
    const [yes, no] = [event("given"), event("refused", "father")];
    const anew = event("given", "mother", { id: "anew", notice: 2 });
    expect([
      standing([yes], "audio").by,
      standing([yes, no], "audio").by,
      standing([yes, event("given", "father"), anew], "audio").by,
    ]).toEqual([yes, no, anew]);
  });
  test("a refusal of one and a withdrawal of the other is a withdrawal, whoever was last", () => {
    const [refusal, withdrawal] = [event("refused"), event("withdrawn", "father")];
    expect(standing([refusal, withdrawal], "audio")).toEqual({ standing: "withdrawn", by: withdrawal });
    expect(standing([withdrawal, refusal], "audio")).toEqual({ standing: "withdrawn", by: withdrawal });
  });
  test("a voided event never happened, nor did a voided lapse or a voided word of the office", () => {
    const [yes, no, lapse, word] = [
      event("given"),
      event("refused", "father"),
      event("lapsed", "office"),
      event("given", "office"),
    ];
    expect([
      stands(yes, mistakeOf(yes)),
      stands(yes, lapse, mistakeOf(lapse)),
      stands(yes, no, word, mistakeOf(word)),
    ]).toEqual(["not_asked", "yes", "conflict"]);
  });
});

describe("joint custody (§§ 1627–1687 BGB)", () => {
  test("two guardians who differ are a conflict, whoever was last", () =>
    expect([
      stands(event("given"), event("refused", "father")),
      stands(event("refused", "father"), event("given")),
    ]).toEqual(["conflict", "conflict"]));
  test("a guardian who comes round ends the conflict", () =>
    expect(stands(event("given"), event("refused", "father"), event("given", "father"))).toBe("yes"));
  test("the office settles a conflict, either way", () =>
    expect(
      (["given", "refused"] as const).map((word) =>
        stands(event("given"), event("refused", "father"), event(word, "office")),
      ),
    ).toEqual(["yes", "no"]));
  test("who says otherwise after the office has settled is a conflict again", () =>
    expect([
      stands(event("given", "office"), event("withdrawn")),
      stands(event("refused", "office"), event("given")),
    ]).toEqual(["conflict", "conflict"]));
  test("where both must agree, both must have said yes, or the office has settled it", () => {
    const both = { guardians: ["mother", "father"] };
    expect(standsFor(both, event("given"))).toBe("not_asked");
    expect(standsFor(both, event("given"), event("given", "father"))).toBe("yes");
    expect(standsFor(both, event("given"), event("refused", "father"))).toBe("conflict");
    expect(standsFor(both, event("given"), event("refused", "father"), event("given", "office"))).toBe("yes");
  });
});

describe("the form: the pupil of age signs as well", () => {
  const ofAge = { pupil: true };
  test("a guardian's yes waits for the pupil's, and the pupil's for a guardian's", () =>
    expect([
      standsFor(ofAge, event("given")),
      standsFor(ofAge, event("given", "pupil")),
      standsFor(ofAge, event("given", "pupil"), event("given")),
    ]).toEqual(["not_asked", "not_asked", "yes"]));
  test("the pupil's no is a no, whatever guardians say and the office has settled", () => {
    expect(standsFor(ofAge, event("refused", "pupil"), event("given"), event("given", "father"))).toBe("no");
    expect(standsFor(ofAge, event("withdrawn", "pupil"), event("given"), event("refused", "father"))).toBe("withdrawn");
    expect(standsFor(ofAge, event("refused", "pupil"), event("given", "office"))).toBe("no");
  });
  test("the pupil's yes does not overrule a guardian's no", () =>
    expect(standsFor(ofAge, event("given", "pupil"), event("refused"))).toBe("no"));
  test("below that age the pupil's answer neither allows nor forbids", () =>
    expect([stands(event("given", "pupil")), stands(event("given"), event("refused", "pupil"))]).toEqual([
      "not_asked",
      "yes",
    ]));
});

describe("the form: for the duration of the restricted schooling", () => {
  test("a lapse ends every yes, and a new answer counts", () =>
    expect([
      stands(event("given"), event("lapsed", "office")),
      stands(event("given"), event("lapsed", "office"), event("given")),
    ]).toEqual(["lapsed", "yes"]));
  test("a NEIN outlasts it: nobody is asked again (Art. 7(4) GDPR)", () =>
    expect([
      stands(event("refused"), event("lapsed", "office")),
      stands(event("given"), event("refused", "father"), event("lapsed", "office")),
    ]).toEqual(["no", "no"]));
  test("a lapse of one guardian's yes leaves the other's", () =>
    expect([
      stands(event("given"), event("given", "father"), event("lapsed", "mother")),
      stands(event("given"), event("lapsed", "mother")),
    ]).toEqual(["yes", "lapsed"]));
  test("the office's own word can lapse alone", () => {
    const word = event("given", "office");
    const lapse = event("lapsed", "office", { voids: word.id });
    expect([stands(word, event("given"), lapse), stands(word, lapse)]).toEqual(["yes", "lapsed"]);
    expect(standsFor({ guardians: ["mother", "father"] }, word, event("given"), lapse)).toBe("not_asked");
  });
});

describe("participation", () => {
  test("picture and sound, sound only, or none", () =>
    expect([participation("yes", "yes"), participation("yes", "no"), participation("no", "no")]).toEqual([
      "audio_and_video",
      "audio_only",
      "none",
    ]));
  test("picture without sound allows nothing until it is clear, and both answers stay", () => {
    const {
      audio,
      video,
      participation: allowed,
    } = childStanding([event("refused"), event("given", "mother", { purpose: "video" })]);
    expect([audio.standing, video.standing, allowed]).toEqual(["no", "yes", "none"]);
  });
  test("only yes allows", () => {
    for (const other of ["not_asked", "no", "withdrawn", "lapsed", "conflict"] as const)
      expect([participation(other, "yes"), participation("yes", other)]).toEqual(["none", "audio_only"]);
  });
});
