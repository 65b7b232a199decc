import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { saved } from "../support/office.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
afterEach(() => school.stop());

async function office(wanted: Parameters<typeof School.open>[0] = {}): Promise<Visitor> {
  school = await School.open(wanted);
  pages = new OfficePages(school);
  return pages.signedIn("office");
}

const names = (html: string) =>
  [...html.matchAll(/class="sheet front[^"]*" aria-label="([^"]+)"/g)].map(([, name]) => name);
const codes = (html: string) => [...new Set(html.match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/g) ?? [])];
const actIn = (html: string, action = "/office/letters") =>
  new RegExp(`method="post" action="${action}"[^]*?name="act" value="([^"]+)"`).exec(html)?.[1] ?? "";
const noted = async () => (await school.house.office.actions(0, 20)).actions.map(({ what }) => what);
const way = (to: string | null) => (to ?? "").replace(/^\/office/, "");

/** The letters of 3a, as they are made from the page. */
async function makes(visitor: Visitor, whom = "everybody") {
  const id = await school.classId("3a");
  const { html } = await visitor.get(`/letters?class=${id}`);
  const form = { act: actIn(html), class: id, whom };
  const { status, to } = await visitor.post("/letters", form);
  return { form, status, to, page: await visitor.get(way(to)) };
}

