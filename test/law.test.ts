import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { verifyProof } from "../db/proof/verify.ts";
import { overview } from "../db/school/overview.ts";
import { purposes } from "../src/consent/event.ts";
import { dueOn, type Right, rights, urgency } from "../src/consent/rights.ts";
import { asShown } from "../src/consent/shown.ts";
import { answersThatCount } from "../src/consent/standing.ts";
import { dailyRounds } from "../src/house/rounds.ts";
import { schoolStatus } from "../src/office/school-status.ts";
import type { Phone } from "./support/phone.ts";
import { classOfOlder, School, texts } from "./support/school.ts";

/** Each row of the table of what the law makes of this software: what it must do, and what it must not. */
let school: School;
afterEach(() => school.stop());

const passage = (id: string) => texts.notice.passages.get(id)!.text;
const lastOf = (phone: Phone) => phone.messages.at(-1)!;
const labels = (phone: Phone) => lastOf(phone).buttons.map((row) => row.map(({ text }) => text));
const heldBy = (phone: Phone) => new TextDecoder().decode(phone.document(".json"));
const milaEvents = async () => school.house.ledger.eventsOf((await school.child("Mila")).id);
const personOf = async (child: string, givenName: string) =>
  (await school.house.roster.peopleOf((await school.child(child)).id)).find((one) => one.givenName === givenName)!.id;

async function endsPeriod(): Promise<void> {
  await school.house.periods.end("Frau Schreiber", school.house.notice.number, school.house.now());
  await school.quiet();
}

async function changesMaterially(lapseOn: string): Promise<void> {
  await school.changesNotice(
    "Sicherungskopien dieser Daten werden nicht angelegt.",
    "Sicherungskopien dieser Daten werden dreißig Tage aufbewahrt.",
  );
  await school.house.notices.decide(
    school.house.notice.number,
    { kind: "material", lapseOn },
    "Frau Schreiber",
    school.house.now(),
  );
  await school.quiet();
}

describe("Art. 4(11), 7(2) GDPR: informed, specific, a clear act", () => {
  test("the summary and the way to the full text come before two questions, each with JA and NEIN as equal buttons in one order", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.says("/einwilligung");
    const [summary, audio] = grandfather.messages.slice(-2);
    for (const id of ["purpose", "access-participants", "letter-seven-days", "voluntary", "withdrawal"])
      expect(summary?.text).toContain(passage(id));
    expect(summary?.buttons.flat().map(({ text }) => text)).toEqual(["Ganze Information lesen"]);
    expect([audio?.text, ...labels(grandfather)]).toEqual(["Leon N.: Teilnahme per Audio (Ton)?", ["JA", "NEIN"]]);
    await grandfather.presses("NEIN");
    expect([lastOf(grandfather).text, ...labels(grandfather)]).toEqual([
      "Leon N.: Teilnahme per Video (Bild)?",
      ["JA", "NEIN"],
    ]);
    grandfather.forget();
    await grandfather.presses("Ganze Information lesen");
    const shown = grandfather.transcript().replaceAll(/\s+/g, " ");
    for (const { text } of texts.notice.passages.values()) expect(shown).toContain(text.replaceAll(/\s+/g, " "));
  });

  test("nothing is offered that says JA to all at once or has an answer chosen already", async () => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    await mother.says("/einwilligung");
    const offered = [labels(mother)];
    for (const label of ["JA", "JA", "NEIN", "NEIN"]) {
      await mother.presses(label);
      offered.push(labels(mother));
    }
    const question = [["JA", "NEIN"]];
    const review = [["Absenden"], ["Mila B.: ändern"], ["Jonas B.: ändern"], ["Abbrechen"]];
    expect(offered).toEqual([question, question, question, question, review]);
    expect(await school.events("Mila")).toBe("");
    await mother.presses("Absenden");
    expect(await school.events("Mila")).toBe("audio given, video given");
    expect(await school.events("Jonas")).toBe("audio refused, video refused");
  });

  test('"ok" and a thumb are no JA, at no step', async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    const unclear = ["ok", "okay", "👍", "👌", "✅", "hm", "na gut?", "vielleicht", "."];
    await grandfather.says("/einwilligung");
    for (const [act, question] of [
      ["", "Leon N.: Teilnahme per Audio (Ton)?"],
      ["JA", "Leon N.: Teilnahme per Video (Bild)?"],
      ["JA", "Bitte prüfen Sie Ihre Antworten"],
    ] as const) {
      if (act) await grandfather.presses(act);
      for (const said of unclear) {
        await grandfather.says(said);
        expect(lastOf(grandfather).text, said).toContain(question);
      }
    }
    expect(await school.events("Leon")).toBe("");
  });

  test("a sticker, silence and a time-out are no JA", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.says("/einwilligung");
    school.box.sends(grandfather.chatId, {
      sticker: {
        file_id: "s",
        file_unique_id: "s",
        type: "regular",
        width: 1,
        height: 1,
        is_animated: false,
        is_video: false,
      },
    });
    await school.quiet();
    expect(lastOf(grandfather).text).toBe("Leon N.: Teilnahme per Audio (Ton)?");
    await grandfather.presses("JA");
    await grandfather.presses("JA");
    await school.days(15);
    await grandfather.presses("Absenden");
    expect(school.box.toasts.at(-1)?.text).toBe("Dieser Knopf gehört zu einem alten Schritt.");
    expect(await school.events("Leon")).toBe("");
  });
});

