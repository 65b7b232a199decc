import fc from "fast-check";
import { expect, test } from "vitest";
import { openBucket } from "../../src/messenger/bucket.ts";
import { openLanes } from "../../src/messenger/lanes.ts";

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

test("each lane keeps its order, lanes run side by side, never more than so many, and none is left over", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.record({ lane: fc.integer({ min: 0, max: 6 }), turns: fc.nat(4), fails: fc.boolean() }), {
        maxLength: 60,
      }),
      async (most, jobs) => {
        const lanes = openLanes(most);
        const done: [lane: number, at: number][] = [];
        const inLane = new Set<number>();
        for (const [at, { lane, turns, fails }] of jobs.entries())
          lanes.put(String(lane), async () => {
            expect(inLane.has(lane)).toBe(false);
            inLane.add(lane);
            expect(inLane.size).toBeLessThanOrEqual(most);
            for (let turn = 0; turn < turns; turn += 1) await soon();
            inLane.delete(lane);
            done.push([lane, at]);
            if (fails) throw new Error("its own matter");
          });
        await lanes.idle();
        expect(done).toHaveLength(jobs.length);
        for (const lane of new Set(jobs.map((job) => job.lane))) {
          const order = done.filter(([one]) => one === lane).map(([, at]) => at);
          expect(order).toEqual(order.toSorted((one, other) => one - other));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("a lane that hangs keeps nobody else waiting, and a full one lets the others have their turn", async () => {
  const lanes = openLanes(2);
  const done: string[] = [];
  lanes.put("hangs", () => new Promise(() => undefined));
  for (let at = 0; at < 5; at += 1) lanes.put("talks", async () => void done.push(`talks ${at}`));
  lanes.put("asks", async () => void done.push("asks"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done).toEqual(["talks 0", "asks", "talks 1", "talks 2", "talks 3", "talks 4"]);
});

test("what must be alone is done alone, before anything that came after it", async () => {
  const lanes = openLanes(10);
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await soon();
    await soon();
    log.push(`${name} ends`);
  };
  lanes.put("a", work("a"));
  lanes.put("b", work("b"));
  lanes.putAlone(work("alone"));
  lanes.put("c", work("c"));
  await lanes.idle();
  const at = (what: string) => log.indexOf(what);
  expect(at("alone begins")).toBeGreaterThan(Math.max(at("a ends"), at("b ends")));
  expect(at("alone ends")).toBe(at("alone begins") + 1);
  expect(at("c begins")).toBeGreaterThan(at("alone ends"));
});

test("what came while something is alone waits for its end", async () => {
  const lanes = openLanes(10);
  const log: string[] = [];
  let end = () => undefined as void;
  lanes.putAlone(() => new Promise<void>((resolve) => (end = resolve)).then(() => void log.push("alone ends")));
  lanes.put("a", async () => void log.push("a"));
  await soon();
  end();
  await lanes.idle();
  expect(log).toEqual(["alone ends", "a"]);
});

test("what must be alone waits a moment only for whoever hangs, and the others wait no longer than that", async () => {
  const lanes = openLanes(10, { aloneAfter: 30 });
  const log: string[] = [];
  lanes.put("hangs", () => new Promise(() => undefined));
  lanes.putAlone(async () => void log.push("alone"));
  lanes.put("a", async () => void log.push("a"));
  await soon();
  expect(log).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(log).toEqual(["alone", "a"]);
});

test("of the whole bot so many messages a second go out, first come, first served", async () => {
  let [now, waited] = [0, 0];
  const waits = async (ms: number) => (waited = ms);
  const turn = openBucket(30, new AbortController().signal, () => now, waits);
  const sent: number[] = [];
  for (let count = 0; count < 100; count += 1) {
    waited = 0;
    await turn();
    sent.push(now + waited);
  }
  expect(sent).toEqual(sent.toSorted((one, other) => one - other));
  for (const from of sent)
    expect(sent.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(30 + 8);
  [now, waited] = [60_000, 0];
  await turn();
  expect(waited).toBe(0);
});