describe("codes are made once", () => {
  test("the form leads to a page of its own, which shows the same codes as often as it is loaded", async () => {
    const visitor = await office();
    const { status, to, page } = await makes(visitor);
    expect({ status, to: to?.startsWith("/office/letters/made/") }).toEqual({ status: 303, to: true });
    expect(page.response.headers.get("cache-control")).toBe("no-store");
    const again = await visitor.get(way(to));
    expect(codes(page.html)).toHaveLength(11);
    expect(codes(again.html)).toEqual(codes(page.html));
    expect((await noted()).filter((what) => what === "letters")).toHaveLength(1);
  });

  test("pressed twice at once, and once more from the page before, it is one act", async () => {
    const visitor = await office();
    const id = await school.classId("3a");
    const act = actIn((await visitor.get(`/letters?class=${id}`)).html);
    const form = { act, class: id, whom: "untouched" };
    const both = await Promise.all([visitor.post("/letters", form), visitor.post("/letters", form)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(new Set(both.map(({ to }) => to)).size).toBe(1);
    const first = codes((await visitor.get(way(both[0]?.to ?? ""))).html);
    const late = await visitor.does("/letters", form);
    expect(codes(late.html)).toEqual(first);
    expect((await noted()).filter((what) => what === "letters")).toHaveLength(1);
  });

  test("after a restart, and after an hour, the same form makes none and says so, and the printed codes are good", async () => {
    const visitor = await office();
    const { form, page, to } = await makes(visitor);
    const stored = () => school.database.$client.prepare("select hash from join_code order by 1").pluck().all();
    const before = stored();
    const other = await new OfficePages(school).signedIn("office", "Frau Nachmittag");
    for (const answer of [await other.does("/letters", form), await other.get(way(to))]) {
      expect({ status: answer.status, codes: codes(answer.html) }).toEqual({ status: 410, codes: [] });
      expect(answer.text).toContain("Ältere Codes dieser Personen gelten seitdem nicht mehr.");
      expect(answer.text).toContain("Was davon gedruckt ist, gilt, bis ein neuerer Brief entsteht.");
    }
    school.pass(61 * 60 * 1000);
    const late = await visitor.does("/letters", form);
    expect({ status: late.status, codes: codes(late.html), stored: stored() }).toEqual({
      ...{ status: 410, codes: [], stored: before },
    });
    const mother = school.phone("mother");
    const at = names(page.html).indexOf("Nadja Beispiel");
    await mother.says(`/start ${codes(page.html)[at]}`);
    expect(mother.button("Verbinden")).toBeDefined();
  });

  test("whoever has used a code, and whose custody is open by now, is not printed again", async () => {
    const visitor = await office();
    const { page, to } = await makes(visitor);
    const code = codes(page.html)[names(page.html).indexOf("Nadja Beispiel")];
    const mother = school.phone("mother");
    await mother.says(`/start ${code}`);
    await mother.presses("Verbinden");
    await school.decides("Mila", "Tarek", "neither");
    await school.decides("Jonas", "Tarek", "neither");
    const again = await visitor.get(way(to));
    expect(names(again.html)).toHaveLength(9);
    expect(again.html).not.toContain(code);
    expect(again.text).toContain("Nicht mehr dabei: 2 .");
    expect(again.text).not.toContain("Tarek");
    const numbered = (html: string) => [...html.matchAll(/Brief <bdi>(\d+)<\/bdi>/g)].map(([, number]) => number);
    expect(numbered(page.html)).toHaveLength(11);
    expect(numbered(again.html)).toEqual(numbered(page.html).slice(2));
  });

  test("of a newer letter by somebody else the older one is not shown any more", async () => {
    const visitor = await office();
    const { to } = await makes(visitor);
    const colleague = await pages.signedIn("head");
    expect(names((await makes(colleague)).page.html)).toHaveLength(11);
    const old = await visitor.get(way(to));
    expect({ names: names(old.html), codes: codes(old.html) }).toEqual({ names: [], codes: [] });
    expect(old.text).toContain("Von diesen Briefen ist keiner mehr zu drucken");
  });

  test("a letter for one person and the slips of teachers are made once too", async () => {
    const visitor = await office();
    const mila = await school.child("Mila");
    const child = await visitor.get(`/children/${mila.id}`);
    const person =
      (await school.house.roster.peopleOf(mila.id)).find(({ givenName }) => givenName === "Tarek")?.id ?? "";
    const form = { act: actIn(child.html), person, child: mila.id };
    const once = await visitor.does("/letters", form);
    expect(names(once.html)).toEqual(["Tarek Beispiel-Anders"]);
    expect(codes((await visitor.does("/letters", form)).html)).toEqual(codes(once.html));
    const act = actIn((await visitor.get("/letters")).html, "/office/letters/teachers");
    const slips = await visitor.does("/letters/teachers", { act });
    expect(codes(slips.html)).toHaveLength(3);
    expect(codes((await visitor.does("/letters/teachers", { act })).html)).toEqual(codes(slips.html));
    const mother =
      (await school.house.roster.peopleOf(mila.id)).find(({ givenName }) => givenName === "Nadja")?.id ?? "";
    expect(names((await visitor.does("/letters", { ...form, person: mother })).html)).toEqual(["Nadja Beispiel"]);
    expect(await noted()).toEqual(["letter", "letters", "letter", "signIn"]);
  });

  test("whoever comes back to the page of a choice sees what was made, and makes new ones only by saying so", async () => {
    const visitor = await office();
    const { form, to } = await makes(visitor);
    const path = `/letters?class=${form.class}`;
    const back = await visitor.get(path);
    expect(actIn(back.html)).toBe("");
    expect(back.html).toContain(`href="${to}"`);
    const anew = /href="\/office(\/letters\?class=[^"]+new=[^"]+)"/.exec(back.html)?.[1]?.replace("&amp;", "&") ?? "";
    const act = actIn((await visitor.get(anew)).html);
    expect(act).not.toBe("");
    const newer = await visitor.does("/letters", { ...form, act });
    expect(names(newer.html)).toHaveLength(11);
    expect(actIn((await visitor.get(anew)).html)).toBe("");
    school.pass(61 * 60 * 1000);
    expect(actIn((await visitor.get(path)).html)).not.toBe("");
  });

  test("a made-up mark of a form leads nowhere else", async () => {
    const visitor = await office();
    for (const act of ["../people", "a b", "x".repeat(200), "https://boese.invalid/"]) {
      const { to } = await visitor.post("/letters", { act, class: "all", whom: "everybody" });
      expect(to).toMatch(/^\/office\/letters\/made\/[\w-]{8,80}$/);
    }
  });
});

const heading = "Nachname;Vorname;Geburtsdatum;Klasse;nachname1;vorname1;email1;nachname2;vorname2;email2";
const withAddresses =
  `${heading};strasse1;plz1;ort1;strasse2;plz2;ort2\n` +
  "Beispiel;Mila;15.03.2018;3a;Beispiel;Nadja;;Beispiel-Anders;Tarek;;Zzgedankenweg 1;44137;Traumstadt;Zzluftallee 9;44139;Traumstadt\n";
const form = (...files: (string | Uint8Array)[]) => {
  const data = new FormData();
  for (const [at, file] of files.entries())
    data.append("files", new File([Uint8Array.from(typeof file === "string" ? saved(file) : file)], `${at}.csv`));
  return data;
};

describe("addresses for printing only", () => {
  test("each parent gets an envelope of their own, and nothing of it is stored or logged", async () => {
    const folder = mkdtempSync(join(tmpdir(), "letters-"));
    const lines: unknown[] = [];
    const line = (...of: unknown[]) => void lines.push(of);
    const log = { info: line, warn: line, error: line };
    const visitor = await office({ path: join(folder, "janein.db"), log });
    const { to, page } = await makes(visitor);
    const sent = await visitor.post(`${way(to)}/addresses`, form(withAddresses));
    expect({ status: sent.status, to: sent.to }).toEqual({ status: 303, to });
    const { html, text } = await visitor.get(way(to));
    const windowOf = (name: string) =>
      new RegExp(`class="name[^"]*"><p><bdi>${name}</bdi></p>.*?</div>`).exec(html)?.[0];
    expect(windowOf("Nadja Beispiel")).toContain("Zzgedankenweg 1");
    expect(windowOf("Tarek Beispiel-Anders")).toContain("Zzluftallee 9");
    expect(text).toContain("Ohne Anschrift, zur Übergabe: 9");
    expect(text).toContain("Rita Fabel (3a)");
    expect(codes(html)).toEqual(codes(page.html));
    const { actions } = await school.house.office.actions(0, 1);
    expect(actions[0]).toMatchObject({ what: "addresses", details: '{"letters":11,"withAddress":2}' });
    school.database.$client.pragma("wal_checkpoint(TRUNCATE)");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name)).includes("Zzgedanken"), name).toBe(false);
    expect(JSON.stringify(lines)).not.toMatch(/Zzgedanken|Zzluft|0\.csv/);
  });

  test("whoever has no address stands in the list that is signed, in the order of the letters", async () => {
    const visitor = await office();
    const { to, page } = await makes(visitor);
    const whole = await visitor.get(`${way(to)}/handover`);
    const recipients = (html: string) => [...html.matchAll(/<\/th>\s*<td>([^<]+)<\/td>/g)].map(([, name]) => name);
    expect(recipients(whole.html)).toEqual(names(page.html));
    expect(whole.text).toContain("Klasse 3a (11) Brief Kind Empfängerin, Empfänger erhalten am Unterschrift");
    expect(whole.text).toContain(
      "1 Beispiel, Jonas (1b) Beispiel, Mila Nadja Beispiel 2 Beispiel, Jonas (1b) Beispiel, Mila Tarek",
    );
    expect(codes(whole.html)).toEqual([]);
    await visitor.post(`${way(to)}/addresses`, form(withAddresses));
    const rest = await visitor.get(`${way(to)}/handover`);
    expect(recipients(rest.html)).toEqual(names(page.html).filter((name) => !/Nadja|Tarek/.test(name ?? "")));
  });

  test("a pupil of age gets an envelope with the own address, and else a line of their own in the list", async () => {
    const visitor = await office();
    await school.house.roster.bringPupilsOfAge(9, school.house.newId, school.clock.now);
    const { to } = await makes(visitor);
    const { familyName, givenName, birthDate } = await school.child("Noah");
    const day = (birthDate ?? "").split("-").toReversed().join(".");
    const list = `Nachname;Vorname;Geburtsdatum;Klasse;Straße;PLZ;Ort\n${familyName};${givenName};${day};3a;Zzweg 3;44137;Traumstadt`;
    const sent = await visitor.post(`${way(to)}/addresses`, form(list));
    expect(sent.status).toBe(303);
    const { html } = await visitor.get(way(to));
    const window = new RegExp(`class="name[^"]*"><p><bdi>Noah ${familyName}</bdi></p>.*?</div>`, "s").exec(html)?.[0];
    expect(window).toContain("Zzweg 3");
    const { text } = await visitor.get(`${way(to)}/handover`);
    expect(text).toMatch(/, Olena Olena /);
    expect(text).not.toMatch(/, Noah Noah /);
  });

  test.each([
    ["no file", [], "Wählen Sie mindestens eine Datei aus."],
    [
      "a file without addresses",
      [`${heading}\nBeispiel;Mila;15.03.2018;3a;Beispiel;Nadja;;;;`],
      "keine vollständige Anschrift",
    ],
    [
      "a file of another school",
      [`${heading};Straße;PLZ;Ort\nFremd;Ole;01.02.2017;4c;Fremd;Olga;;;;;Fernweg 2;50667;Weithin`],
      "Ist es die Datei dieser Schule",
    ],
    ["a broken file", ["\u0000\u0001\u0002"], "Die Datei kann nicht gelesen werden."],
    [
      "two files with two addresses of each",
      [withAddresses, withAddresses.replaceAll("Zzgedankenweg 1", "Neuweg 4").replaceAll("Zzluftallee", "Neuweg")],
      "haben dort mehrere Anschriften",
    ],
    [
      "a file whose addresses are held back",
      [
        `${heading};Straße;PLZ;Ort;Hinweis\nBeispiel;Mila;15.03.2018;3a;Beispiel;Nadja;;;;;Zzweg 2;50667;Weithin;getrennt`,
      ],
      "nicht gedruckt, weil",
    ],
  ])("%s says what is wrong, and the letters stay as they are", async (_what, files, says) => {
    const visitor = await office();
    const { to, page } = await makes(visitor);
    const { status, text } = await visitor.post(`${way(to)}/addresses`, form(...files));
    expect(status).toBe(422);
    expect(text).toContain(says);
    expect(codes((await visitor.get(way(to))).html)).toEqual(codes(page.html));
    expect(await noted()).not.toContain("addresses");
  });

  test("from whom an address is held back stands in the list, with the reason", async () => {
    const visitor = await office();
    const { to } = await makes(visitor);
    const shared = (cells: string) =>
      `${heading};Straße;PLZ;Ort;Hinweis\nBeispiel;Mila;15.03.2018;3a;${cells};Zzweg 2;50667;Weithin;Sperre`;
    const rita = `${heading};Straße;PLZ;Ort\nFabel;Paul;12.12.2017;3a;Fabel;Rita;;;;;Neuweg 4;44137;Traumstadt`;
    const only = await visitor.post(`${way(to)}/addresses`, form(shared("Beispiel;Nadja;;;;")));
    expect(only.text).toContain("Nicht gedruckt ist die Anschrift für: Nadja Beispiel (1b, 3a)");
    expect(only.text).not.toContain("keine vollständige Anschrift");
    await visitor.post(`${way(to)}/addresses`, form(shared("Beispiel;Nadja;;;;"), rita));
    const { text, html } = await visitor.get(way(to));
    expect(text).toMatch(/Nadja Beispiel \([^)]*\): nicht gedruckt, weil/);
    expect(html).not.toContain("Zzweg 2");
  });

  test("the officer chooses no file, and nobody for another's letters", async () => {
    const visitor = await office();
    const { to } = await makes(visitor);
    const officer = await pages.signedIn("officer");
    const head = await pages.signedIn("head");
    for (const path of [way(to), `${way(to)}/addresses`, `${way(to)}/handover`]) {
      expect((await officer.get(path)).status).toBe(403);
      expect((await head.get(path)).status).toBe(410);
    }
    expect((await officer.post(`${way(to)}/addresses`, form(withAddresses))).status).toBe(403);
    expect((await head.post(`${way(to)}/addresses`, form(withAddresses))).status).toBe(410);
  });
});