describe("Art. 7(1) GDPR, EDPB 05/2020 no. 108, § 3(2) VO-DV I NRW: the head teacher must be able to prove it", () => {
  test("on record are who, for whom, what, when, by which route, and the exact text that was shown, also after the notice has changed", async () => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    const before = mother.messages.length;
    await mother.answers("Mila", "JA", "NEIN");
    const seen = mother.messages
      .slice(before)
      .filter(
        ({ from, text }) =>
          from === "bot" && /^(Videokonferenzen mit IServ|Mila B\.: Teilnahme|Bitte prüfen)/.test(text),
      )
      .map(({ text }) => text.replace(/\n\n➡️ .*$/, ""));
    expect(seen).toHaveLength(4);
    await changesMaterially("2026-12-15");
    const [audio, video] = await milaEvents();
    const common = {
      child: (await school.child("Mila")).id,
      person: await personOf("Mila", "Nadja"),
      role: "guardian",
      route: "chat",
      at: "2026-11-23T17:00:00.000Z",
      notice: 1,
      language: "de",
    };
    expect([audio, video]).toMatchObject([
      { ...common, purpose: "audio", kind: "given" },
      { ...common, purpose: "video", kind: "refused" },
    ]);
    expect(audio!.evidence).toMatch(
      /^audio: update \d+, button „JA“; video: update \d+, button „NEIN“; review: update/,
    );
    const kept = asShown((await school.house.ledger.textShown(audio!.shown!))!, audio!.evidence).replaceAll(
      /<[^>]+>/g,
      "",
    );
    expect(kept).toBe(seen.join("\n\n"));
    expect((await school.house.notices.all())[0]?.text).toBe(texts.noticeFile);
  });

  test("an event is neither overwritten nor deleted: whatever comes later is added", async () => {
    school = await School.open({ joined: ["mother"] });
    const mother = school.phone("mother");
    await mother.answers("Mila", "JA", "JA");
    const first = await milaEvents();
    await mother.answers("Mila", "NEIN", "NEIN");
    await school.records("Mila", "Tarek", { audio: "no" }, "paper");
    await school.house.ledger.voidEvent(
      (await milaEvents()).at(-1)!.id,
      { recordedBy: "Frau Schreiber", why: "Irrtum" },
      school.house.now(),
    );
    await endsPeriod();
    const later = await milaEvents();
    expect(later.length).toBeGreaterThan(first.length);
    expect(later.slice(0, first.length)).toEqual(first);
    for (const rewrite of [
      "update consent_event set kind = 'refused'",
      "delete from consent_event",
      "update shown_text set text = ''",
      "update notice_version set text = ''",
    ])
      expect(() => school.database.$client.prepare(rewrite).run(), rewrite).toThrow();
  });
});

