import { describe } from "vitest";
import { synapsePython } from "../support/synapse.ts";

// School looks at it when it is loaded.
if (synapsePython) process.env.MESSENGER = "synapse";

/** The dialogues that are the heart of it, as they are held in the box; all others: MESSENGER=synapse. */
const dialogues = {
  "a consent": () => import("../dialogues/give-consent.test.ts"),
  "a withdrawal": () => import("../dialogues/withdraw-consent.test.ts"),
  "joining and asking": () => import("../dialogues/join-and-ask.test.ts"),
};

// Each has its own beginning and end.
for (const [name, dialogue] of Object.entries(dialogues))
  describe.skipIf(!synapsePython)(`in rooms of a real server: ${name}`, async () => {
    if (synapsePython) await dialogue();
  });
