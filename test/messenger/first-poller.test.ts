import fc from "fast-check";
import { expect, test } from "vitest";
import { Precedence } from "../../src/messenger/first-poller.ts";
import { chanceOf } from "../support/chance.ts";

interface Event {
  at: number;
  run: () => void;
}
type Answer = "nothing" | "something" | "conflict";
type Poller = ReturnType<typeof poller>;

/** A time of its own, and a messenger that keeps who has asked last, and ends a waiting poll when another one comes. */
function world(updatesWait: (at: number) => boolean, onTheWay: () => number) {
  let now = 0;
  const events: Event[] = [];
  const later = (ms: number, run: () => void) => {
    events.push({ at: now + ms, run });
  };
  let newest: number | null = null;
  let waiting: ((answer: Answer) => void) | null = null;
  return {
    now: () => now,
    later,

    poll(seconds: number, trace: number | null, answered: (answer: Answer) => void): void {
      const back = (answer: Answer) => later(onTheWay(), () => answered(answer));
      later(onTheWay(), () => {
        waiting?.("conflict");
        [waiting, newest] = [null, trace];
        if (updatesWait(now) || seconds === 0) return back(updatesWait(now) ? "something" : "nothing");
        const end = (answer: Answer) => {
          if (waiting === end) waiting = null;
          back(answer);
        };
        waiting = end;
        const until = now + seconds * 1000;
        const looksUp = () => {
          if (waiting !== end) return;
          if (updatesWait(now) || now >= until) return end(updatesWait(now) ? "something" : "nothing");
          later(100, looksUp);
        };
        looksUp();
      });
    },

    look: (found: (trace: number | null) => void) =>
      later(onTheWay(), () => {
        const trace = newest;
        later(onTheWay(), () => found(trace));
      }),

    /** Goes on until then, and calls after each step. */
    run(until: number, each: () => void): void {
      for (;;) {
        events.sort((one, other) => one.at - other.at);
        const next = events[0];
        if (!next || next.at > until) break;
        events.shift();
        now = Math.max(now, next.at);
        next.run();
        each();
      }
      now = until;
    },
  };
}

/** One that polls as the bot does. In: when it begins, and between when it is stopped. */
function poller(
  there: ReturnType<typeof world>,
  begins: number,
  stops: [from: number, to: number][],
  chance: () => number,
) {
  const { now, later } = there;
  const precedence = new Precedence({ clocks: [now], isAlone: false, chance });
  const stop = () => stops.find(([from, to]) => now() >= from && now() < to);
  /** What a stopped process has to do waits until it goes on. */
  const does = (run: () => void) => () => {
    const end = stop()?.[1];
    if (end === undefined) run();
    else later(end - now(), does(run));
  };
  const then = (ms: number, run: () => void) => later(ms, does(run));

  const ask = () => {
    if (precedence.isInDoubt) return looks(ask);
    const seconds = precedence.isFirst ? 30 : 1;
    there.poll(seconds, precedence.asks(seconds), (answer) =>
      does(() => {
        if (answer === "conflict") return then(precedence.disturbed(), ask);
        precedence.answered(answer === "nothing");
        if (precedence.isFirst) then(answer === "something" ? 100 : 0, ask);
        else looks(ask);
      })(),
    );
  };
  const looks = (goOn: () => void) =>
    then(precedence.untilLook, () => {
      precedence.looks();
      there.look((trace) =>
        does(() => {
          const who = precedence.looked(trace);
          if (who === "another") then(precedence.disturbed(), ask);
          else if (who === "this one") goOn();
          else looks(goOn);
        })(),
      );
    });
  const ticks = () => then(200, () => (precedence.runs(), ticks()));
  then(begins, () => (ask(), ticks()));
  return { works: () => now() >= begins && !stop() && precedence.isFirst, isStopped: () => Boolean(stop()) };
}

const ms = (max: number) => fc.integer({ min: 0, max });
const stopped = fc
  .array(fc.tuple(ms(40_000), ms(9000)), { maxLength: 3 })
  .map((all) => all.map(([from, length]) => [from, from + length] as [number, number]));
const pollers = fc.array(fc.tuple(fc.oneof(fc.constant(0), ms(600), ms(20_000)), stopped), {
  minLength: 2,
  maxLength: 3,
});
const quiet = fc.array(fc.tuple(ms(40_000), ms(15_000)), { maxLength: 3 });

function lives(given: [number, [number, number][]][], silences: [number, number][], seed: number) {
  const chance = chanceOf(seed);
  const updatesWait = (at: number) => !silences.some(([from, length]) => at >= from && at < from + length);
  const one = world(updatesWait, () => 5 + 45 * chance());
  const all: Poller[] = given.map(([begins, stops]) => poller(one, begins, stops, chance));
  let most = 0;
  const count = () => (most = Math.max(most, all.filter(({ works }) => works()).length));
  one.run(50_000, count);
  // When all have gone on for a while, one of them works.
  one.run(150_000, count);
  return { most, atTheEnd: all.filter(({ works }) => works()).length };
}

test("however many begin and are stopped, when and for how long they may, no two work at one time, and one does in the end", () => {
  fc.assert(
    fc.property(pollers, quiet, ms(1e6), (given, silences, seed) => {
      const { most, atTheEnd } = lives(given, silences, seed);
      expect(most).toBeLessThanOrEqual(1);
      expect(atTheEnd).toBe(1);
    }),
    { numRuns: 300, seed: 20261129 },
  );
});
