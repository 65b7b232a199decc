import { setImmediate } from "node:timers/promises";

/** What goes on in steps, each as long as nobody minds. */
export type Walk<Out> = Generator<undefined, Out, undefined>;

/** Walks with a breath after each step, in which others are served. */
export async function withBreath<Out>(walk: Walk<Out>): Promise<Out> {
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done === true) return step.value;
    await setImmediate();
  }
}

/** Walks in one go, so that nothing can happen in between. */
export function inOneGo<Out>(walk: Walk<Out>): Out {
  for (let step = walk.next(); ; step = walk.next()) if (step.done === true) return step.value;
}