describe('Art. 7(3) GDPR: withdrawing is as easy as giving; the form: "jederzeit formlos"', () => {
  const states: Record<string, (mother: Phone, father: Phone) => Promise<unknown>> = {
    "not asked": async () => undefined,
    JA: (mother) => mother.answers("Mila", "JA", "JA"),
    "JA to sound only": (mother) => mother.answers("Mila", "JA", "NEIN"),
    NEIN: (mother) => mother.answers("Mila", "NEIN", "NEIN"),
    "picture without sound": async (mother) => {
      await mother.says("/einwilligung Mila");
      for (const label of ["NEIN", "JA", "So lassen: Ton NEIN, Bild JA", "Absenden"]) await mother.presses(label);
    },
    withdrawn: async (mother) => {
      await mother.answers("Mila", "JA", "JA");
      await mother.answers("Mila", "NEIN", "NEIN");
    },
    lapsed: (mother) => mother.answers("Mila", "JA", "JA").then(endsPeriod),
    "a new notice": (mother) => mother.answers("Mila", "JA", "JA").then(() => changesMaterially("2026-12-15")),
    conflict: (mother, father) => mother.answers("Mila", "JA", "JA").then(() => father.answers("Mila", "NEIN", "NEIN")),
    "conflict about the picture": (mother, father) =>
      mother.answers("Mila", "JA", "JA").then(() => father.answers("Mila", "JA", "NEIN")),
    "settled by the office": (mother, father) =>
      mother
        .answers("Mila", "JA", "JA")
        .then(() => father.answers("Mila", "NEIN", "NEIN"))
        .then(() => school.settles("Mila", "Nadja")),
    "given on paper": () => school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper"),
    "in the middle of the question": async (mother) => {
      await mother.answers("Mila", "JA", "JA");
      await mother.says("/einwilligung Mila");
    },
  };

  test.each(Object.entries(states))(
    "withdrawing takes no more messages than giving, from every state, and holds at once: %s",
    async (_state, lead) => {
      school = await School.open({ joined: ["mother", "father"] });
      const [mother, father] = [school.phone("mother"), school.phone("father")];
      const count = async (work: () => Promise<void>) => {
        const acts = () =>
          mother.messages.length + school.box.calls.filter(({ method }) => method === "answerCallbackQuery").length;
        const before = acts();
        await work();
        return acts() - before;
      };
      const giving = await count(() => mother.answers("Jonas", "JA", "JA"));
      await lead(mother, father);
      const withdrawing = await count(async () => {
        await mother.says("/widerruf");
        await mother.presses("Mila B. (3a)");
        await mother.presses(
          ["Ton und Bild: NEIN", "Bild: NEIN", "Ton: NEIN"].find((label) => labels(mother).flat().includes(label)) ??
            "",
        );
      });
      expect(withdrawing).toBeLessThanOrEqual(giving);
      expect(await school.participation("Mila")).toBe("none");
      const [events, own] = [await milaEvents(), await personOf("Mila", "Nadja")];
      expect(purposes.map((purpose) => answersThatCount(events, purpose).answers.get(own)?.kind)).not.toContain(
        "given",
      );
      expect(lastOf(mother).text).toMatch(/^(Gespeichert am|So steht es)/);
    },
  );

  test("free text, paper and telephone do too, and each is confirmed", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    const ways = {
      sentence: () => grandfather.says("ich widerrufe die einwilligung"),
      paper: () => school.records("Leon", "Heinz", { audio: "no", video: "no" }, "paper"),
      phone: () => school.records("Leon", "Heinz", { audio: "no", video: "no" }, "phone"),
      inPerson: () => school.records("Leon", "Heinz", { audio: "no", video: "no" }, "in_person"),
    };
    for (const withdraw of Object.values(ways)) {
      await grandfather.answers("Leon", "JA", "JA");
      expect(await school.participation("Leon")).toBe("audio_and_video");
      await withdraw();
      expect(await school.participation("Leon")).toBe("none");
      expect(grandfather.last).toMatch(/^Gespeichert am 23\.11\.2026.*Ton: widerrufen\nBild: widerrufen/s);
    }
  });

  test("nobody is asked for a reason or whether they are sure: one choice, then it is done", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.answers("Leon", "JA", "JA");
    grandfather.forget();
    await grandfather.says("/widerruf");
    expect(labels(grandfather)).toEqual([["Bild: NEIN"], ["Ton und Bild: NEIN"], ["Nichts ändern"]]);
    await grandfather.presses("Ton und Bild: NEIN");
    const said = grandfather.transcript();
    expect(said.match(/^JaNein: /gm)).toHaveLength(2);
    expect(said).not.toMatch(/sicher|wirklich|warum|weshalb|bestätig/i);
    expect(labels(grandfather)).toEqual([]);
  });
});

