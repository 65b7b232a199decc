import { beforeAll, test, vi } from "vitest";
import { allDialogues, dialoguesOn } from "./all-dialogues.ts";
import { leftOut, synapsePython } from "./synapse.ts";
import { sharedSynapse } from "./synapse-side.ts";

/**
 * Holds dialogues in rooms of a real server: these, or with DIALOGUES=all and DIALOGUES=rights,period those that it
 * names. In: these; which half of the others is theirs: two files hold them side by side.
 */
export function dialoguesOnSynapse(these: readonly string[], half: 0 | 1): void {
  if (!synapsePython) return void test.skip(leftOut, () => undefined);
  // School looks at it when it is loaded.
  process.env.MESSENGER = "synapse";
  // Whoever is to have joined before a test has done so on a real server.
  vi.setConfig({ hookTimeout: 60_000 });
  beforeAll(async () => void (await sharedSynapse()), 120_000);
  const { DIALOGUES: asked } = process.env;
  const wanted = asked === "all" ? allDialogues : asked?.split(",");
  dialoguesOn("in rooms of a real server", wanted?.filter((_, at) => at % 2 === half) ?? these);
}
