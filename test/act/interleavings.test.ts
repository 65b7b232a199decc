import fc from "fast-check";
import { expect, test } from "vitest";
import { School, texts } from "../support/school.ts";

const own = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";
const child = "2c;kind;Leon;Niemand;01.05.2019;;;;\n";
const withHim = `${own}${child}2c;erziehungsberechtigt;Heinz;Niemand;;Leon;Niemand;;E17\n`;
const withoutHim = `${own}${child}2c;erziehungsberechtigt;Oma Erna;Niemand;;Leon;Niemand;;X9\n`;

const words = ["ja", "ja", "ja", "Ja gerne", "nein", "ok", "ich will widerrufen", "ja aber", "absenden", "abbrechen"];
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("says" as const), text: fc.constantFrom(...words) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "says" as const, text: "/einwilligung" }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("forwards" as const), text: fc.constantFrom("ja", "absenden") }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("taps" as const), which: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom(...(["goes", "comes", "loses", "regains"] as const)) }) },
);

const says = (text: string) => ({ kind: "says" as const, text });

interface Typed {
  text: string;
  id: number;
}

test("whatever the order of texts, taps, outages and imports, nothing is recorded but what was said after its question by somebody entitled", async () => {
  let recorded = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 22 }), async (steps) => {
      const school = await School.open({ joined: ["grandfather"] });
      const phone = school.phone("grandfather");
      await phone.says("/einwilligung");
      let away = false;
      let entitled = true;
      let known = 0;
      for (const one of steps) {
        if (one.kind === "says") school.box.says(phone.chatId, one.text);
        if (one.kind === "forwards")
          school.box.sends(phone.chatId, { text: one.text, forward_origin: { type: "hidden_user" } });
        if (one.kind === "taps") tapSome(school, one.which);
        if (one.kind === "goes" && !away) await school.bot.stop();
        if (one.kind === "comes" && away) await school.start();
        if (one.kind === "goes" || one.kind === "comes") away = one.kind === "goes";
        if (one.kind === "loses" || one.kind === "regains") {
          if (!away) await school.quiet();
          await school.imports(one.kind === "loses" ? withoutHim : withHim);
          entitled = one.kind === "regains";
        }
        if (!away) await school.quiet();
        const events = await school.house.ledger.eventsOf((await school.child("Leon")).id);
        const fresh = events.slice(known).filter(({ route }) => route === "chat");
        if (fresh.length > 0) expect(entitled).toBe(true);
        for (const event of fresh) expect(saidAfterItsQuestion(school, event.evidence)).toBe(true);
        recorded += fresh.length;
        known = events.length;
      }
      if (!away) await school.stop();
    }),
    { numRuns: 40, examples: [[[says("ja"), says("ja"), says("absenden")]]] },
  );
  // Or nothing was tried.
  expect(recorded).toBeGreaterThan(0);
});

/** Any button that still stands in the chat, however old. */
function tapSome(school: School, which: number): void {
  const { messages } = school.box.place(103);
  const buttons = messages.flatMap(({ id, buttons }) => buttons.flat().map((button) => ({ id, button })));
  const found = buttons[which % Math.max(1, buttons.length)];
  if (found && "callback_data" in found.button) school.box.presses(103, found.id, found.button.callback_data);
}

/** Each typed word in the evidence is a yes, no or send at its step, typed after a question of that step stood in the chat. */
function saidAfterItsQuestion(school: School, evidence: string): boolean {
  const { messages } = school.box.place(103);
  const acts = [...evidence.matchAll(/(audio|video|review): update \d+, typed „([^“]*)“/g)];
  const asks = { audio: "Teilnahme per Audio (Ton)?", video: "Teilnahme per Video (Bild)?", review: "Bitte prüfen" };
  return acts.every(([, at, text]) => {
    const step = at as keyof typeof asks;
    const question = messages.find(({ from, text }) => from === "bot" && text.includes(asks[step]))?.id ?? Infinity;
    const typed: Typed[] = messages.filter((one) => one.from === "person" && one.text === text);
    return typed.some(({ id }) => id > question) && texts.readReply(text ?? "", step, "de").meaning !== "unclear";
  });
}