describe("reminders on paper", () => {
  async function reminds(visitor: Visitor, returnBy = "2026-12-09") {
    const id = await school.classId("3a");
    const { html, text } = await visitor.get(`/letters?class=${id}`);
    const sent = { act: actIn(html, "/office/letters/reminders"), class: id, returnBy };
    const { status, to } = await visitor.post("/letters/reminders", sent);
    return { text, sent, status, to, page: await visitor.get(way(to)) };
  }

  test("go to who has not answered and is not in the chat, once an act, and make no code void", async () => {
    const visitor = await office({ joined: ["mother"] });
    const old = await school.letter("father");
    const { text, sent, to, page } = await reminds(visitor);
    expect(text).toContain("10 Erinnerungen erzeugen");
    expect(names(page.html)).toHaveLength(10);
    expect(page.html).not.toContain("Nadja");
    expect(codes(page.html)).toEqual([]);
    expect(page.text).toContain("geben Sie es bis zum 09.12.2026 in der Schule ab.");
    expect(page.text).toContain("Mila Beispiel : Teilnahme mit Ton, Teilnahme mit Bild");
    expect((await visitor.post("/letters/reminders", sent)).to).toBe(to);
    const { actions } = await school.house.office.actions(0, 20);
    expect(actions.filter(({ what }) => what === "remindOnPaper").map(({ details }) => details)).toEqual([
      JSON.stringify({ letters: 10, act: to?.split("/").at(-1) }),
    ]);
    expect((await visitor.get(`/letters?class=${sent.class}`)).text).toContain("Zuletzt am 23.11.2026.");
    await school.phone("father").says(`/start ${old}`);
    expect(school.phone("father").button("Verbinden")).toBeDefined();
  });

  test("never go to who may not declare, before it is decided, or after a NEIN", async () => {
    const visitor = await office({ joined: ["mother"] });
    await school.decides("Mila", "Tarek", "informed");
    await school.decides("Jonas", "Tarek", "neither");
    const { page, to } = await reminds(visitor);
    expect(page.html).not.toContain("Tarek");
    expect(names(page.html)).toHaveLength(9);
    const paul = await school.child("Paul");
    const rita = (await school.house.roster.peopleOf(paul.id)).find(({ givenName }) => givenName === "Rita")?.id ?? "";
    const answer = { act: "an act of rita", person: rita, audio: "no", video: "no", route: "paper", note: "Ordner 1" };
    await visitor.post(`/children/${paul.id}/answer`, answer);
    const after = await visitor.get(way(to));
    expect(after.text).not.toMatch(/Rita Fabel|Udo Fabel/);
  });

  test("need a day that is still to come, and a period that runs", async () => {
    const visitor = await office();
    for (const [day, says] of [
      ["", "Geben Sie den Tag an"],
      ["2026-02-31", "Geben Sie den Tag an"],
      ["2026-11-23", "muss nach heute liegen"],
      ["2206-12-09", "mehr als ein Jahr"],
    ] as const) {
      const { status } = await reminds(visitor, day);
      expect(status).toBe(422);
      const again = await visitor.post("/letters/reminders", { class: "all", returnBy: day });
      expect(again.text).toContain(says);
    }
    await school.house.periods.end("Frau Rektor", 1, school.clock.now);
    const { text } = await visitor.get("/letters?class=all");
    expect(text).toContain("Zurzeit läuft kein Zeitraum: Es wird niemand erinnert.");
    expect((await visitor.post("/letters/reminders", { class: "all", returnBy: "2026-12-09" })).status).toBe(422);
    expect(await noted()).not.toContain("remindOnPaper");
  });
});
