import type * as Fs from "node:fs";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { inDraft, nameDraft } from "../../db/file/draft.ts";
import { freshDatabase } from "../support/process.ts";

const disk = vi.hoisted(() => ({ knowsTwoNames: true }));
vi.mock("node:fs", async (original) => {
  const fs: typeof Fs = await original();
  return {
    ...fs,
    linkSync: (from: string, to: string) => {
      if (!disk.knowsTwoNames)
        throw Object.assign(new Error("EPERM: operation not permitted, link"), { code: "EPERM" });
      fs.linkSync(from, to);
    },
  };
});
afterEach(() => {
  disk.knowsTwoNames = true;
});

const written = (words: string, to: string) =>
  inDraft(to, "part", (draft) => {
    writeFileSync(draft, words);
    nameDraft(draft, to);
  });

test.each([true, false])(
  "a draft gets its name only where nothing has it (the disk knows two names of a file: %s)",
  async (knows) => {
    disk.knowsTwoNames = knows;
    const to = freshDatabase();
    await written("first", to);
    await expect(written("second", to)).rejects.toThrow(/is there already\. A backup is never overwritten/);
    expect([readFileSync(to, "utf8"), readdirSync(dirname(to))]).toEqual(["first", ["school.sqlite"]]);
    if (process.platform !== "win32") expect((statSync(to).mode & 0o777).toString(8)).toBe("600");
  },
);

test("a draft that was taken away in the middle leaves no empty file under the name", async () => {
  disk.knowsTwoNames = false;
  const to = freshDatabase();
  const gone = inDraft(to, "part", (draft) => nameDraft(`${draft}.gone`, to));
  await expect(gone).rejects.toThrow();
  expect(readdirSync(dirname(to))).toEqual([]);
});

test("drafts of a process that is gone are removed with their logs; those of one that lives, and files of others, stay", async () => {
  const to = freshDatabase();
  const gone = [".janein-99999999-1.part", ".janein-99999999-2.restoring-wal", ".part", ".restoring"];
  const stay = [`.janein-${process.ppid}-1.part`, ".part.txt", "-notes.part", ".parts"];
  for (const ending of [...gone, ...stay]) writeFileSync(to + ending, "x");
  writeFileSync(to.replace("school", "yesterday") + ".janein-99999999-1.part", "x");
  await inDraft(to, "part", async () => {
    await inDraft(to, "part", () => undefined);
    expect(readdirSync(dirname(to)).filter((name) => name.includes(`janein-${process.pid}-`))).toHaveLength(1);
  });
  expect(readdirSync(dirname(to)).toSorted()).toEqual(stay.map((ending) => `school.sqlite${ending}`).toSorted());
});