describe("Art. 7(4) GDPR: freely given", () => {
  test("before asking it says that a NEIN has no disadvantages and what happens instead", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.says("/einwilligung");
    for (const id of ["no-disadvantage", "other-ways"])
      expect(grandfather.messages.at(-2)?.text).toContain(passage(id));
  });

  test("after a NEIN nobody is asked again: no reminder, and where all are told of something new, the NEIN stands", async () => {
    school = await School.open({ joined: ["mother", "father"] });
    const [mother, father] = [school.phone("mother"), school.phone("father")];
    await mother.answers("Mila", "NEIN", "NEIN");
    await school.records("Jonas", "Nadja", { audio: "no" }, "paper");
    mother.forget();
    expect(await school.house.reminders.send(null, school.house.now())).toEqual([]);
    await school.days(60);
    expect(mother.transcript() + father.transcript()).toBe("");
    await changesMaterially("2027-02-15");
    expect(mother.last).toContain("Wer NEIN gesagt hat, muss nichts tun: Dabei bleibt es.");
    await endsPeriod();
    await school.house.periods.start("Frau Schreiber", school.house.now());
    expect(await school.house.reminders.send(null, school.house.now())).toEqual([]);
    await school.quiet();
    expect(mother.last).toContain("Wer schon NEIN gesagt hat, muss nichts tun: Dabei bleibt es.");
    expect(await school.events("Mila")).toBe("audio refused, video refused");
  });

  test("one parent is not shown what the other answered", async () => {
    school = await School.open({ joined: ["mother", "father"] });
    const [mother, father] = [school.phone("mother"), school.phone("father")];
    await father.answers("Mila", "NEIN", "NEIN");
    await mother.says("/status");
    expect(mother.last).toContain("Mila B. (3a)\nTon: noch keine Antwort\nBild: noch keine Antwort\n→ keine Teilnahme");
    await mother.says("/datenschutz");
    expect(mother.last).toContain("Ihre Erklärungen: noch keine");
    await mother.answers("Mila", "JA", "JA");
    expect(mother.last).toContain("liegen verschiedene Erklärungen vor");
    expect(mother.last).not.toMatch(/NEIN|Tarek|Vater/);
  });

  test("classes are not ranked by consents: figures are of the whole school, and a teacher sees the own class by name", async () => {
    school = await School.open({ joined: ["mother", "grandfather", "teacher"] });
    await school.phone("mother").answers("Mila", "JA", "JA");
    await school.phone("grandfather").answers("Leon", "NEIN", "NEIN");
    const standings = await school.house.ledger.standings(
      (await school.house.roster.everyChild()).map(({ id }) => id),
      school.house.now(),
    );
    expect(
      schoolStatus(await overview(school.database, school.house.now()), [...standings.values()], 1, []),
    ).not.toMatch(/1b|2c|3a/);
    const teacher = school.phone("teacher");
    await teacher.says("/klasse");
    expect(teacher.last).not.toMatch(/1b|2c|%|[A-ZÄÖÜ][a-zäöü]+ [A-ZÄÖÜ]\./);
    await teacher.presses("Namen zeigen");
    expect(teacher.last).toMatch(/^Klasse 3a, /);
    expect(teacher.last).not.toMatch(/1b|2c|%|Leon/);
    const none = teacher.last
      .split("\n")
      .slice(teacher.last.split("\n").findIndex((line) => line.startsWith("Gar nicht")) + 1);
    expect(none).toEqual(none.toSorted((a, b) => a.localeCompare(b, "de")));
  });
});

