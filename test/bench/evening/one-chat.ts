import { setTimeout as sleep } from "node:timers/promises";
import { chanceOf } from "../../support/chance.ts";
import type { FakeApi } from "../../support/fake-api/fake-api.ts";
import type { Wrong } from "../../support/fake-api/faults.ts";
import { Person } from "../../support/fake-api/person.ts";
import type { Parent } from "../../support/town.ts";
import { against, quantile } from "./figures.ts";
import { type Measured, measured, print, type Wanted } from "./measured.ts";
import type { Stage, Which } from "./stage.ts";

const faults: Record<string, Wrong | null> = {
  quiet: null,
  "one chat hangs": { is: "hanging", when: "before" },
  "one chat is refused (429, retry after 5 s)": { is: "refused", code: 429, retryAfter: 5 },
};

/** Some dozens of parents, while the calls to one other chat go wrong. Out: the others' figures beside their goals. */
export async function chat(stage: Stage, wanted: Wanted): Promise<string[]> {
  const goals: string[] = [];
  for (const which of ["ours", "bare"] as const) {
    const p99: number[] = [];
    for (const [what, wrong] of Object.entries(faults)) {
      const one = await withFault(stage, which, wanted, wrong);
      print(`${one.finished + one.unfinished} others, ${what}`, which, one);
      p99.push(quantile(one.answers, 0.99));
    }
    const [quiet = 0, hanging = 0, refused = 0] = p99;
    goals.push(
      against(`others' p99 while one chat hangs ÷ quiet, ${which}`, hanging / quiet, { atMost: 1.5 }),
      against(`others' p99 while one chat is refused ÷ quiet, ${which}`, refused / quiet, { atMost: 1.5 }),
    );
  }
  return goals;
}

function withFault(
  stage: Stage,
  which: Which,
  { delay, reads, most, seed, others, window: over }: Wanted,
  wrong: Wrong | null,
): Promise<Measured> {
  const [unlucky, ...all] = stage.town.parents;
  const parents = all.slice(0, others);
  const coming = { parents, over, reads, forms: 1, most: over + Math.min(most, 120_000), chance: chanceOf(seed) };
  return stage.play(which, { delay, seed }, async (api, bot) => {
    if (unlucky && wrong) api.faults.set({ chat: unlucky.chat, wrong });
    const end = keepsWriting(api, unlucky);
    try {
      return await measured(api, bot, coming);
    } finally {
      end();
    }
  });
}

/** Somebody who writes every second, whatever comes of it. Out: the end of it. */
function keepsWriting(api: FakeApi, parent: Parent | undefined): () => void {
  let on = true;
  void (async () => {
    const person = new Person(api, parent?.chat ?? 0, parent?.name ?? "");
    for (; on; await sleep(1000)) person.says("/einwilligung");
  })();
  return () => (on = false);
}
