import { evidenceFor, refusalKey, sayWhatStands, withChild } from "./child.ts";
import { type Form, inList } from "./form.ts";
import { say } from "./say.ts";

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
  for (const [at, { own }] of entries.entries()) {
    const one = recorded[at];
    if (!one) continue;
    const name = entries.length > 1 ? `<b>${withChild(world, own, inList(world))}</b>\n` : "";
    if ("refused" in one) await say(ctx, { html: name + world.speak(refusalKey(one.refused)) });
    else if (one.onlyNo) await say(ctx, { html: name + world.speak("refused.yesForNow") });
    else if (one.events === 0) await sayWhatStands(talk, world, own, after);
  }
  return recorded.some((one) => !("refused" in one));
}
