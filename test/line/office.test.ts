import { expect, test } from "vitest";
import { openAnchors } from "../../src/anchor/anchors.ts";
import { OfficePages } from "../support/office-pages.ts";
import { freshDatabase, janein } from "../support/process.ts";
import { School } from "../support/school.ts";

test("a link is printed once, for whoever runs the server to hand on; it signs in with this name and role", async () => {
  const env = { DATABASE_PATH: freshDatabase(), PUBLIC_URL: "https://janein.example" };
  await janein(["import", "src/demo/invented-school.csv", "--apply"], env);
  const { out, err, code } = await janein(["office", "invite", "A.", "Schreiber", "--role", "head"], env);
  expect({ code, err }).toEqual({
    code: 0,
    err: "For A. Schreiber (head); it works once and for a day. Give it to nobody else.\n",
  });
  const [, path = ""] = /^https:\/\/janein\.example(\/office\/sign-in#[\w-]{32})\n$/.exec(out) ?? [];
  const { sealOfRow } = await openAnchors(`${env.DATABASE_PATH}.proof`, () => "there is a key already");
  const school = await School.open({ path: env.DATABASE_PATH, sealOfRow, now: new Date() });
  const pages = new OfficePages(school);
  const visitor = await pages.withLink(path);
  expect((await visitor.get("/people")).text).toContain("A. Schreiber , Schulleitung");
  expect((await visitor.get("/actions")).text).toContain("janein office invite Person eingeladen");
  const again = await janein(["office", "invite", "A. Schreiber", "--role", "office"], { ...env, PUBLIC_URL: "" });
  expect(again.out).toMatch(/^http:\/\/127\.0\.0\.1:3000\/office\/sign-in#/);
  expect((await school.house.office.everybody(new Date())).map(({ name, role }) => `${name} ${role}`)).toEqual([
    "A. Schreiber office",
  ]);
  const alike = await janein(["office", "invite", "a. schreiber", "--role", "head"], env);
  expect(alike).toMatchObject({ out: "", code: 1 });
  expect(alike.err).toMatch(/^a\. schreiber looks like A\. Schreiber, [^\n]+\n$/);
  for (const name of ["A. 5chreiber", "JaNein", "JaNe1n"]) {
    const like = await janein(["office", "invite", name, "--role", "head"], env);
    expect(like).toMatchObject({ out: "", code: 1, err: expect.stringContaining(`${name} looks like `) as string });
  }
  expect((await janein(["office", "invite", "x".repeat(101), "--role", "head"], env)).code).toBe(2);
  await school.stop();
});

test.each([
  [["office"]],
  [["office", "invite", "A. Schreiber"]],
  [["office", "invite", "--role", "head"]],
  [["office", "invite", "A. Schreiber", "--role", "boss"]],
  [["office", "expel", "A. Schreiber", "--role", "head"]],
])(
  "%j is explained",
  async (args) => {
    expect(await janein(args, { DATABASE_PATH: freshDatabase() })).toEqual({
      out: "",
      err: "Call it so: janein office invite NAME --role office|head|officer\n",
      code: 2,
    });
  },
  60_000,
);
