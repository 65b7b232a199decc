import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { importedSchool, janein } from "../support/process.ts";

const { env, value } = await importedSchool();
const run = (...args: string[]) => janein(args, env);
const child = value("select id from child where given_name = 'Kira'");
const [frauke, dirk] = ["E15", "E16"].map((key) => value("select id from person where key = ?", key));
const by = ["--by", "Frau Schreiber"];
const settling = (purpose: string, counts: string, why: string) => [
  ...["settle", "--child", child, "--purpose", purpose, "--counts", counts, "--why", why],
  ...["--reason", "Beschluss vom 12.11.2026", "--evidence", "Akte 12"],
];

test("an answer on paper is recorded once, with who took it; the other guardian's by telephone makes a conflict, and the office settles whose counts", async () => {
  const onPaper = [
    "answer",
    "--child",
    child,
    "--person",
    frauke ?? "",
    "--audio",
    "JA",
    "--video",
    "ja",
    "--route",
    "paper",
    ...by,
  ];
  expect(await run(...onPaper)).toEqual({ out: "Recorded: 2 events.\n", err: "", code: 0 });
  expect(await run(...onPaper)).toEqual({
    out: "All of it stands so already; nothing was recorded.\n",
    err: "",
    code: 0,
  });
  expect(
    (
      await run(
        "answer",
        "--child",
        child,
        "--person",
        dirk ?? "",
        "--audio",
        "NEIN",
        "--video",
        "NEIN",
        "--route",
        "phone",
        ...by,
      )
    ).out,
  ).toBe("Recorded: 2 events.\n");
  expect((await run("export")).out).toMatch(
    /"Märchen";"Kira";"2018-07-21";"ton";"conflict";"[\d-]+";"phone";"1";"none"/,
  );
  for (const [purpose, counts, why] of [
    ["audio", frauke, "order"],
    ["video", dirk, "custody"],
  ] as const)
    expect(await run(...settling(purpose, counts ?? "", why), ...by)).toEqual({
      out: "Settled: 1 events. Everybody concerned is told what is allowed.\n",
      err: "",
      code: 0,
    });
});

test("what stands is exported per purpose with date and route, and as the four columns of the school office's program", async () => {
  const [list, svws] = await Promise.all([run("export"), run("export", "--format", "svws")]);
  expect(list.out.split("\r\n")[0]).toBe(
    '\uFEFF"klasse";"nachname";"vorname";"geburtsdatum";"zweck";"stand";"seit";"weg";"fassung";"teilnahme"',
  );
  expect(list.out).toMatch(
    /"2c";"Märchen";"Kira";"2018-07-21";"ton";"yes";"[\d-]+";"paper";"1";"audio_only"\r\n"2c";"Märchen";"Kira";"2018-07-21";"bild";"no";"[\d-]+";"phone";"1";"audio_only"/,
  );
  expect(list.out.trim().split("\r\n")).toHaveLength(41);
  expect(svws.out).toContain('"Märchen";"Kira";"21.07.2018";"2c";"J";"J";"J";"N"');
  expect(svws.out).toContain('"Beispiel";"Mila";"15.03.2018";"3a";"N";"N";"N";"N"');
});

test("a child is found by a part of the name; one alone comes with guardians and history, and with the ids that the other commands want", async () => {
  const [several, alone] = await Promise.all([run("child", "i"), run("child", "KIRA")]);
  expect(several.out).toMatch(/Mila Beispiel\n/);
  expect(several.out).not.toContain("audio given");
  expect(alone.out).toContain(`${child}  2c  Kira Märchen  (every guardian must agree)`);
  expect(alone.out).toContain(`guardian ${frauke}  Frauke Märchen`);
  expect(
    alone.out.match(
      / {4}\S+ {2}\S+ {2}(audio|video) (given|refused|upheld) {2}by \S+ \((paper|phone|note), recorded by Frau Schreiber\), notice 1, (declared on \d{4}-\d\d-\d\d|upholds \S+)$/gm,
    ),
  ).toHaveLength(6);
});

test("the consent record is JSON with every event and its route; the receipt of a decision is a PDF", async () => {
  const code = value(
    "select upper(substr(hash, 1, 5) || '-' || substr(hash, 6, 5) || '-' || substr(hash, 11, 5)) from consent_event order by seq desc limit 1",
  );
  const pdf = `${env.DATABASE_PATH}.pdf`;
  const [record, receipt] = await Promise.all([
    run("record", "--child", child, "--format", "27560"),
    run("record", "--receipt", code.toLowerCase(), "--out", pdf),
  ]);
  const [audio, video] = JSON.parse(record.out) as {
    consent_status: string;
    events: {
      event_state: string;
      collection_method: string;
      recorded_by: string;
      entity_id: string;
      event_type: string;
    }[];
  }[];
  expect([audio?.consent_status, video?.consent_status]).toEqual(["dpv:ConsentGiven", "dpv:ConsentRefused"]);
  expect(audio?.events.map((event) => `${event.event_state} ${event.collection_method} ${event.recorded_by}`)).toEqual([
    "dpv:ConsentGiven paper form Frau Schreiber",
    "dpv:ConsentRefused telephone Frau Schreiber",
    "dpv:ConsentGiven note of the school Frau Schreiber",
  ]);
  expect(audio?.events.at(-1)).toMatchObject({ entity_id: frauke, event_type: "dpv:ConsentManagement" });
  expect(receipt).toEqual({ out: `Printed to ${pdf}.\n`, err: "", code: 0 });
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe("%PDF-");
  if (process.platform !== "win32") expect((statSync(pdf).mode & 0o777).toString(8)).toBe("600");
});

