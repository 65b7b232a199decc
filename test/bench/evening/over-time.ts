import { chanceOf } from "../../support/chance.ts";
import { against, quantile } from "./figures.ts";
import { measured, print, type Wanted } from "./measured.ts";
import type { Stage } from "./stage.ts";

/** All parents, coming one after the other over the evening. Out: the figures beside their goals. */
export async function evening(stage: Stage, { over, delay, reads, most, seed, compare }: Wanted): Promise<string[]> {
  const { parents } = stage.town;
  const coming = () => ({ parents, over, reads, forms: 1, most: over + most, chance: chanceOf(seed) });
  const ours = await stage.play("ours", { delay, seed }, (api, bot) => measured(api, bot, coming()));
  const what = `${parents.length} parents over ${(over / 60_000).toFixed(1)} min, ${delay} ms a call`;
  print(what, "ours", ours);
  if (compare)
    print(what, "bare", await stage.play("bare", { delay, seed }, (api, bot) => measured(api, bot, coming())));
  return [
    against(`tap → answer, p50 (${what})`, quantile(ours.answers, 0.5), { atMost: 250 }, "ms"),
    against(`tap → answer, p99 (${what})`, quantile(ours.answers, 0.99), { atMost: 1000 }, "ms"),
  ];
}
