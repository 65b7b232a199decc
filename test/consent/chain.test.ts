import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultOf, isErased, type Link, linked } from "../../src/consent/chain.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { anyHistory, event } from "../support/histories.ts";

interface Entry {
  event: ConsentEvent;
  link: Link;
}

function chained(history: readonly ConsentEvent[]): Entry[] {
  return history.reduce<Entry[]>(
    (chain, one, at) => [
      ...chain,
      { event: one, link: linked(one, at + 1, chain.at(-1)?.link.hash ?? "", `salt ${at}`) },
    ],
    [],
  );
}

/** The first place that does not hold, and why. */
function broken(chain: readonly Entry[]): { seq: number; fault: string } | null {
  for (const [at, one] of chain.entries()) {
    const erasedBy = one.link.salt === "" ? "9999" : null;
    const fault = faultOf(one.event, at + 1, one.link, chain[at - 1]?.link.hash ?? "", erasedBy);
    if (fault) return { seq: at + 1, fault };
  }
  return null;
}

const erased = ({ event: one, link }: Entry): Entry => ({
  event: { ...one, child: "", person: null, recordedBy: "", evidence: "" },
  link: { ...link, salt: "" },
});
const identifying = ["child", "person", "recordedBy", "evidence"] as const;
const facts = [
  "id",
  "decision",
  "purpose",
  "kind",
  "role",
  "route",
  "at",
  "notice",
  "language",
  "shown",
  "voids",
] as const;
const some = anyHistory.filter((history) => history.length > 0);

describe("the chain of events (Art. 7(1) GDPR: able to demonstrate)", () => {
  test("each field of an event is a fact or identifies, and none is left out", () =>
    expect([...facts, ...identifying].toSorted()).toEqual(Object.keys(event("given")).toSorted()));

  test("holds for any history, whole or with what identifies erased anywhere", () => {
    fc.assert(
      fc.property(anyHistory, fc.array(fc.nat(13)), (history, gone) => {
        const chain = chained(history);
        expect(broken(chain)).toBeNull();
        expect(broken(chain.map((one, at) => (gone.includes(at) ? erased(one) : one)))).toBeNull();
      }),
    );
  });

  test("breaks where anything is changed, and says what", () => {
    fc.assert(
      fc.property(some, fc.nat(), fc.constantFrom(...facts, ...identifying), (history, which, field) => {
        const chain = chained(history);
        const at = which % chain.length;
        const changed = chain.map((one, place) =>
          place === at ? { ...one, event: { ...one.event, [field]: field === "notice" ? 7 : "changed" } } : one,
        );
        expect(broken(changed)).toEqual({
          seq: at + 1,
          fault: facts.some((fact) => fact === field) ? "what it says was changed" : "who it is about was changed",
        });
      }),
    );
  });

  test("breaks where an event was taken out, put in or moved", () => {
    fc.assert(
      fc.property(some, fc.nat(), (history, which) => {
        const chain = chained(history);
        const at = which % chain.length;
        const others = chained([event("refused", "father", { id: "put in" })]);
        expect(broken(chain.toSpliced(at, 0, ...others))?.seq).toBe(at === 0 ? 2 : at + 1);
        if (at < chain.length - 1)
          expect(broken(chain.toSpliced(at, 1))).toEqual({
            seq: at + 1,
            fault: "an event before it is missing, or was put in",
          });
        if (at > 0)
          expect(
            broken([...chain.slice(0, at - 1), ...chain.slice(at - 1, at + 1).toReversed(), ...chain.slice(at + 1)])
              ?.seq,
          ).toBe(at);
      }),
    );
  });

  test("breaks where an event has another place than it had", () => {
    const [first] = chained([event("given")]);
    expect(first && [1, 2].map((seq) => faultOf(first.event, seq, first.link, "", null))).toEqual([
      null,
      "what it says was changed",
    ]);
  });

  test("erasing is whole or it is a fault: not the salt alone, nor one field", () => {
    const [one] = chained([event("given", "mother", { evidence: "update 7" })]);
    if (!one) throw new Error("no event");
    expect(broken([{ ...one, link: { ...one.link, salt: "" } }])?.fault).toBe(
      "it counts as erased and still says who it is about",
    );
    for (const field of identifying) {
      const partly = { ...erased(one).event, [field]: one.event[field] };
      expect([isErased(partly), broken([{ event: partly, link: { ...one.link, salt: "" } }])?.fault]).toEqual([
        false,
        "it counts as erased and still says who it is about",
      ]);
    }
  });

  test("erasing is whole only on record, after its time, and where the record says so nothing stays", () => {
    const [one] = chained([event("given")]);
    if (!one) throw new Error("no event");
    const bare = erased(one);
    const fault = (entry: Entry, erasedBy: string | null) => faultOf(entry.event, 1, entry.link, "", erasedBy);
    expect(fault(bare, "9999")).toBeNull();
    expect(fault(bare, null)).toBe("it was erased without a record of it");
    expect(fault(bare, one.event.at)).toBe("it was erased before its time");
    expect(fault(one, "9999")).toBe("it counts as erased and still says who it is about");
  });

  test("what was erased cannot be put back as somebody else's, nor guessed without the salt", () => {
    const [mothers] = chained([event("given")]);
    if (!mothers) throw new Error("no event");
    expect(broken([{ event: event("given", "father", { id: mothers.event.id }), link: mothers.link }])?.fault).toBe(
      "who it is about was changed",
    );
    expect(linked(mothers.event, 1, "", "another salt").commitment).not.toBe(mothers.link.commitment);
  });
});