describe("EDPB 05/2020 no. 110, WP260 no. 29: the notice changes", () => {
  test("when it changes materially, the parents are told and asked again", async () => {
    school = await School.open({ joined: ["mother", "father"] });
    await school.phone("mother").answers("Mila", "JA", "JA");
    await changesMaterially("2026-12-15");
    for (const who of ["mother", "father"] as const)
      expect(school.phone(who).last).toMatch(
        /^Die Information der Schule hat sich geändert \(jetzt Fassung 2\)\..*laufen am 15\.12\.2026 ab.*antworten Sie neu: \/einwilligung/s,
      );
  });

  test("no consent is carried over silently: what was not given anew lapses on the day that was set", async () => {
    school = await School.open({ joined: ["mother", "grandfather"] });
    const [mother, grandfather] = [school.phone("mother"), school.phone("grandfather")];
    await mother.answers("Mila", "JA", "JA");
    await grandfather.answers("Leon", "JA", "JA");
    await changesMaterially("2026-12-15");
    await grandfather.answers("Leon", "JA", "JA");
    await school.days(22);
    expect([await school.participation("Mila"), await school.participation("Leon")]).toEqual([
      "none",
      "audio_and_video",
    ]);
    expect(mother.last).toContain("ist die Einwilligung abgelaufen");
    expect((await milaEvents()).map(({ kind, notice }) => `${kind} ${notice}`)).toEqual([
      "given 1",
      "given 1",
      "lapsed 2",
      "lapsed 2",
    ]);
  });
});

describe("joint custody (§§ 1627–1687 BGB; VG Minden 8 K 2772/12)", () => {
  test("one guardian's answer is enough, unless the office has marked the child", async () => {
    school = await School.open({ joined: ["father", "frauke", "dirk"] });
    await school.phone("father").answers("Mila", "JA", "JA");
    expect(await school.participation("Mila")).toBe("audio_and_video");
    await school.phone("frauke").answers("Kira", "JA", "JA");
    expect(await school.participation("Kira")).toBe("none");
    await school.phone("dirk").answers("Kira", "JA", "NEIN");
    expect(await school.participation("Kira")).toBe("audio_only");
  });

  test.each([
    ["mother", "father"],
    ["father", "mother"],
  ] as const)(
    "the last answer does not win, whoever was first (%s, then %s): not allowed until the office settles it",
    async (first, second) => {
      school = await School.open({ joined: ["mother", "father"] });
      await school.phone(first).answers("Mila", "NEIN", "NEIN");
      await school.phone(second).answers("Mila", "JA", "JA");
      const stands = async () => {
        const { id } = await school.child("Mila");
        const standing = (await school.house.ledger.standings([id], school.house.now())).get(id)!;
        return [standing.audio.standing, standing.video.standing, standing.participation];
      };
      expect(await stands()).toEqual(["conflict", "conflict", "none"]);
      await school.phone(second).answers("Mila", "JA", "JA");
      expect(await stands()).toEqual(["conflict", "conflict", "none"]);
      expect(await school.settles("Mila", first === "mother" ? "Tarek" : "Nadja")).toEqual({ events: 2 });
      expect(await stands()).toEqual(["yes", "yes", "audio_and_video"]);
      const { id } = await school.child("Mila");
      const events = await school.house.ledger.eventsOf(id);
      expect(events.some(({ role, kind }) => role === "office" && kind !== "upheld")).toBe(false);
    },
  );
});

