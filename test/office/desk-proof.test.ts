import { afterEach, describe, expect, test } from "vitest";
import { openSteps } from "../../src/consent/rights.ts";
import type { Checked } from "../../src/office/page/parts.ts";
import { readStep } from "../../src/office/requests/requests.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school?.stop());

const compared: Checked["compared"] = {
  folder: "",
  heads: 0,
  newestHead: null,
  givenUp: null,
  foreign: 0,
  doubted: null,
  knownBroken: [],
  stamps: 0,
  newestStamp: null,
  badStamps: [],
};

const log = async () =>
  (await school.house.office.actions(0, 20)).actions
    .map(({ by, what, about }) => [by, what, about].join(" ").trim())
    .filter((line) => !line.includes(" signIn "));
const head = () => new OfficePages(school).signedIn("head");
const motherId = async () =>
  (await school.house.roster.peopleOf((await school.child("Mila")).id)).find(({ givenName }) => givenName === "Nadja")!
    .id;
const daysAgo = (days: number) => new Date(school.clock.now.getTime() - days * 24 * 60 * 60 * 1000);

async function receives(...requests: [id: string, days: number][]): Promise<void> {
  for (const [id, days] of requests)
    await school.house.requests.receive(
      { id, right: "rectification", personId: await motherId(), words: `Bitte ändern <${id}>` },
      daysAgo(days),
    );
}

describe("requests", () => {
  test("what is due first stands on top, and words say how urgent it is", async () => {
    school = await School.open();
    await receives(["late", 40], ["new", 1], ["soon", 26]);
    const { html, text } = await (await head()).get("/requests");
    expect(
      ["late", "soon", "new"]
        .map((id) => html.indexOf(`/office/requests/${id}"`))
        .every((at, index, all) => at > (all[index - 1] ?? 0)),
    ).toBe(true);
    for (const words of ["Überfällig seit dem 14.11.2026", "Bald fällig: 28.11.2026", "Fällig am 22.12.2026"])
      expect(text).toContain(words);
  });

  test("a refusal without reasons is sent back with what was typed; with them the person reads them, and where to complain", async () => {
    school = await School.open({ joined: ["mother"] });
    await receives(["r1", 1]);
    const officer = await new OfficePages(school).signedIn("officer");
    const page = await officer.get("/requests/r1");
    for (const words of ["Bitte ändern <r1>", "Mila Beispiel", "Jonas Beispiel", "eingegangen"])
      expect(page.text).toContain(words);
    const bare = await officer.post("/requests/r1", { step: "declined", note: " " });
    expect([
      bare.status,
      bare.html.includes('value="declined" checked'),
      bare.text.includes("Fehler: Schreiben Sie die Begründung dazu."),
    ]).toEqual([422, true, true]);
    const none = await officer.post("/requests/r1", { note: "Wir sehen nach." });
    expect([
      none.status,
      none.html.includes(">Wir sehen nach.</textarea>"),
      none.text.includes("Fehler: Wählen Sie aus, was geschehen ist."),
    ]).toEqual([422, true, true]);
    expect(await log()).toEqual([]);
    const done = await officer.does("/requests/r1", {
      step: "declined",
      note: "Der Name steht so in der Geburtsurkunde.",
    });
    for (const words of [
      "Der Schritt ist festgehalten.",
      "abgelehnt",
      "von Herr Datenschutz",
      "Der Name steht so in der Geburtsurkunde.",
      "Dieser Antrag ist abgeschlossen.",
    ])
      expect(done.text).toContain(words);
    expect(school.phone("mother").last).toContain("Der Name steht so in der Geburtsurkunde.");
    expect(school.phone("mother").last).toContain("Datenschutzaufsichtsbehörde");
    expect((await officer.post("/requests/r1", { step: "working" })).status).toBe(422);
    expect(await log()).toEqual(["Herr Datenschutz requestStep r1"]);
  });

  test("the month is made longer once, with reasons, and not when it is over", () => {
    const received = { step: "received" as const, at: "2026-11-01T08:00:00Z", by: "p", note: "" };
    const [during, after] = [new Date("2026-11-20T08:00:00Z"), new Date("2026-12-05T08:00:00Z")];
    expect(openSteps({ history: [received] }, during)).toEqual(["working", "extended", "answered", "declined"]);
    expect(openSteps({ history: [received] }, after)).toEqual(["working", "answered", "declined"]);
    expect(openSteps({ history: [received, { ...received, step: "extended" }] }, during)).toEqual([
      "working",
      "answered",
      "declined",
    ]);
    expect(readStep({ step: "extended" }, ["extended"])).toEqual({ errors: { note: "requests.noteMissing" } });
    expect(readStep({ step: "extended", note: "Viele Anträge" }, ["working"])).toEqual({
      errors: { step: "requests.stepMissing" },
    });
  });
});

