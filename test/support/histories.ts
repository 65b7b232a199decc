import fc from "fast-check";
import { type Declaration, eventsOf } from "../../src/consent/declaration.ts";
import { type ConsentEvent, type EventKind, type Purpose, purposes } from "../../src/consent/event.ts";
import { lapseOfAll, lapseOfOlder } from "../../src/consent/lapse.ts";
import type { MustAgree } from "../../src/consent/standing.ts";

export type Declarer = "mother" | "father" | "pupil" | "office";

/** An event about Mila. In: its kind, who declared it (of a lapse: whose yes it ends, "office" for everybody's) and what else matters. */
export function event(kind: EventKind, who: Declarer = "mother", more: Partial<ConsentEvent> = {}): ConsentEvent {
  return {
    id: `${kind} by ${who}`,
    decision: "d",
    child: "mila",
    purpose: "audio",
    kind,
    person: who === "office" ? null : who,
    role: kind === "lapsed" || kind === "upheld" ? "office" : roleOf(who),
    route: "chat",
    recordedBy: who,
    at: "2026-11-23T17:00:00.000Z",
    notice: 1,
    language: "de",
    shown: null,
    evidence: "",
    voids: null,
    ...more,
  };
}

export const mistakeOf = ({ id, purpose }: ConsentEvent, more: Partial<ConsentEvent> = {}): ConsentEvent =>
  event("voided", "office", { id: `mistake: ${id}`, voids: id, purpose, ...more });

/** The school has settled what differs, and says that this declaration counts. */
export const upholding = (declared: ConsentEvent, more: Partial<ConsentEvent> = {}): ConsentEvent => ({
  ...event("upheld", "office", {
    id: `upheld: ${declared.id}`,
    voids: declared.id,
    purpose: declared.purpose,
    ...more,
  }),
  person: declared.person,
});

export function declaration(
  who: Declarer,
  answers: Declaration["answers"],
  more: Partial<Declaration> = {},
): Declaration {
  return {
    child: "mila",
    person: who === "office" ? null : who,
    role: roleOf(who),
    answers,
    route: "chat",
    recordedBy: who,
    notice: 1,
    language: "de",
    shown: null,
    evidence: "",
    ...more,
  };
}

const roleOf = (who: Declarer) => (who === "mother" || who === "father" ? "guardian" : who);
const whoever = fc.constantFrom<Declarer>("mother", "father", "pupil", "office");
const purpose = fc.constantFrom(...purposes);
const days = fc.integer({ min: 0, max: 300 });
const notice = fc.integer({ min: 1, max: 3 });

/** Each way of who must agree. */
export const whoMustAgree: fc.Arbitrary<MustAgree> = fc.record({
  guardians: fc.constantFrom([], ["mother", "father"]),
  pupil: fc.boolean(),
});

export const anyAnswers: fc.Arbitrary<Declaration["answers"]> = fc.record(
  { audio: fc.constantFrom("yes", "no"), video: fc.constantFrom("yes", "no") },
  { requiredKeys: [] },
);

type Step = { days: number; purpose: Purpose; notice: number } & (
  { kind: EventKind; who: Declarer } | { mistake: number } | { lapsedAlone: true } | { upheld: number }
);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      days,
      purpose,
      notice,
      kind: fc.constantFrom<EventKind>("given", "refused", "withdrawn"),
      who: whoever,
    }),
  },
  { weight: 2, arbitrary: fc.record({ days, purpose, notice, kind: fc.constant<EventKind>("lapsed"), who: whoever }) },
  { weight: 2, arbitrary: fc.record({ days, purpose, notice, mistake: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ days, purpose, notice, lapsedAlone: fc.constant<true>(true) }) },
  { weight: 2, arbitrary: fc.record({ days, purpose, notice, upheld: fc.nat(30) }) },
);

/** Any sequence of events of two guardians, a pupil and the office, over years, whether or not the bot would ever write it. */
export const anyHistory: fc.Arbitrary<ConsentEvent[]> = fc
  .array(anyStep, { maxLength: 14 })
  .map((steps) => steps.reduce(happens, []));

function happens(history: ConsentEvent[], step: Step): ConsentEvent[] {
  const at = daysAfter(history.at(-1)?.at ?? "2019-06-01T08:00:00.000Z", step.days);
  const more = { at, purpose: step.purpose, notice: step.notice, id: `e${history.length + 1}` };
  if ("kind" in step) return [...history, event(step.kind, step.who, more)];
  if ("upheld" in step) {
    const declarations = history.filter(({ role, kind }) => role === "guardian" && kind !== "voided");
    const declared = declarations[step.upheld % declarations.length];
    return declared ? [...history, upholding(declared, { ...more, purpose: declared.purpose })] : history;
  }
  const named =
    "mistake" in step
      ? history[step.mistake]
      : history.findLast(({ kind, person, purpose: of }) => kind === "given" && person === null && of === step.purpose);
  if (!named || named.kind === "voided" || history.some(({ kind, voids }) => kind === "voided" && voids === named.id))
    return history;
  return [
    ...history,
    "mistake" in step
      ? mistakeOf(named, { ...more, purpose: named.purpose })
      : event("lapsed", "office", { ...more, voids: named.id }),
  ];
}

export function daysAfter(iso: string, count: number): string {
  return new Date(Date.parse(iso) + count * 86_400_000).toISOString();
}

const ending = { recordedBy: "office", evidence: "an end" };
type Act = { days: number; notice: number } & (
  { who: Declarer; answers: Declaration["answers"] } | { ends: "period" | "older versions" }
);

/** The events of one act, as the rules make them after a history. */
function act(history: ConsentEvent[], one: Act): ConsentEvent[] {
  const at = daysAfter(history.at(-1)?.at ?? "2019-06-01T08:00:00.000Z", one.days);
  let made = history.length;
  const newId = () => `e${(made += 1)}`;
  if ("who" in one)
    return [...history, ...eventsOf(declaration(one.who, one.answers, { notice: one.notice }), history, at, newId)];
  if (one.ends === "period")
    return [...history, ...lapseOfAll(history, "mila", { ...ending, notice: one.notice }, at, newId)];
  return [...history, ...lapseOfOlder(history, "mila", one.notice, { ...ending, notice: one.notice }, at, newId)];
}

/** Any sequence of acts, and the events that the rules made of them. */
export const livedHistory: fc.Arbitrary<ConsentEvent[]> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ days, notice, who: whoever, answers: anyAnswers }) },
      {
        weight: 1,
        arbitrary: fc.record({
          days,
          notice,
          ends: fc.constantFrom<"period" | "older versions">("period", "older versions"),
        }),
      },
    ),
    { maxLength: 14 },
  )
  .map((acts: Act[]) => acts.reduce(act, []));
