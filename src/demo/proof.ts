import { actsIn, type Act, wordsOf } from "../consent/act.ts";
import type { LinkOfChain } from "../consent/chain.ts";
import type { ConsentEvent } from "../consent/event.ts";
import { receiptCode } from "../consent/receipt.ts";
import { asShown, withoutMarkup } from "../consent/shown.ts";
import type { House } from "../house/house.ts";

/** An event of the chain as the demo's drawer shows it: in a head teacher's words, with all that proves it. */
export interface SeenEvent extends Pick<LinkOfChain, "seq" | "facts" | "previous" | "hash"> {
  kind: ConsentEvent["kind"];
  what: string;
  purpose: string;
  child: string;
  by: string;
  way: string;
  inChat: boolean;
  at: string;
  notice: number;
  language: string;
  acts: Act[];
  /** The text that stood there before the act, as the person saw it; null where nothing was shown. */
  shown: string | null;
  receipt: string;
}

export interface SeenProof {
  events: SeenEvent[];
  /** Whether both chains hold, walked just now. */
  holds: boolean;
  /** What the two answers are called. */
  answers: { given: string; refused: string };
  /** What has been tried in the chat: a question that the notice answers, an answer, a withdrawal. */
  done: { asked: boolean; answered: boolean; withdrawn: boolean };
}

/** The office's words for what an event says. The drawer speaks as the office does. */
export type ProofWords = (
  key:
    | `kind.${ConsentEvent["kind"]}`
    | `route.${ConsentEvent["route"]}`
    | `purpose.${ConsentEvent["purpose"]}`
    | "history.office"
    | "history.recordedBy",
  values?: Record<string, string>,
) => string;

/**
 * The chain as it is shown. In: who is who and what was shown, from the house; the links, oldest first;
 * whether both chains hold, and whether somebody has asked; the words. Out: the newest first.
 */
export async function seenProof(
  { roster, ledger }: Pick<House, "roster" | "ledger">,
  links: readonly LinkOfChain[],
  { holds, asked }: { holds: boolean; asked: boolean },
  say: ProofWords,
): Promise<SeenProof> {
  const [{ children, classes }, people] = [await roster.roll(), await roster.everybody()];
  const classOf = (id: string | undefined) => classes.find((one) => one.id === id)?.name ?? "";
  const lastOf = new Map(links.map(({ event, hash }) => [event.decision, hash]));
  const kindOf = ({ kind }: ConsentEvent) => say(`kind.${kind}`).replace(/^./u, (first) => first.toUpperCase());
  const wayOf = ({ route, recordedBy, person }: ConsentEvent) => {
    const byAnother = recordedBy !== person && recordedBy !== "";
    return say(`route.${route}`) + (byAnother ? `, ${say("history.recordedBy", { by: recordedBy })}` : "");
  };
  const events = links.map(async ({ event, seq, facts, previous, hash }): Promise<SeenEvent> => {
    const child = children.find(({ id }) => id === event.child);
    const by = people.find(({ id }) => id === event.person);
    const text = event.shown === null ? null : await ledger.textShown(event.shown);
    return {
      ...{
        seq,
        facts,
        previous,
        hash,
        kind: event.kind,
        what: kindOf(event),
        purpose: say(`purpose.${event.purpose}`),
      },
      child: child ? `${child.givenName} ${child.familyName} (${classOf(child.classId)})` : "",
      by: by ? `${by.givenName} ${by.familyName}` : say("history.office"),
      ...{
        way: wayOf(event),
        inChat: event.route === "chat",
        at: event.at,
        notice: event.notice,
        language: event.language,
      },
      acts: actsIn(event.evidence).map((act) => ({ ...act, words: wordsOf(act) })),
      shown: text === null ? null : withoutMarkup(asShown(text, event.evidence)),
      receipt: receiptCode(lastOf.get(event.decision) ?? hash),
    };
  });
  const inChat = (kinds: readonly ConsentEvent["kind"][]) =>
    links.some(({ event }) => event.route === "chat" && kinds.includes(event.kind));
  return {
    events: (await Promise.all(events)).toReversed(),
    ...{ holds, answers: { given: say("kind.given"), refused: say("kind.refused") } },
    done: { asked, answered: inChat(["given", "refused"]), withdrawn: inChat(["withdrawn"]) },
  };
}
