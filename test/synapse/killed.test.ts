import { describe, expect, test } from "vitest";
import { campaign } from "../kills/campaign.ts";
import { doubledIn, onMatrix } from "../kills/on-matrix.ts";
import { synapsePython } from "../support/synapse.ts";

const seed = 20261129;
/** Twice at each kind of moment; hundreds: npm run kills -- --messenger matrix --kills 300 --server-kills 20. */
const kills = 10;

describe.skipIf(!synapsePython)("while bot and server of a Matrix messenger are killed again and again", () => {
  test("nothing is lost, nothing stands twice in a room, all teachers are told, and nobody is stuck", async () => {
    const messenger = await onMatrix();
    const {
      wrong,
      decisions,
      kills: at,
      onTheLine,
    } = await campaign({
      ...{ kills, families: 6, seed, delay: 0, messenger, inTurn: true },
      ...{ waits: { alone: 1500, forCall: 4000 }, patience: 5000, grace: 300_000 },
      async onKill(count) {
        if (count % 5 !== 0) return;
        await messenger.synapse.kill();
        await messenger.synapse.start();
      },
    });
    expect(wrong).toEqual([]);
    expect(Object.values(at).reduce((sum, count) => sum + count, 0)).toBe(kills);
    expect(at.before + at.after + at.answered).toBeGreaterThan(2);
    expect(onTheLine).toBeGreaterThan(4);
    expect(decisions).toBeGreaterThan(4);
  }, 600_000);
});

test.each([
  ["each word its answer", "P:a B:x P:b B:y", []],
  ["two words before an answer have two", "P:a P:a B:x B:x", []],
  ["the second answer comes after the next word", "P:a P:a B:x P:b B:x B:y", []],
  ["one word, twice the same", "P:a B:x B:x", ["x"]],
  ["one word, and again after the next", "P:a B:x P:b B:x B:x", ["x"]],
  ["a teacher is told without having said a word", "B:Klasse_1a B:Klasse_1a", []],
])("who looks for doubled messages sees: %s", (_, room, doubled) => {
  const messages = room.split(" ").map((one) => ({
    from: one.startsWith("P") ? ("person" as const) : ("bot" as const),
    whole: one.slice(2).replace("_", " "),
  }));
  expect(doubledIn(messages)).toEqual(doubled);
});
