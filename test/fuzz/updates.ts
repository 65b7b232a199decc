import fc from "fast-check";
import { School } from "../support/school.ts";
import { cast, GoodFaith, type Honest, type Parent, parents } from "./cast.ts";
import { anyText, markedText, type Twist, twist } from "./hostile.ts";
import { counter, type Part } from "./part.ts";
import { type Chat, type Hostile, people, strangers, strike } from "./strike.ts";
import { inTime, keptLog, looksClean, must, namesOf, proofHolds, uncaught } from "./watch.ts";

/** Words that would count if they came as they should. */
const words = [
  "ja",
  "JA",
  "nein",
  "absenden",
  "Absenden",
  "Mila",
  "Jonas",
  "Ich widerrufe alles",
  "bitte kein video mehr",
];
export type Step = Honest | Hostile | { passes: "minutes" | "day" };

const who = fc.constantFrom(...(Object.keys(parents) as Parent[]));
const chat = fc.constantFrom(...(Object.keys(people) as Chat[]));
const stranger = fc.constantFrom(...strangers);
const yesOrNo = fc.constantFrom("JA" as const, "NEIN" as const);
const child = fc.nat(1);

const honest: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom("give" as const, "fill" as const), who, child, audio: yesOrNo, video: yesOrNo }),
  fc.record({ does: fc.constant("open" as const), who, child }),
  fc.record({ does: fc.constant("press" as const), who, label: yesOrNo }),
  fc.record({ does: fc.constant("send" as const), who }),
  fc.record({ does: fc.constant("withdraw" as const), who, child }),
  fc.record({ does: fc.constant("ask" as const), who }),
);

const commands =
  "start einwilligung widerruf status klasse morgens rechte datenschutz hilfe abbrechen verlassen help x start@other_bot".split(
    " ",
  );
const text = fc.oneof(
  markedText,
  fc.tuple(fc.constantFrom(...commands), anyText).map(([name, rest]) => `/${name} ${rest}`),
);
const flows = ["show:topic:", "show:language:", "start:give:", "start:withdraw:", "start:request:", "join:link:"];
const ends = [
  "constructor",
  "__proto__",
  "x".repeat(52),
  "id000004",
  "id000030",
  "null",
  "access",
  "%",
  "A".repeat(43),
];
const data = fc.oneof(
  fc
    .tuple(fc.constantFrom(...flows, "matter:", "undo:", "give:", "leave:", "ask:"), fc.constantFrom(...ends))
    .map((of) => of.join("")),
  fc.constantFrom("show:notice", "show:status", "ask:pass", "ask:none", "leave:no", "join:paper", "start:give"),
  markedText,
);
const date = fc.constantFrom(0, -1, 1, 1795453200, 4102444800, 2 ** 31);
const extra = fc.oneof(
  fc.constant({}),
  fc.constantFrom<Record<string, unknown>>(
    { entities: [{ type: "bot_command", offset: -5, length: 900 }] },
    { entities: [{ type: "strikethrough", offset: 0, length: 2 }] },
    { reply_to_message: { message_id: 1, date: 1, chat: { id: 5, type: "private" } } },
    { external_reply: { origin: { type: "hidden_user", sender_user_name: "x", date: 1 } } },
    { sender_chat: { id: -5, type: "channel", title: "x" } },
    { media_group_id: "1", caption: "x", photo: [] },
    { is_topic_message: true, message_thread_id: 7 },
  ),
);
const none: fc.Arbitrary<Twist[]> = fc.constant([]);
const twists = fc.oneof(none, fc.array(twist, { minLength: 1, maxLength: 3 }));
const way = fc.constantFrom("forwarded" as const, "via bot" as const, "edited" as const, "early" as const);
const kinds = [
  "my_chat_member",
  "inline_query",
  "poll",
  "business_message",
  "message_reaction",
  "chat_member",
  "channel_post",
  "edited_channel_post",
  "unheard_of",
  "message",
  "callback_query",
  "edited_message",
];

