import { evidenceFor, refusalKey, sayWhatStands, withChild } from "./child.ts";
import { type Form, inList } from "./form.ts";
import { say } from "./say.ts";
import type { TextKey } from "../src/texts.ts";
import type { Recorded, World } from "./world.ts";

/**
 * Records what was answered for all children in one unit of work. What came of it is told with the announcement.
 * Out: whether any of it is on record.
 */
export async function send({ talk, ctx, world, entries }: Form, after: "give" | "withdraw"): Promise<boolean> {
  const declared = entries.map(({ own, answers, shown, acts }) => ({
    child: own.child.id,
    person: own.personId,
    role: own.role,
    chatId: ctx.chatId ?? 0,
    answers,
    shownText: shown.join("\n\n"),
    evidence: evidenceFor(world, own, acts),
  }));
  const { recorded } = await talk.external(async () => ({ recorded: await world.record(declared) }));
  await sayOfNotRecorded(ctx, world, entries, recorded);
  for (const [at, { own }] of entries.entries()) {
    const one = recorded[at];
    if (one && "events" in one && one.events === 0 && !one.onlyNo) await sayWhatStands(talk, world, own, after);
  }
  return recorded.some((one) => !("refused" in one));
}

/**
 * Why something is not on record: once for all children of whom it is so, for it is true of them together and perhaps
 * of none alone ("only what you said NEIN to").
 */
async function sayOfNotRecorded(
  ctx: Form["ctx"],
  world: World,
  entries: Form["entries"],
  recorded: readonly Recorded[],
): Promise<void> {
  const namesOf = new Map<TextKey, string[]>();
  for (const [at, { own }] of entries.entries()) {
    const key = notRecordedKey(recorded[at]);
    const name = `<b>${withChild(world, own, inList(world))}</b>\n`;
    if (key) namesOf.set(key, [...(namesOf.get(key) ?? []), name]);
  }
  for (const [key, names] of namesOf)
    await say(ctx, { html: (entries.length > 1 ? names.join("") : "") + world.speak(key) });
}

function notRecordedKey(one: Recorded | undefined): TextKey | null {
  if (one && "refused" in one) return refusalKey(one.refused);
  return one?.onlyNo ? "refused.yesForNow" : null;
}
