import { test } from "vitest";

/**
 * The dialogues are for every messenger: with MESSENGER=matrix they are held in rooms of a Matrix server in a box, with
 * MESSENGER=synapse of a real one.
 */
export const messenger = process.env.MESSENGER ?? "";
export const onMatrix = messenger === "matrix" || messenger === "synapse";

/** A test of what only a messenger with buttons, menus and a language of its own has. */
export const testWithButtons = test.skipIf(onMatrix);
