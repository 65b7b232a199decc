import type { BotProcess } from "../../support/bot-process.ts";
import type { FakeApi } from "../../support/fake-api/fake-api.ts";
import { Person } from "../../support/fake-api/person.ts";
import { type Coming, crowd, type Met } from "./crowd.ts";
import { spread } from "./figures.ts";
import type { Which } from "./stage.ts";

/** What the options of the bench say. */
export interface Wanted {
  parents: number;
  /** ms */
  over: number;
  delay: number;
  reads: number;
  most: number;
  limit: boolean;
  compare: boolean;
  /** While one chat goes wrong: how many others come, over how long (ms). */
  others: number;
  window: number;
  seed: number;
}

export type Measured = Met & {
  /** Processor time for one act (ms). */
  cpu: number;
  memory: BotProcess["memory"];
  /** Calls that were answered with "ok" for one act, but for getUpdates. */
  calls: number;
};

/** Lets people come, and looks at what the process used meanwhile. */
export function measured(api: FakeApi, bot: BotProcess, coming: Coming): Promise<Measured> {
  return measuredWith(
    ({ chat, name }) => new Person(api, chat, name),
    () => api.answered,
    bot,
    coming,
  );
}

/** The same wherever they come to. In: how many calls were answered so far. */
export async function measuredWith(
  personOf: Parameters<typeof crowd>[0],
  answered: () => number,
  bot: BotProcess,
  coming: Coming,
): Promise<Measured> {
  const [cpu, calls] = [bot.cpu, answered()];
  const met = await crowd(personOf, coming);
  if (bot.end) throw new Error(`the bot ended by itself: ${JSON.stringify(bot.end)}`);
  const acts = Math.max(1, met.acts);
  return { ...met, cpu: (bot.cpu - cpu) / acts, memory: bot.memory, calls: (answered() - calls) / acts };
}

export function print(what: string, which: Which | "in Matrix", one: Measured): void {
  const ends = [
    `${one.finished} finished`,
    ...(one.unfinished > 0 ? [`${one.unfinished} still waited at the end (their time so far is in the figures)`] : []),
    ...(one.lost > 0 ? [`${one.lost} LOST: nothing to tap`] : []),
  ].join(", ");
  console.log(`${what}, ${which}: ${ends}
    tap → answer   ${spread(one.answers)}
    tap → receipt  ${spread(one.receipts)}
    ${throughput(one).toFixed(1)} acts/s (${one.acts} in ${one.seconds.toFixed(1)} s), ${one.calls.toFixed(2)} calls an act
    processor ${one.acts === 0 ? "–" : one.cpu.toFixed(2)} ms an act; memory ${inMb(one.memory.now)}, at most ${inMb(one.memory.most)}`);
}

const inMb = (memory: number) => `${memory.toFixed(0)} MB`;

export const throughput = ({ acts, seconds }: Met) => (seconds === 0 ? 0 : acts / seconds);
