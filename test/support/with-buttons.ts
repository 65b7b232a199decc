import { test } from "vitest";

/** The dialogues are for every messenger: with MESSENGER=matrix they are held in rooms of a server in a box, with
 * MESSENGER=synapse of a real one. */
export const onSynapse = process.env.MESSENGER === "synapse";
export const onMatrix = onSynapse || process.env.MESSENGER === "matrix";

const none = Object.assign(() => undefined, { each: () => () => undefined }) as unknown as typeof test;

/** A test of what only a messenger with buttons, menus and a language of its own has; elsewhere there is none. */
export const testWithButtons = onMatrix ? none : test;