test("questions that were passed on stand with their person and in their language; the others are counted by topic alone", async () => {
  school = await School.open();
  await school.house.questions.passOn(
    { id: "q", text: "Kağıt üzerinde var mı?", personId: await motherId(), language: "tr" },
    daysAgo(1),
  );
  for (const language of ["de", "tr"]) await school.house.questions.countUnanswered("purpose", language);
  await school.house.questions.countUnanswered("", "de");
  const { html, text } = await (await head()).get("/questions");
  expect(text).toContain("Nadja Beispiel (Türkisch), 22.11.2026, 18:00 Uhr Kağıt üzerinde var mı?");
  expect(html).toContain('<blockquote lang="tr" dir="auto">');
  expect(text).toMatch(/Zweck der Verarbeitung.*? 2 kein Thema passte 1/);
});

describe("the check of the record", () => {
  test("says the newest link, finds a noted one again, and that one is missing", async () => {
    school = await School.open();
    const visitor = await head();
    expect((await visitor.post("/verify")).text).toContain("Noch keine Erklärung ist aufgezeichnet.");
    await school.records("Leon", "Heinz", { audio: "yes", video: "no" }, "paper");
    const [, link = ""] = /<code>([0-9a-f]{64})<\/code>/.exec((await visitor.post("/verify")).html) ?? [];
    await school.records("Mila", "Nadja", { audio: "yes" }, "phone");
    const again = await visitor.post("/verify", { noted: ` ${link.toUpperCase()} ` });
    expect(again.text).toContain(
      "3 Erklärungen, alles stimmt. Geprüft am 23.11.2026, 18:00 Uhr. Auch die notierte Prüfsumme ist noch da.",
    );
    expect((await visitor.post("/verify", { noted: "0".repeat(64) })).text).toContain(
      "Die notierte Prüfsumme fehlt 3 Erklärungen sind da und stimmen",
    );
    const wrong = await visitor.post("/verify", { noted: "vom Zettel" });
    expect([
      wrong.status,
      wrong.html.includes('value="vom Zettel"'),
      wrong.text.includes("Eine Prüfsumme hat 64 Zeichen"),
    ]).toEqual([422, true, true]);
  });

  test("names the first broken link and what is to be done", async () => {
    school = await School.open();
    await school.records("Leon", "Heinz", { audio: "yes", video: "no" }, "paper");
    school.database.$client.exec(
      "drop trigger consent_event_is_never_changed; update consent_event set kind = 'given' where seq = 2",
    );
    const { id } = (await school.house.ledger.eventsOf((await school.child("Leon")).id))[1]!;
    const { text } = await (await head()).post("/verify");
    expect(text).toContain(
      `Die Aufzeichnung ist nicht in Ordnung Ereignis 2 (${id}) ist das erste, das nicht stimmt: was darin steht, wurde geändert. Lassen Sie die Datei, wie sie ist`,
    );
    expect(text).not.toContain("alles stimmt");
  });

  test("shows how far it is when it takes longer, and then what came of it", async () => {
    school = await School.open();
    let [ends, walks] = [(_: Checked): void => undefined, (_: number): void => undefined];
    const slow = new OfficePages(school, {
      verify: (_noted, walked) => new Promise((resolve) => ([ends, walks] = [resolve, walked])),
    });
    const visitor = await slow.signedIn("head");
    setTimeout(() => walks(0.4), 500);
    setTimeout(
      () =>
        ends({
          events: 500_000,
          newest: "f".repeat(64),
          entries: 9,
          newestEntry: "e".repeat(64),
          notedSeen: true,
          lost: null,
          compared,
        }),
      1500,
    );
    const { html, text } = await visitor.post("/verify");
    expect(text).toMatch(/Einen Moment bitte.*Geprüft: 40 %\..*500000 Erklärungen, alles stimmt/);
    expect(html.trim().endsWith("</html>")).toBe(true);
  });

  const whole = { events: 2, newest: "f", entries: 2, newestEntry: "e", notedSeen: true, lost: null, compared };
  const sealedHead = { at: "2026-11-23T17:00:00Z", events: 3, event: "f", entries: 2, entry: "e", begins: null };
  const unsealed = { where: "event", seq: 1, id: "a", fault: "it was not sealed by JaNein" } as const;
  test.each<[what: string, verified: Checked, said: RegExp]>([
    ["a head that is lost", { ...whole, lost: sealedHead }, /janein restore KOPIE --begin-anew/],
    ["heads of another key", { ...whole, compared: { ...compared, foreign: 2 } }, /janein restore KOPIE --begin-anew/],
    ["rows of another key", { broken: unsealed, compared }, /janein restore KOPIE --begin-anew/],
    [
      "what was found in between",
      { ...whole, compared: { ...compared, doubted: { at: "2026-11-23T17:00:00Z", why: "" } } },
      /am 23\.11\.2026.* war die Datenbank nicht so, wie sie aufgezeichnet wurde/,
    ],
  ])("of %s the page says the way out that the command line says", async (_what, verified, said) => {
    school = await School.open();
    const visitor = await new OfficePages(school, { verify: () => Promise.resolve(verified) }).signedIn("head");
    expect((await visitor.post("/verify")).text).toMatch(said);
  });

  test("a receipt leads to its child, and a number that is none is said to be none", async () => {
    school = await School.open();
    await school.records("Leon", "Heinz", { audio: "yes", video: "no" }, "paper");
    const { id } = await school.child("Leon");
    const [, code = ""] =
      /\/office\/receipts\/([0-9A-F-]+)\.pdf/.exec((await (await head()).get(`/children/${id}`)).html) ?? [];
    expect((await (await head()).post("/verify/receipt", { code: code.toLowerCase() })).to).toBe(
      `/office/children/${id}`,
    );
    const wrong = await (await head()).post("/verify/receipt", { code: "00000-00000-00000" });
    expect([
      wrong.status,
      wrong.html.includes('value="00000-00000-00000"'),
      wrong.text.includes("Zu dieser Nummer gibt es keine Erklärung."),
    ]).toEqual([422, true, true]);
  });
});