test("a receipt is printed over nothing, whatever has that name", async () => {
  const code = value(
    "select upper(substr(hash, 1, 5) || '-' || substr(hash, 6, 5) || '-' || substr(hash, 11, 5)) from consent_event order by seq desc limit 1",
  );
  const before = readFileSync(env.DATABASE_PATH ?? "");
  expect(await run("record", "--receipt", code, "--out", env.DATABASE_PATH ?? "")).toEqual({
    out: "",
    err: `${env.DATABASE_PATH} is there already, and stays as it is: choose another name.\n`,
    code: 1,
  });
  expect(readFileSync(env.DATABASE_PATH ?? "").equals(before)).toBe(true);
});

test("a mistake is voided once; both stay on record, and what stands is as if it had never happened", async () => {
  const event = value("select id from consent_event where kind = 'upheld' and purpose = 'audio'");
  const voiding = ["void", event, "--why", "falsches Kind", ...by];
  expect(await run(...voiding)).toEqual({ out: `Event ${event} is voided; both stay on record.\n`, err: "", code: 0 });
  expect(await run(...voiding)).toEqual({ out: `Event ${event} was voided before.\n`, err: "", code: 0 });
  expect((await run("export")).out).toMatch(/"Kira";"2018-07-21";"ton";"conflict"/);
});

test("what was called wrongly says how it is called (exit code 2); what cannot be says why (1); neither records anything", async () => {
  const before = value("select count(*) from consent_event");
  const paper = ["--route", "paper"];
  const cases: [string[], number, RegExp][] = [
    [
      ["answer", "--child", child, "--person", dirk ?? "", "--audio", "JA", "--route", "paper"],
      2,
      /^Call it so: janein answer .*--by is who does it/,
    ],
    [
      ["answer", "--child", child, "--person", dirk ?? "", "--audio", "JA", "--route", "chat", ...by],
      2,
      /^Call it so: janein answer/,
    ],
    [
      ["answer", "--child", child, "--person", dirk ?? "", "--audio", "JA", "--route", "note", ...by],
      2,
      /^Call it so: janein answer/,
    ],
    [
      ["answer", "--child", child, "--person", dirk ?? "", "--audio", "JA", ...paper, "--day", "2099-01-01", ...by],
      1,
      /^--day is YYYY-MM-DD, not in the future/,
    ],
    [
      ["answer", "--child", child, "--person", dirk ?? "", "--audio", "JA", ...paper, "--notice", "7", ...by],
      1,
      /^There is no such version of the notice/,
    ],
    [
      ["answer", "--child", child, "--person", dirk ?? "", "--audio", "JA", ...paper, "--notice", "1e0", ...by],
      1,
      /^There is no such version of the notice/,
    ],
    [settling("video", frauke ?? "", "order"), 2, /^Call it so: janein settle .*--by is who does it/],
    [[...settling("video", frauke ?? "", "because"), ...by], 2, /^Call it so: janein settle/],
    [[...settling("video", frauke ?? "", "order").slice(0, -2), ...by], 2, /^Call it so: janein settle/],
    [[...settling("video", "stranger", "order"), ...by], 1, /^stranger is nobody who may declare for child/],
    [[...settling("video", frauke ?? "", "order"), ...by], 1, /^What the guardians have declared does not differ/],
    [[...settling("audio", frauke ?? "", "new_declaration"), ...by], 1, /^That person's declaration is not the newest/],
    [
      ["answer", "--child", "nobody", "--person", "x", "--audio", "JA", "--route", "paper", ...by],
      1,
      /^There is no child with the id nobody: look it up with "janein child NAME"/,
    ],
    [
      ["answer", "--child", child, "--person", "stranger", "--audio", "JA", "--route", "paper", ...by],
      1,
      /^stranger is nobody who may declare for child/,
    ],
    [["void", "nothing", "--why", "so", ...by], 2, /^There is no answer with the id nothing/],
    [
      ["record", "--receipt", "00000-00000-00000", "--out", `${env.DATABASE_PATH}.2.pdf`],
      1,
      /^There is no decision with the receipt/,
    ],
    [["export", "--format", "xml"], 2, /^Call it so: janein export \[--format svws\]/],
  ];
  const ended = await Promise.all(cases.map(([args]) => run(...args)));
  ended.forEach(({ out, err, code }, at) =>
    expect({ args: cases[at]?.[0], out, code, err }).toEqual({
      args: cases[at]?.[0],
      out: "",
      code: cases[at]?.[1],
      err: expect.stringMatching(cases[at]?.[2] ?? "") as string,
    }),
  );
  expect(value("select count(*) from consent_event")).toBe(before);
});

test("a JA of the day of a NEIN is refused with one line, with the call for an answer as with that for a settling", async () => {
  const told = ["--audio", "JA", "--route", "phone", ...by];
  const why = /^Not recorded: audio\. On [\d-]+ it was refused \(phone\), which is of the same day and stands\.\n$/;
  const [answered, settled] = [
    await run("answer", "--child", child, "--person", dirk ?? "", ...told),
    await run(...settling("audio", dirk ?? "", "new_declaration"), ...told),
  ];
  expect(answered).toEqual({ out: expect.stringMatching(why) as string, err: "", code: 0 });
  expect(settled).toEqual({ out: "", err: expect.stringMatching(why) as string, code: 1 });
});

test("a new declaration settles it with the same call", async () => {
  const settled = await run(
    ...settling("audio", frauke ?? "", "new_declaration"),
    ...["--audio", "NEIN", "--route", "phone", ...by],
  );
  expect(settled).toEqual({
    out: "Settled: 1 events. Everybody concerned is told what is allowed.\n",
    err: "",
    code: 0,
  });
  expect((await run("export")).out).toMatch(/"Kira";"2018-07-21";"ton";"withdrawn";"[\d-]+";"phone"/);
});