describe("the form: 16 years", () => {
  test.each([
    [16, "2010-11-23", "none"],
    [16, "2010-11-24", "audio_and_video"],
    [16, "2012-11-23", "audio_and_video"],
    [14, "2012-11-23", "none"],
    [14, "2012-11-24", "audio_and_video"],
  ] as const)(
    "with the setting at %i, the mother's JA for a pupil born on %s allows %s",
    async (age, born, allowed) => {
      school = await School.open({ settings: { PUPIL_AGE: age } });
      await school.imports(classOfOlder.replace("01.09.2010", born));
      await (await school.join("gisela")).answers("Lena", "JA", "JA");
      expect(await school.participation("Lena")).toBe(allowed);
    },
  );

  test("the pupil's own JA makes it allowed, the pupil's NEIN does not", async () => {
    school = await School.open({ settings: { PUPIL_AGE: 14 } });
    await school.imports(classOfOlder.replace("01.09.2010", "01.09.2012"));
    await (await school.join("gisela")).answers("Lena", "JA", "JA");
    const { phone: lena, link } = await school.pupil("Lena");
    await lena.says(link);
    await lena.presses("Verbinden");
    await lena.answers("Lena", "JA", "NEIN");
    expect(await school.participation("Lena")).toBe("audio_only");
  });
});

describe('the form: "für die Dauer der eingeschränkten Beschulung"', () => {
  test("the office ends the period: all consents lapse, parents and teachers hear of it, and nothing renews by itself", async () => {
    school = await School.open({ joined: ["mother", "grandfather", "teacher"] });
    await school.phone("mother").answers("Mila", "JA", "JA");
    await school.phone("grandfather").answers("Leon", "JA", "NEIN");
    await endsPeriod();
    for (const who of ["mother", "grandfather", "teacher"] as const)
      expect(school.phone(who).last).toContain("Die Zeit der eingeschränkten Beschulung ist beendet.");
    const allowed = async () => {
      const standings = await school.house.ledger.standings(
        (await school.house.roster.everyChild()).map(({ id }) => id),
        school.house.now(),
      );
      return [...standings.values()].filter(({ participation }) => participation !== "none").length;
    };
    expect(await allowed()).toBe(0);
    await school.days(100);
    await school.restart();
    await school.house.periods.start("Frau Schreiber", school.house.now());
    await school.days(1);
    expect(await allowed()).toBe(0);
    expect(await school.events("Mila")).toBe("audio given, video given, audio lapsed, video lapsed");
  });
});

describe("Art. 12–22 GDPR: the rights", () => {
  const names: Record<Right, string> = {
    access: "Auskunft",
    rectification: "Berichtigung",
    erasure: "Löschung",
    restriction: "Einschränkung der Verarbeitung",
    objection: "Widerspruch",
    portability: "Datenübertragbarkeit",
    complaint: "Beschwerde",
  };

  test.each(rights.filter((right) => right !== "objection"))(
    "%s becomes a request with a due date of one month, which the office sees",
    async (right) => {
      school = await School.open({ joined: ["grandfather"] });
      const grandfather = school.phone("grandfather");
      await grandfather.says("/rechte");
      await grandfather.presses(names[right]);
      for (const label of ["So beantragen", "So weitergeben"])
        if (grandfather.button(label)) await grandfather.presses(label);
      const [request] = await school.house.requests.all();
      expect(request).toMatchObject({ right, name: "Heinz Niemand", role: "guardian" });
      expect(dueOn(request!)).toBe("2026-12-23");
      const served = right === "access" || right === "portability";
      expect(["2026-12-10", "2026-12-20", "2026-12-24"].map((day) => urgency(request!, new Date(day)))).toEqual(
        served ? ["closed", "closed", "closed"] : ["open", "soon", "overdue"],
      );
    },
  );

  test("an objection against taking part is a withdrawal, and the parent is told so", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const grandfather = school.phone("grandfather");
    await grandfather.answers("Leon", "JA", "JA");
    await grandfather.says("Ich lege Widerspruch gegen die Teilnahme von Leon ein");
    expect(grandfather.messages.at(-2)?.text).toContain(
      "Ein Widerspruch gegen die Teilnahme ist darum dasselbe wie ein Widerruf",
    );
    await grandfather.presses("Ton und Bild: NEIN");
    expect(await school.participation("Leon")).toBe("none");
  });

  test("a guardian gets the data held about them and their child, readable and as JSON, and nothing of the other guardian", async () => {
    school = await School.open({ joined: ["mother", "father"] });
    const [mother, father] = [school.phone("mother"), school.phone("father")];
    await mother.answers("Mila", "JA", "JA");
    await father.answers("Mila", "NEIN", "NEIN");
    await mother.says("/rechte");
    await mother.presses("Auskunft");
    expect(new TextDecoder().decode(mother.document(".pdf").slice(0, 5))).toBe("%PDF-");
    const held = heldBy(mother);
    for (const own of ["Nadja", "Mila", "2018-03-15", "Jonas", await personOf("Mila", "Nadja")])
      expect(held).toContain(own);
    for (const his of ["Tarek", "Anders", "refused", await personOf("Mila", "Tarek")]) expect(held).not.toContain(his);
  });
});

