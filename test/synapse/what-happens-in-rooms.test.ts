import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readTexts } from "../../src/texts.ts";
import { MatrixPerson } from "../support/matrix-person.ts";
import { MatrixSchool } from "../support/matrix-school.ts";
import { Synapse, synapsePython } from "../support/synapse.ts";

const { plain } = (await readTexts()).in("matrix").speak("de");
const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1000));

describe.skipIf(!synapsePython)("what happens in rooms of a real server", () => {
  let synapse: Synapse;
  let school: MatrixSchool;
  const persons: MatrixPerson[] = [];

  beforeAll(async () => {
    synapse = await Synapse.open();
    school = await MatrixSchool.open(synapse, "janein");
  });
  afterAll(async () => {
    for (const person of persons) await person.close();
    await school?.close();
    await synapse?.close();
  });

  async function somebody(more?: object): Promise<MatrixPerson> {
    const person = await MatrixPerson.of(synapse, `p${persons.length}`);
    persons.push(person);
    await person.opens(school.bot.userId, more);
    await person.isJoined();
    await person.isAnswered(0);
    return person;
  }

  const asIs = (person: MatrixPerson, path: string) => `rooms/${encodeURIComponent(person.roomId)}/${path}`;

  async function decides(person: MatrixPerson, child: string, sound: string, picture: string): Promise<void> {
    let { newest } = person;
    for (const [word, question] of [
      [`einwilligung ${child}`, "(Ton)?"],
      [sound, "(Bild)?"],
      [picture, "Absenden"],
    ] as const) {
      await person.says(word);
      newest = (await person.reads(question, newest)).id;
    }
    await person.says("absenden");
    await person.document(newest);
  }

  test("of eighty messages written while the bot was away each is answered once, and no other start answers them again", async () => {
    const person = await somebody();
    await school.stop();
    const before = person.newest;
    for (let at = 0; at < 80; at += 1) await person.says("hilfe");
    await school.start();
    const helped = () => person.since(before).filter(({ text }) => text.startsWith("Das können Sie hier tun")).length;
    await person.until(() => helped() >= 80, 50_000);
    await person.isAnswered(before);
    expect(helped()).toBe(80);
    await school.stop();
    await school.start();
    const { newest } = person;
    await person.says("Wer sieht die Daten?");
    await person.reads("Aus der Information der Schule", newest);
    await seconds(1);
    expect(person.since(newest)).toHaveLength(1);
  });

  test("where the server's answer to what was sent is lost, it stands there once; also where the server dies of it", async () => {
    const person = await somebody();
    for (const dies of [false, true]) {
      const { newest } = person;
      let lost = 0;
      school.fetch = async (input, init) => {
        const answer = await fetch(input, init);
        if (lost > 0 || init?.method !== "PUT") return answer;
        lost += 1;
        if (dies) void synapse.kill().then(() => synapse.start());
        throw new TypeError("fetch failed");
      };
      await person.says("Wer sieht die Daten?");
      await person.reads("Aus der Information der Schule", newest, 40_000);
      await seconds(2);
      expect(person.since(newest)).toHaveLength(1);
      expect(lost).toBe(1);
    }
    school.fetch = (...call) => fetch(...call);
  });

  test("the server is killed and comes again: the bot goes on without having lost or doubled anything", async () => {
    const mother = await somebody();
    await school.joins(mother, "mother");
    await synapse.kill();
    const { newest } = mother;
    void mother.says("einwilligung Mila");
    await seconds(1);
    await synapse.start();
    await mother.reads("Teilnahme per Audio (Ton)?", newest, 40_000);
    await decides(mother, "Mila", "JA", "JA");
    expect(await school.events("Mila")).toBe("audio given, video given");
    const texts = mother.since(newest).map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith("Gespeichert"))).toHaveLength(1);
  });

  test("a question that somebody has taken back, a thumb under it, and a changed word are no answers", async () => {
    const father = await somebody();
    await school.joins(father, "father");
    let { newest } = father;
    await father.says("einwilligung Mila");
    const question = await father.reads("(Ton)?", newest);
    await father.sends("m.reaction", {
      "m.relates_to": { rel_type: "m.annotation", event_id: question.eventId, key: "👍" },
    });
    await father.reads(plain("options.reaction").slice(0, 40), question.id);
    ({ newest } = father);
    const word = await father.says("hm");
    await father.isAnswered(newest);
    ({ newest } = father);
    await father.sends("m.room.message", {
      ...{ msgtype: "m.text", body: "* JA", "m.new_content": { msgtype: "m.text", body: "JA" } },
      "m.relates_to": { rel_type: "m.replace", event_id: word },
    });
    await father.reads(plain("menu.edited"), newest);
    await father.isAnswered(newest);
    const asked = father.since(0).findLast(({ text }) => text.includes("(Ton)?"));
    const path = `redact/${encodeURIComponent(asked?.eventId ?? "")}/taken-back`;
    await father.call("PUT", asIs(father, path), {});
    await seconds(1);
    ({ newest } = father);
    await father.says("1");
    await father.isAnswered(newest);
    expect(father.since(newest).some(({ text }) => text.includes("(Bild)?"))).toBe(false);
    expect(await school.events("Mila")).toBe("audio given, video given");
    await father.says("abbrechen");
  });

  test("where a third person has come, the bot says why it does not stay, and goes", async () => {
    const person = await somebody();
    const third = await MatrixPerson.of(synapse, "third");
    await person.call("POST", asIs(person, "invite"), { user_id: third.userId });
    await third.call("POST", `join/${encodeURIComponent(person.roomId)}`, {});
    const { newest } = person;
    await person.says("status");
    await person.reads("Ich spreche nur in einem Raum", newest);
    const isGone = () =>
      person.shown.findLast(({ type, state_key: whose }) => type === "m.room.member" && whose === school.bot.userId)
        ?.content.membership === "leave";
    expect(await person.until(isGone, 10_000)).toBe(true);
    await third.close();
  });

  test("into the room that a teacher has left nothing is written; in her new room she is the same, and told", async () => {
    const mother = persons.find(({ messages }) => messages.some(({ text }) => text.includes("Nadja")));
    const teacher = await somebody();
    await school.joins(teacher, "teacher");
    const left = teacher.roomId;
    await teacher.call("POST", asIs(teacher, "leave"), {});
    await seconds(1);
    await decides(mother!, "Mila", "NEIN", "NEIN");
    await school.tellAll();
    const { chunk } = await mother!.call<{ chunk: unknown[] }>(
      "GET",
      `rooms/${encodeURIComponent(mother!.roomId)}/messages?dir=b&limit=1`,
    );
    expect(chunk).toHaveLength(1);
    const since = new Set(teacher.shown.map(({ event_id: id }) => id));
    await teacher.opens(school.bot.userId);
    await teacher.isJoined();
    await teacher.says("klasse");
    await teacher.reads("keine Teilnahme");
    const inOld = await inRoomOf(teacher, left);
    expect(inOld.filter((id) => !since.has(id))).toEqual([]);
  });

  async function inRoomOf(person: MatrixPerson, roomId: string): Promise<string[]> {
    const path = `rooms/${encodeURIComponent(roomId)}/messages?dir=b&limit=50`;
    const said = await person.call<{ chunk: { event_id: string; sender: string }[] }>("GET", path);
    return said.chunk.filter(({ sender }) => sender === school.bot.userId).map(({ event_id: id }) => id);
  }

  test("a bot that may not write says so to whoever runs it, and goes on when it may again", async () => {
    const person = await somebody({ preset: "private_chat" });
    const levels = (events_default: number) =>
      person.call("PUT", asIs(person, "state/m.room.power_levels/"), {
        ...{ users_default: 0, events_default, state_default: 50 },
      });
    await levels(50);
    await person.says("hilfe");
    await seconds(2);
    expect(school.warnings.join("\n")).toContain("may not write in a room");
    await levels(0);
    const { newest } = person;
    await person.says("hilfe");
    await person.isAnswered(newest);
    expect(person.since(newest).length).toBeGreaterThan(0);
  });

  test("where a room has moved to a new one, the bot comes along as soon as it is let in, and the account is the same", async () => {
    const person = await somebody();
    await school.joins(person, "frauke");
    const said = await person.call<{ replacement_room: string }>("POST", asIs(person, "upgrade"), {
      new_version: "11",
    });
    const [old, before] = [person.roomId, person.newest];
    person.roomId = said.replacement_room;
    await seconds(1);
    await person.call("POST", asIs(person, "invite"), { user_id: school.bot.userId });
    await person.until(() => person.shown.some(({ type }) => type === "m.room.message"), 500);
    await seconds(1);
    await person.says("status");
    await person.reads("Das gilt zurzeit", before);
    expect(person.roomId).not.toBe(old);
  });
});
