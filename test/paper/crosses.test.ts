import { describe, expect, test } from "vitest";
import { boxOf, crossed } from "../../src/paper/crosses.ts";
import type { Gray } from "../../src/paper/gray.ts";
import type { ScannedField, ScannedFile } from "../../src/paper/scanned.ts";
import { readScan } from "../../src/scan/read-scan.ts";
import { pngOf } from "../../src/scan/png.ts";
import { sealForm } from "../../src/school/form-token.ts";
import { chanceOf, oneOf } from "../support/chance.ts";
import { jpegOf } from "../support/jpeg.ts";
import {
  type Distortion,
  drawn,
  formPdf,
  type Mark,
  pageOf,
  type Paper,
  type Pen,
  photographed,
  put,
  still,
  strikes,
  strip,
} from "../support/scans.ts";

const key = "a key for tests, thirty-two characters long";
const codeOf = (at: number, of: number) =>
  sealForm({ notice: 1, person: "00112233445566aa", child: `00112233445566b${at}`, sheet: "0a0b0c0d", at, of }, key);
const clean = { broad: 0.5, light: 40 };

const blanks = new Map<Paper, Promise<Gray>>();

/** A sheet with these marks in its fields, drawn flat. */
async function marked(paper: Paper, marks: readonly (readonly Mark[])[], chance = chanceOf(1)): Promise<Gray> {
  const codes = paper.fields.map((_, at) => codeOf(at + 1, paper.fields.length));
  const blank = await (blanks.get(paper) ?? drawn(await formPdf(paper, codes)));
  if (paper === strip) blanks.set(paper, Promise.resolve(blank));
  const sheet = { ...blank, data: blank.data.slice() };
  for (const [at, of] of marks.entries()) for (const mark of of) put(sheet, paper, at, mark, { ...clean, chance });
  return sheet;
}

const read = (bytes: Uint8Array): Promise<ScannedFile> => readScan({ name: "bogen", bytes }, 10);
const fieldsOf = ({ pages }: ScannedFile): readonly ScannedField[] => pages.flatMap(({ fields }) => fields);
const answersOf = (file: ScannedFile) => fieldsOf(file).map(({ answers }) => `${answers.audio} ${answers.video}`);
const taken = (sheet: Gray, paper: Paper, how: Partial<Distortion>, seed = 1) =>
  photographed(sheet, paper, { ...still, dots: paper === strip ? 8 : 6, ...how }, chanceOf(seed));

test("both fields of a printed page are read, each with its code and its picture", async () => {
  const sheet = await marked(pageOf(2), [
    [
      ["audio", "yes", "cross"],
      ["video", "no", "tick"],
    ],
    [["audio", "no", "large cross"]],
  ]);
  const file = await read(pngOf(sheet));
  expect(answersOf(file)).toEqual(["yes no", "no none"]);
  expect(fieldsOf(file).map(({ code }) => code)).toEqual([codeOf(1, 2), codeOf(2, 2)]);
  expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
  for (const { picture } of fieldsOf(file)) expect(Buffer.from(picture.subarray(1, 4)).toString()).toBe("PNG");
});

describe("a whole page is read", () => {
  test.each<[string, Partial<Distortion>]>([
    ["upside down", { turned: 180 }],
    ["lying on its side", { turned: 90 }],
    ["lying on its other side, a little askew", { turned: 273 }],
    ["put in askew", { turned: -7 }],
    ["dimmed, with light from one side", { light: 0.55, uneven: 0.4 }],
    ["grainy and out of focus", { noise: 12, blurred: 1 }],
    ["held aslant", { aslant: [0.04, -0.03] }],
    ["crumpled", { crumpled: 1, folds: 0.3 }],
    ["all of it", { turned: 4, aslant: [0.02, 0.02], crumpled: 0.6, folds: 0.2, light: 0.7, uneven: 0.3, noise: 6 }],
  ])("%s", async (_, how) => {
    const sheet = await marked(pageOf(1), [
      [
        ["audio", "yes", "cross"],
        ["video", "no", "cross"],
      ],
    ]);
    expect(answersOf(await read(jpegOf(taken(sheet, pageOf(1), how), 60)))).toEqual(["yes no"]);
  });
});

