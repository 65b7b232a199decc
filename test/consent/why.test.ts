import { expect, test } from "vitest";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type MustAgree, oneGuardian, standing } from "../../src/consent/standing.ts";
import { ownAnswer } from "../../src/consent/why.ts";
import { event, upholding } from "../support/histories.ts";

const both: MustAgree = { guardians: ["mother", "father"], pupil: false };
const ofAge: MustAgree = { guardians: [], pupil: true };

/** What is told to one of them: the own answer, and why something else holds. */
function told(events: ConsentEvent[], who: "mother" | "father" | "pupil", mustAgree = oneGuardian): string {
  const stands = standing(events, "audio", mustAgree).standing;
  const person = { personId: who, role: who === "pupil" ? ("pupil" as const) : ("guardian" as const) };
  const { said, why } = ownAnswer({ events, purpose: "audio", person, stands, mustAgree });
  return [said?.kind ?? "nothing", ...why].join(", ");
}

test("what holds as it was said needs no reason", () => {
  expect(told([event("given")], "mother")).toBe("given");
  expect(told([event("refused")], "mother")).toBe("refused");
  expect(told([event("given"), event("withdrawn")], "mother")).toBe("withdrawn");
  expect(told([], "mother")).toBe("nothing");
});

test("in a conflict each hears the own answer and that declarations differ", () => {
  const events = [event("given"), event("refused", "father")];
  expect([told(events, "mother"), told(events, "father")]).toEqual(["given, conflict", "refused, conflict"]);
});

test("while both must agree, the one who has said JA hears that a consent is missing, the other nothing of it", () => {
  expect([told([event("given")], "mother", both), told([event("given")], "father", both)]).toEqual([
    "given, guardian",
    "nothing",
  ]);
});

test("where the pupil must agree, it is the pupil's consent that is missing, whether nothing or NEIN was said", () => {
  const waiting = [event("given")];
  expect(told(waiting, "mother", ofAge)).toBe("given, pupil");
  expect(told([...waiting, event("refused", "pupil")], "mother", ofAge)).toBe("given, pupil");
  expect(told([event("given", "pupil")], "pupil", ofAge)).toBe("given, parent");
  expect(told([event("given")], "mother", { ...both, pupil: true })).toBe("given, guardian, pupil");
});

test("what the other has answered is told to nobody: with a NEIN, no answer or no account of the other all is the same", () => {
  const mothers = (fathers: ConsentEvent[]) => told(fathers, "mother");
  expect(mothers([event("refused", "father")])).toBe(mothers([]));
  expect(mothers([event("withdrawn", "father")])).toBe(mothers([]));
  expect(told([event("given")], "father")).toBe("nothing, enough");
});

test("after a lapse the own JA is told as lapsed, and a NEIN stays as it is", () => {
  const lapsed = event("lapsed", "office");
  expect(told([event("given"), lapsed], "mother")).toBe("given, lapsed");
  expect(told([event("refused"), lapsed], "mother")).toBe("refused");
});

test("where the school has settled it, whoever does not count hears that", () => {
  const [yes, no] = [event("given"), event("refused", "father")];
  const settled = [yes, no, upholding(no)];
  expect([told(settled, "mother"), told(settled, "father")]).toEqual(["given, settled", "refused"]);
  expect(told([yes, no, upholding(yes)], "father")).toBe("refused, settled");
});

test("of a settling whose person may not declare any more nobody hears", () => {
  const [hers, his] = [event("given"), event("refused", "father")];
  const settled = [hers, his, upholding(his)];
  const alone = { ...oneGuardian, mayDeclare: ["mother", "grandmother"] };
  expect(told(settled, "mother", alone)).toBe("given");
  expect(told([event("refused"), upholding(event("given", "father"))], "mother", alone)).toBe("refused");
  const differs = [...settled, event("refused", "grandmother" as "mother")];
  expect(told(differs, "mother", alone)).toBe("given, conflict");
  expect(told([event("given", "father"), upholding(event("given", "father")), hers], "mother", alone)).toBe("given");
});

test("whoever the school has overruled hears that, also after the other one has answered anew", () => {
  const [yes, no] = [event("given"), event("refused", "father")];
  const anew = event("withdrawn", "father", { id: "anew" });
  expect(told([yes, no, upholding(no), anew], "mother")).toBe("given, settled");
});