test("the lists are saved as tables for the spreadsheet and for SVWS, and saving is put down", async () => {
  school = await School.open();
  await school.records("Leon", "Heinz", { audio: "yes", video: "no" }, "paper");
  const office = await new OfficePages(school).signedIn("office");
  const [stand, svws] = [await office.post("/export/stand.csv"), await office.post("/export/svws.csv")];
  expect(stand.response.headers.get("content-disposition")).toBe('attachment; filename="janein-stand-2026-11-23.csv"');
  expect(stand.response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(new Uint8Array(await stand.response.arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  const rows = stand.html.trim().split("\r\n");
  expect(rows).toHaveLength(1 + 20);
  expect(rows[0]?.replace("\uFEFF", "")).toBe(
    '"Klasse";"Nachname";"Vorname";"Geburtsdatum";"Ton";"Ton seit";"Ton Weg";"Ton Fassung";' +
      '"Bild";"Bild seit";"Bild Weg";"Bild Fassung";"Erlaubt"',
  );
  expect(rows.filter((row) => row.includes('"Leon"')).map((row) => row.replace(/"\d\d\.\d\d\.201\d"/, '"…"'))).toEqual([
    '"2c";"Niemand";"Leon";"…";"JA";"23.11.2026";"auf Papier";"1";"NEIN";"23.11.2026";"auf Papier";"1";"nur mit Ton"',
  ]);
  expect(svws.html.split("\r\n")[0]).toContain(
    '"einwilligungAbgefragt";"einwilligungNutzung";"einwilligungAudiokonferenz";"einwilligungVideokonferenz"',
  );
  expect(svws.html).toMatch(/"Niemand";"Leon";"[\d.]+";"2c";"J";"J";"J";"N"/);
  expect(await log()).toEqual(["Frau Schreiber export svws", "Frau Schreiber export stand"]);
});

test("the log stands newest first, leads to what it is about, and has pages", async () => {
  school = await School.open();
  const mila = await school.child("Mila");
  for (let at = 1; at <= 60; at += 1)
    await school.house.office.note({
      by: `Frau ${at}`,
      what: "answer",
      about: mila.id,
      at: school.clock.now.toISOString(),
    });
  const officer = await new OfficePages(school).signedIn("officer");
  const [first, second, beyond] = [
    await officer.get("/actions"),
    await officer.get("/actions?page=2"),
    await officer.get("/actions?page=99"),
  ];
  expect(first.text).toMatch(
    /Herr Datenschutz angemeldet .*Frau 60 Antwort eingetragen Mila Beispiel .*Frau 12 Antwort/,
  );
  expect(first.html).toContain(`href="/office/children/${mila.id}"`);
  const shows = ({ text }: typeof first, name: string) => text.includes(`${name} Antwort eingetragen`);
  expect([shows(first, "Frau 11"), shows(second, "Frau 11"), shows(second, "Frau 12")]).toEqual([false, true, false]);
  expect(beyond.text).toBe(second.text);
});
