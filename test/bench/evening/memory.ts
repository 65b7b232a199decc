import { setTimeout as sleep } from "node:timers/promises";
import { chanceOf } from "../../support/chance.ts";
import type { BotProcess } from "../../support/bot-process.ts";
import { against } from "./figures.ts";
import { measured, print, type Wanted } from "./measured.ts";
import type { Stage } from "./stage.ts";

const few = 1000;

/** Memory after a thousand updates, and after very many; without any delay. Out: the ratio beside its goal. */
export async function memory(stage: Stage, { seed }: Wanted, updates: number): Promise<string[]> {
  const parents = stage.town.parents.slice(0, 200);
  const forms = Math.ceil(updates / (parents.length * 6));
  const first = Math.max(1, Math.round(few / (parents.length * 6)));
  const run = (bot: BotProcess, count: number, before: number) => ({
    parents,
    before,
    over: 0,
    reads: 0,
    forms: count,
    most: 24 * 60 * 60 * 1000,
    chance: chanceOf(seed),
    onAct: (done: number) => {
      if (done % Math.ceil(updates / 10) === 0) console.log(`    ${done} updates: ${bot.memory.now.toFixed(0)} MB`);
    },
  });
  return stage.play("ours", { delay: 0, seed }, async (api, bot) => {
    const begun = bot.memory.now;
    await measured(api, bot, run(bot, first, 0));
    await sleep(5000);
    const early = bot.memory.now;
    const ours = await measured(api, bot, run(bot, forms, first));
    await sleep(5000);
    const late = bot.memory.now;
    print(`${ours.acts} updates of ${parents.length} parents`, "ours", ours);
    console.log(`    memory ${begun.toFixed(0)} MB after the start, ${early.toFixed(0)} MB after ${few} updates`);
    return [against(`memory after ${ours.acts} updates ÷ after ${few}`, late / early, { atMost: 1.3 })];
  });
}