describe("Art. 13 GDPR: information first", () => {
  test.each(["/start", "by the link", "by typing the code"])(
    "the first thing a stranger hears is what is stored, that the messenger is a third party, and that paper is an equal way: %s",
    async (way) => {
      school = await School.open();
      const mother = school.phone("mother");
      await mother.says(
        way === "/start" ? way : `${way === "by the link" ? "/start " : ""}${await school.letter("mother")}`,
      );
      const first = mother.messages.find(({ from }) => from === "bot")!.text;
      for (const said of [
        "Ich speichere die Nummer dieses Kontos",
        "Dieser Messenger gehört nicht zur Schule",
        "Papier ist genauso gut",
      ])
        expect(first).toContain(said);
    },
  );

  test("before that nobody is asked for a name or hears one, and whoever prefers paper has left nothing behind", async () => {
    school = await School.open();
    const mother = school.phone("mother");
    await mother.says(`/start ${await school.letter("mother")}`);
    const said = mother.messages
      .filter(({ from }) => from === "bot")
      .map(({ text }) => text)
      .join("\n");
    expect(said).not.toMatch(/Nadja|Beispiel|Mila|Jonas|3a|Ihr(en)? Namen|Wie heißen/);
    await mother.presses("Lieber auf Papier");
    expect(await school.house.accounts.personsOf(mother.chatId)).toEqual([]);
  });
});

