import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MatrixPerson } from "../support/matrix-person.ts";
import { MatrixSchool } from "../support/matrix-school.ts";
import { Synapse, synapsePython } from "../support/synapse.ts";

describe.skipIf(!synapsePython)("in rooms that a real server has encrypted", () => {
  let synapse: Synapse;
  let school: MatrixSchool;
  beforeAll(async () => {
    synapse = await Synapse.open({ encrypts: "all" });
    school = await MatrixSchool.open(synapse, "janein");
  });
  afterAll(async () => {
    await school?.close();
    await synapse?.close();
  });

  test("a mother consents, the teacher hears of it, both read all of it, and the server none", async () => {
    const mother = await MatrixPerson.of(synapse, "nadja", { encrypts: true });
    const teacher = await MatrixPerson.of(synapse, "tafel", { encrypts: true });
    await school.joins(teacher, "teacher");
    await school.joins(mother, "mother");
    const { newest } = mother;
    await mother.says("einwilligung Mila");
    const sound = await mother.reads("Teilnahme per Audio (Ton)?", newest);
    await mother.says("JA");
    const picture = await mother.reads("Teilnahme per Video (Bild)?", sound.id);
    await mother.says("NEIN");
    const review = await mother.reads("Absenden", picture.id);
    expect(mother.taps("Absenden", review.id - 1)).toBe(true);
    const { name, bytes } = await mother.document(review.id);
    expect(name).toMatch(/\.pdf$/);
    expect(Buffer.from(bytes.slice(0, 4)).toString()).toBe("%PDF");
    await teacher.reads("Teilnahme nur mit Ton");
    expect(await school.events("Mila")).toBe("audio given, video refused");
    for (const person of [mother, teacher]) {
      expect(person.unreadable).toEqual([]);
      expect(person.shown.filter(({ type }) => type === "m.room.message")).toEqual([]);
      expect(person.shown.filter(({ type }) => type === "m.room.encrypted").length).toBeGreaterThan(3);
      await person.close();
    }
    expect(school.warnings).toEqual([]);
  });
});
