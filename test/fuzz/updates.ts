import fc from "fast-check";
import type { Update } from "grammy/types";
import { type Phone } from "../support/phone.ts";
import { School, type Who } from "../support/school.ts";
import { cast, GoodFaith, type Honest, type Parent, parents } from "./cast.ts";
import { anyText, markedText, type Twist, twist, twisted } from "./hostile.ts";
import { counter, type Part } from "./part.ts";
import { inTime, keptLog, looksClean, must, namesOf, proofHolds, uncaught } from "./watch.ts";

const people = { mother: 101, father: 102, frauke: 104, teacher: 201, stranger: 666, other: 667, group: -900 } as const;
type Chat = keyof typeof people;
const strangers = ["stranger", "other", "group"] as const;

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
type Way = "forwarded" | "via bot" | "edited" | "early";

/** One hostile update. `twists`: what is wrong with its form; without any, the messenger could deliver it. */
type Hostile =
  | { sends: "text"; chat: Chat; text: string; date: number; extra: Record<string, unknown>; twists: Twist[] }
  | { sends: "second hand"; chat: Chat; text: string; way: Way }
  | { sends: "tap"; chat: Chat; data: string; under: "own" | "old" | "nothing" | "other"; twists: Twist[] }
  | { sends: "seen tap"; chat: (typeof strangers)[number]; pick: number; of: Parent }
  | { sends: "words of others"; chat: (typeof strangers)[number]; text: string }
  | { sends: "thing"; chat: Chat; kind: string; content: unknown }
  | { sends: "again"; text: string };

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
  "start einwilligung widerruf status klasse rechte datenschutz hilfe abbrechen verlassen help x start@other_bot".split(
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

/** Puts the update before the bot. The one that the box has made is filled with something else. */
function strike(school: School, step: Hostile): Update {
  const { box } = school;
  // The bot leaves a group at the first word.
  if (!box.chats.has(people.group)) box.open({ id: -people.group, first_name: "Mallory" }, "group");
  if (step.sends === "again") {
    // The id of what was done already, and twice in one answer.
    const first = box.says(people.stranger, "x");
    box.queue.push({ ...first }, twisted(first, [], []));
    return fill(box.queue.at(-1)!, { message: { ...message(school, "mother"), text: step.text } });
  }
  const update = box.says(people[step.chat], "x");
  if (step.sends === "words of others") fill(update, { message: { ...message(school, step.chat), text: step.text } });
  if (step.sends === "thing") {
    const content = step.content;
    const whole = typeof content === "object" && content !== null && !Array.isArray(content);
    const chat = { chat: message(school, step.chat).chat, from: message(school, step.chat).from };
    fill(update, { [step.kind]: whole ? { ...chat, ...content } : content });
  }
  if (step.sends === "text") {
    const sent = { ...message(school, step.chat), text: step.text, date: step.date, ...step.extra };
    // Who and where is the messenger's own word: it is not forged by what somebody sends.
    fill(update, twisted({ message: sent }, step.twists, ["id", "type"]));
  }
  if (step.sends === "second hand") fill(update, secondHand(school, step));
  if (step.sends === "tap")
    fill(update, twisted({ callback_query: tap(school, step) }, step.twists, ["id", "type", "data"]));
  if (step.sends === "seen tap") {
    const seen = buttonsOf(school.phone(step.of as Who));
    const { chat, from } = message(school, step.chat);
    const taken = seen[step.pick % Math.max(1, seen.length)] ?? "start:give";
    const under = { message_id: 1, date: 1, chat, text: "x" };
    fill(update, { callback_query: { id: "f", from, chat_instance: "1", data: taken, message: under } });
  }
  return update;
}

function message({ box }: School, where: Chat) {
  const place = box.place(people[where]);
  return {
    message_id: place.messages.at(-1)?.id ?? 1,
    date: Math.floor(box.now() / 1000),
    chat: place.chat,
    from: place.user,
  };
}

function secondHand(school: School, { chat, text, way }: Extract<Hostile, { sends: "second hand" }>) {
  const sent = { ...message(school, chat), text };
  if (way === "edited") return { edited_message: { ...sent, message_id: 1, edit_date: 2 } };
  if (way === "via bot") return { message: { ...sent, via_bot: { id: 5, is_bot: true, first_name: "x" } } };
  const forward_origin = { type: "hidden_user", sender_user_name: "x", date: 1 };
  return { message: way === "forwarded" ? { ...sent, forward_origin } : { ...sent, text: `> ${text} ?` } };
}

function tap(school: School, { chat: where, data: sent, under }: Extract<Hostile, { sends: "tap" }>) {
  const { chat, from } = message(school, where);
  const own = school.box.place(people[where]).messages.findLast((one) => one.from === "bot");
  const places = {
    own: { message_id: own?.id ?? 1, date: 1, chat, from: school.box.bot, text: "x" },
    old: { message_id: 1, date: 0, chat },
    nothing: undefined,
    other: { message_id: 3, date: 1, chat, from: school.box.bot, reply_markup: { inline_keyboard: [] } },
  };
  const message_ = places[under];
  return { id: "forged", from, chat_instance: "1", data: sent, ...(message_ ? { message: message_ } : {}) };
}

const buttonsOf = ({ messages }: Phone) =>
  messages.flatMap(({ buttons }) => buttons.flat().map((one) => ("callback_data" in one ? one.callback_data : "")));

function fill(update: Update, content: object): Update {
  for (const name of Object.keys(update)) if (name !== "update_id") Reflect.deleteProperty(update, name);
  return Object.assign(update, content);
}