describe("what is not exactly one clear cross is left open, and it is said why", () => {
  test.each<[string, Pen[], Pen[], string]>([
    ["nothing", [], [], "none"],
    ["both", ["cross"], ["tick"], "both"],
    ["a cross that was blackened, and the other crossed", ["blackened"], ["cross"], "filled"],
    ["a cross that was struck out", ["crossed out"], [], "filled"],
    ["a scribble, which may be a cross taken back", [], ["scribble"], "filled"],
    ["a dot of the pen", ["dot"], [], "faint"],
    ["a dot beside a cross", ["cross"], ["dot"], "faint"],
    ["a stroke, as one strikes out", ["dash"], [], "stroke"],
    ["a slanting stroke", [], ["slash"], "stroke"],
    ["a ring around the box", ["circle"], [], "around"],
    ["a cross, and a ring around the other box", ["cross"], ["circle"], "around"],
  ])("%s", async (_, yes, no, why) => {
    const marks = [...yes.map((pen) => ["yes", pen] as const), ...no.map((pen) => ["no", pen] as const)];
    const sheet = await marked(strip, [
      [...marks.map(([answer, pen]) => ["audio", answer, pen] as const), ["video", "yes", "cross"]],
    ]);
    for (const how of [{}, { turned: 3, crumpled: 0.5, noise: 6, blurred: 1, light: 0.7 }])
      expect(answersOf(await read(pngOf(taken(sheet, strip, how))))).toEqual([`${why} yes`]);
  });

  test("a box that nobody can see says nothing", () => {
    expect([boxOf(null), crossed("lost", "crossed"), crossed("crossed", "lost")]).toEqual(["lost", "lost", "lost"]);
  });

  test("a field of which a mark is covered", async () => {
    const sheet = await marked(strip, [[["audio", "yes", "cross"]]]);
    const dots = sheet.width / strip.width;
    for (let y = 0; y < 30 * dots; y += 1) sheet.data.fill(120, y * sheet.width, y * sheet.width + 23 * dots);
    expect(answersOf(await read(pngOf(sheet)))).toEqual(["lost lost"]);
  });
});

const isAnswer = (read: string) => read === "yes" || read === "no";

/** Pens with which a form is filled in clearly, and what else people do. */
const [clear, odd] = [
  ["cross", "large cross", "tick"],
  ["scribble", "dot", "dash", "slash", "blackened", "circle", "crossed out"],
] as const;

describe("of a hundred pictures that chance has made none is read wrongly, and nine of ten clear crosses are read", () => {
  test.each([1, 2])("fifty of them (%i)", { timeout: 600_000 }, async (seed) => {
    const chance = chanceOf(seed);
    const code = codeOf(1, 1);
    const blank = await drawn(await formPdf(strip, [code]));
    const outcome = { wrong: [] as string[], right: 0, open: 0 };
    for (let picture = 0; picture < 50; picture += 1) {
      const sheet = { ...blank, data: blank.data.slice() };
      const how = { broad: 0.3 + chance() * 0.4, light: 30 + chance() * 80, chance };
      const [said, pen] = [oneOf(["yes", "no"] as const, chance), oneOf(clear, chance)];
      put(sheet, strip, 0, ["audio", said, pen], how);
      const other = oneOf([...odd, "both"] as const, chance);
      const where = oneOf(["yes", "no"] as const, chance);
      if (other === "both")
        for (const one of ["yes", "no"] as const) put(sheet, strip, 0, ["video", one, "cross"], how);
      else put(sheet, strip, 0, ["video", where, other], how);
      const taken = photographed(sheet, strip, moderate(chance), chance);
      const file = await read(picture % 5 === 0 ? jpegOf(taken, 50 + chance() * 40) : pngOf(taken));
      const { audio, video } = fieldsOf(file)[0]?.answers ?? { audio: "lost", video: "lost" };
      if (audio === said) outcome.right += 1;
      else outcome.open += 1;
      if (isAnswer(audio) && audio !== said) outcome.wrong.push(`${pen} in ${said}: ${audio}`);
      if (isAnswer(video) && !(other === "scribble" && video === where))
        outcome.wrong.push(`${other} in ${where}: ${video}`);
    }
    expect(outcome.wrong).toEqual([]);
    expect(outcome.right / (outcome.right + outcome.open)).toBeGreaterThanOrEqual(0.9);
  });
});

describe("a cross that was struck out afterwards is left open, whatever was drawn over it", () => {
  test.each(strikes)("%s", { timeout: 600_000 }, async (strike) => {
    const chance = chanceOf(strike.length);
    const blank = await drawn(await formPdf(strip, [codeOf(1, 1)]));
    const answers: string[] = [];
    for (let picture = 0; picture < 6; picture += 1) {
      const sheet = { ...blank, data: blank.data.slice() };
      const how = { broad: 0.3 + chance() * 0.4, light: 30 + chance() * 80, chance };
      for (const pen of [clear[picture % clear.length] ?? "cross", strike])
        put(sheet, strip, 0, ["audio", "yes", pen], how);
      const file = await read(pngOf(photographed(sheet, strip, moderate(chance), chance)));
      answers.push(fieldsOf(file)[0]?.answers.audio ?? "lost");
    }
    expect(answers.filter(isAnswer)).toEqual([]);
  });
});

/** As sheets come: turned any way, a little askew and aslant, folded, in the light of a desk, with a usual telephone. */
function moderate(chance: () => number): Distortion {
  const upTo = (most: number) => (chance() - 0.5) * 2 * most;
  return {
    turned: oneOf([0, 90, 180, 270], chance) + upTo(6),
    aslant: [upTo(0.03), upTo(0.03)],
    crumpled: chance() * 0.9,
    folds: chance() * 0.3,
    light: 0.55 + chance() * 0.45,
    uneven: chance() * 0.4,
    noise: chance() * 9,
    blurred: oneOf([0, 0, 1], chance),
    dots: 5.5 + chance() * 2,
  };
}