const hostile: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ sends: fc.constant("text" as const), chat, text, date, extra, twists }),
  fc.record({
    sends: fc.constant("second hand" as const),
    chat: fc.oneof(who, chat),
    text: fc.constantFrom(...words),
    way,
  }),
  fc.record({
    sends: fc.constant("tap" as const),
    chat,
    data,
    under: fc.constantFrom("own" as const, "old" as const, "nothing" as const, "other" as const),
    twists,
  }),
  fc.record({ sends: fc.constant("seen tap" as const), chat: stranger, pick: fc.nat(30), of: who }),
  fc.record({ sends: fc.constant("words of others" as const), chat: stranger, text: fc.constantFrom(...words) }),
  fc.record({
    sends: fc.constant("thing" as const),
    chat,
    kind: fc.constantFrom(...kinds),
    content: fc.oneof(markedText, fc.constantFrom<unknown>(null, {}, [], 1, { id: "x" }, { status: "kicked" })),
  }),
  fc.record({ sends: fc.constant("again" as const), text: fc.constantFrom(...words) }),
);
const passing: fc.Arbitrary<Step> = fc.record({ passes: fc.constantFrom("minutes" as const, "day" as const) });
/** A question stands open, and something comes that must not answer it; then the parent goes on. */
const scene: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.record({ does: fc.constantFrom("open" as const, "fill" as const), who, child, audio: yesOrNo, video: yesOrNo }),
    fc.constantFrom(...words),
    way,
    hostile,
    yesOrNo,
  )
  .map(([begun, text, way, other, label]) => [
    begun,
    { sends: "second hand", chat: begun.who, text, way },
    other,
    { does: "press", who: begun.who, label },
    { does: "send", who: begun.who },
  ]);
const one = (step: fc.Arbitrary<Step>) => step.map((only) => [only]);
const steps = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: one(hostile) },
      { weight: 4, arbitrary: one(honest) },
      { weight: 2, arbitrary: scene },
      { weight: 1, arbitrary: one(passing) },
    ),
    { minLength: 1, maxLength: 16, size: "max" },
  )
  .map((scenes) => scenes.flat());

const { counts, count } = counter();

/** Updates and taps of all kinds at the bot, among what a few people do in good faith. */
export const updates: Part = {
  name: "updates",
  runs: 12,
  counts,
  check: (how) => fc.check(fc.asyncProperty(steps, aDayOf), how),
};

async function aDayOf(day: Step[]): Promise<void> {
  const log = keptLog();
  const school = await School.open({ joined: cast, log });
  for (const id of [666, 667]) school.box.open({ id, first_name: "Mallory", language_code: "en" });
  const faith = new GoodFaith(school);
  try {
    for (const step of day) await inTime(stepOf(school, faith, step, log), "the bot does not come to rest");
    count("steps", day.length);
    count("sent in good faith", faith.sent);
    count("of these recorded", faith.saved);
    count("events", school.database.$client.prepare("select count(*) from consent_event").pluck().get() as number);
    faith.nothingForeign();
    await faith.nothingToldToOthers();
    await proofHolds(school.database);
    looksClean(log, namesOf(school.database));
    must(uncaught.length === 0, uncaught.join("; "));
  } finally {
    await school.stop();
    school.database.$client.close();
  }
}

async function stepOf(
  school: School,
  faith: GoodFaith,
  step: Step,
  { lines }: ReturnType<typeof keptLog>,
): Promise<void> {
  const before = lines.length;
  if ("passes" in step) await (step.passes === "day" ? school.days(1) : Promise.resolve(school.pass(600_000)));
  else if ("does" in step) await faith.does(step);
  else {
    const update = strike(school, step);
    faith.foreign.add(update.update_id);
    await school.quiet();
  }
  const error = lines.slice(before).find(({ level }) => level === "error");
  const misshapen = ("twists" in step && step.twists.length > 0) || ("sends" in step && step.sends === "thing");
  if (misshapen) count(error ? "misshapen, given up" : "misshapen, let pass");
  else must(error === undefined, `failed at what can be delivered: ${error?.outcome} ${JSON.stringify(error?.what)}`);
}