describe("Art. 25, 32 GDPR: by design, and secure", () => {
  test.each([
    ["initial", "Leon N. (2c)"],
    ["initials", "L. N. (2c)"],
    ["full", "Leon Niemand (2c)"],
  ] as const)("a child stands in chat as the setting has it (%s): %s", async (style, shown) => {
    school = await School.open({ joined: ["grandfather"], settings: { CHILD_NAMES: style } });
    await school.phone("grandfather").says("/status");
    expect(school.phone("grandfather").last).toContain(shown);
  });

  test("by default a child is a given name and an initial", async () => {
    school = await School.open({ joined: ["grandfather", "lateTeacher"] });
    const [grandfather, teacher] = [school.phone("grandfather"), school.phone("lateTeacher")];
    await grandfather.answers("Leon", "JA", "JA");
    await teacher.says("/klasse");
    expect(grandfather.transcript() + teacher.transcript()).not.toContain("Leon Niemand");
  });

  test("it does not act in a group: it says one sentence and goes, and nothing is stored", async () => {
    school = await School.open({ joined: ["grandfather"] });
    const place = school.box.open({ id: 103, first_name: "Heinz" }, "group");
    school.box.says(place.chat.id, "/widerruf");
    await school.quiet();
    expect(place.messages.filter(({ from }) => from === "bot")).toHaveLength(1);
    expect(school.box.chats.has(place.chat.id)).toBe(false);
    expect(await school.house.talks.conversationOf(place.chat.id)).toBeUndefined();
  });

  test("the log carries ids and outcomes, no text and no name", async () => {
    const lines: string[] = [];
    const put = (what: Record<string, unknown>, outcome: string) => void lines.push(JSON.stringify([what, outcome]));
    school = await School.open({ log: { info: put, warn: put, error: put }, joined: ["mother", "teacher"] });
    const mother = school.phone("mother");
    await mother.says("wer sieht die daten von meinem kind?");
    await mother.says("ABCD-EFGH-JKMN");
    await mother.answers("Mila", "JA", "NEIN");
    await mother.says("/rechte");
    await mother.presses("Beschwerde");
    await mother.says("Auf dem Elternabend lag eine Liste");
    await mother.presses("So weitergeben");
    school.box.chats.get(mother.chatId)!.blocked = true;
    await school.records("Mila", "Nadja", { audio: "no" }, "phone");
    await school.days(1);
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.join("\n")).toContain("not told: 403");
    expect(lines.join("\n")).not.toMatch(/Nadja|Beispiel|Mila|Tafel|Schreiber|daten von|ABCD|EFGH|Elternabend|Liste/);
  });

  test("it removes no child from a lesson by itself: all it ever does in the messenger is write, and answer taps", async () => {
    school = await School.open({ joined: ["mother", "teacher"] });
    const mother = school.phone("mother");
    await mother.answers("Mila", "JA", "JA");
    await mother.answers("Mila", "NEIN", "NEIN");
    await endsPeriod();
    const does = new Set(school.box.calls.map(({ method }) => method));
    expect(
      [...does].filter(
        (method) =>
          ![
            "getMe",
            "getUpdates",
            "deleteWebhook",
            "setMyCommands",
            "deleteMyCommands",
            "getMyDescription",
            "setMyDescription",
            "getMyShortDescription",
            "setMyShortDescription",
            "sendMessage",
            "sendDocument",
            "editMessageText",
            "editMessageReplyMarkup",
            "answerCallbackQuery",
          ].includes(method),
      ),
    ).toEqual([]);
  });
});

describe("Art. 17 GDPR: retention", () => {
  const roll = readFileSync(new URL("../src/demo/invented-school.csv", import.meta.url), "utf8");
  const at = async (moment: string) => {
    school.clock.now = new Date(moment);
    // Years pass in one step here: whoever runs the server says that the clock is right.
    await dailyRounds(school.house, 14, true);
  };
  const everything = () => {
    const tables = school.database.$client
      .prepare("select name from sqlite_master where type = 'table'")
      .pluck()
      .all() as string[];
    return JSON.stringify(tables.map((name) => school.database.$client.prepare(`select * from "${name}"`).all()));
  };

  test.each([
    [3, "2029-12-31T12:00:00Z", "2030-01-01T12:00:00Z"],
    [1, "2027-12-31T12:00:00Z", "2028-01-01T12:00:00Z"],
  ])(
    "proof is kept for %i years after the end of the year of withdrawal, not forever: then what identifies is erased, and the chain still verifies",
    async (years, lastDay, after) => {
      school = await School.open({ joined: ["grandfather"], settings: { PROOF_YEARS: years } });
      const grandfather = school.phone("grandfather");
      await grandfather.answers("Leon", "JA", "JA");
      await grandfather.answers("Leon", "NEIN", "NEIN");
      const { id } = await school.child("Leon");
      await school.imports(
        roll
          .split("\n")
          .filter((line) => !line.includes("Leon"))
          .join("\n"),
      );
      await at(lastDay);
      expect((await school.house.ledger.eventsOf(id)).map(({ kind, person }) => [kind, person === null])).toEqual([
        ["given", false],
        ["given", false],
        ["withdrawn", false],
        ["withdrawn", false],
      ]);
      await at(after);
      expect(await school.house.ledger.eventsOf(id)).toEqual([]);
      await at(`${Number(after.slice(0, 4))}-06-01T12:00:00Z`);
      for (const name of ["Leon", "Niemand", "Heinz"]) expect(everything()).not.toContain(name);
      expect(await verifyProof(school.database)).toMatchObject({ events: 4 });
    },
  );
});
