import { afterEach, expect } from "vitest";
import { BotApiBox } from "../../src/bot-api/box.ts";
import { boxAsFetch } from "../../src/bot-api/mounts.ts";
import { tooMany } from "../../src/bot-api/refusal.ts";
import { School, texts } from "../support/school.ts";
import { testWithButtons } from "../support/with-buttons.ts";
import { until } from "../support/until.ts";

let school: School;
afterEach(() => school.stop());

const teacher = ["klasse", "morgens"];
const parent = ["einwilligung", "widerruf", "status"];
const joined = ["rechte", "datenschutz", "sprache", "hilfe", "abbrechen", "verlassen"];
const stranger = ["hilfe", "datenschutz", "sprache"];

/** What the ☰ of this chat holds; null where it is what everybody sees. */
const shown = (chatId: number) => school.box.chatCommands.get(chatId)?.map(({ command }) => command) ?? null;
const shows = (chatId: number, commands: string[] | null) => until(() => expect(shown(chatId)).toEqual(commands));

testWithButtons("parents see their commands, teachers theirs, strangers the few that help them", async () => {
  school = await School.open({ joined: ["mother", "teacher"] });
  await school.phone("father").says("hallo");
  await shows(101, [...parent, ...joined]);
  await shows(201, [...teacher, ...joined]);
  expect(shown(102)).toBe(null);
  expect(school.box.commands.get("de")?.map(({ command }) => command)).toEqual(stranger);
});

testWithButtons("a teacher who is a parent too sees both", async () => {
  school = await School.open({ joined: ["teacher"] });
  await school.phone("teacher").says(`/start ${await school.letter("mother")}`);
  await school.phone("teacher").presses("Verbinden");
  await shows(201, [...parent, ...teacher, ...joined]);
});

testWithButtons("the commands follow the language of the chat, and go when the account is left", async () => {
  school = await School.open({ joined: ["mother"] });
  const mother = school.phone("mother");
  const said = () => school.box.chatCommands.get(101)?.[1]?.description;
  await until(() => expect(said()).toBe("Eine Einwilligung widerrufen"));
  await mother.says("/sprache");
  await mother.presses("Türkçe");
  await until(() => expect(said()).toBe(texts.speak("tr").plain("command.widerruf")));
  await mother.says("/verlassen");
  await mother.presses(texts.speak("tr").plain("leave.yes"));
  await shows(101, null);
});

testWithButtons(
  "a chat from which the school takes the account loses the commands, also where the bot was started anew meanwhile",
  async () => {
    school = await School.open({ joined: ["mother"] });
    await shows(101, [...parent, ...joined]);
    await school.restart();
    const [{ id } = { id: "" }] = await school.house.accounts.personsOf(101);
    await school.house.accounts.disconnect(id, school.clock.now);
    await school.quiet();
    await shows(101, null);
  },
);

testWithButtons(
  "nothing is called where the chat shows its commands already; a refusal holds up no answer, and is tried again",
  async () => {
    school = await School.open();
    school.box.faults.push({ method: "setMyCommands", times: 1, with: tooMany(3600) });
    const mother = await school.join("mother");
    await mother.says("danke");
    expect(mother.last).toBe("Gern.");
    await shows(101, [...parent, ...joined]);
    const calls = () => school.box.calls.filter(({ payload }) => "scope" in payload).length;
    const before = calls();
    for (const text of ["danke", "hallo", "/status"]) await mother.says(text);
    expect(calls()).toBe(before);
  },
);

testWithButtons(
  "what the bot is stands in every language before the first word, and is sent only where it is not there",
  async () => {
    school = await School.open();
    const codes = ["", "ar", "bg", "de", "en", "pl", "ro", "ru", "tr", "uk"];
    const all = codes.flatMap((code) => [`description ${code}`, `short_description ${code}`]);
    await until(() => expect([...school.box.descriptions.keys()].sort()).toEqual(all.sort()));
    expect(school.box.descriptions.get("short_description ")).toBe(
      "Datenschutz-Assistent der Schule: Fragen zu Videokonferenzen, JA, NEIN oder Widerruf. Ein Programm, kein Mensch.",
    );
    expect(school.box.descriptions.get("description tr")).toBe(texts.speak("tr").plain("about.long"));
    const sent = () => school.box.calls.filter(({ method }) => /^setMy(Short)?Description$/.test(method)).length;
    expect(sent()).toBe(20);
    const asked = () => school.box.calls.filter(({ method }) => method === "getMyShortDescription").length;
    await school.restart();
    await until(() => expect(asked()).toBe(20));
    expect(sent()).toBe(20);
  },
);

testWithButtons("what the messenger refuses of it keeps nothing else from being told", async () => {
  school = await School.open();
  await school.bot.stop();
  const box = new BotApiBox();
  const reach = boxAsFetch(box);
  await school.start(school.house, async (url, init) => {
    const where = url instanceof Request ? url.url : String(url);
    if (/MyDescription$/.test(where))
      return Response.json({ ok: false, error_code: 400, description: "Bad Request" }, { status: 400 });
    return await reach(url, init);
  });
  await until(() => expect(box.descriptions.size).toBe(10));
  expect(box.commands.size).toBe(10);
});
