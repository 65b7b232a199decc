import { chanceOf } from "../../support/chance.ts";
import { Limits, messengersLimits } from "../../support/fake-api/limits.ts";
import { against } from "./figures.ts";
import { measured, print, throughput, type Wanted } from "./measured.ts";
import type { Stage } from "./stage.ts";

/** All parents at the same moment, none of whom reads for long. Out: the figures beside their goals. */
export async function atOnce(stage: Stage, { delay, most, limit, seed }: Wanted): Promise<string[]> {
  const { parents } = stage.town;
  const coming = () => ({ parents, over: 0, reads: 0, forms: 1, most, chance: chanceOf(seed) });
  const what = `${parents.length} parents all at once, ${delay} ms a call`;
  const ours = await stage.play("ours", { delay, seed }, (api, bot) => measured(api, bot, coming()));
  print(what, "ours", ours);
  const bare = await stage.play("bare", { delay, seed }, (api, bot) => measured(api, bot, coming()));
  print(what, "bare", bare);
  const goals = [
    against("throughput all at once, ours ÷ bare", throughput(ours) / throughput(bare), { atLeast: 0.9 }),
    against("processor time an act, ours ÷ bare", ours.cpu / bare.cpu, { atMost: 1.5 }),
  ];
  return limit ? [...goals, await limited(stage, { delay, seed, coming: coming() })] : goals;
}

/** The messenger takes 30 messages a second: how much of that is used. */
async function limited(
  stage: Stage,
  { delay, seed, coming }: { delay: number; seed: number; coming: Parameters<typeof measured>[2] },
): Promise<string> {
  const limits = new Limits(messengersLimits);
  const taken = await stage.play("ours", { delay, limits, seed }, async (api, bot) => {
    const ours = await measured(api, bot, coming);
    print(`${coming.parents.length} parents all at once, with the messenger's limits`, "ours", ours);
    const messages = ["sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup"];
    return messages.reduce((sum, method) => sum + (api.counts.get(method)?.ok ?? 0), 0) / ours.seconds;
  });
  const share = taken / messengersLimits.all.perSecond;
  return against("messages a second ÷ the messenger's limit", share, { atLeast: 0.9 });
}
