import { describe, expect, test } from "vitest";
import { readNotice } from "../../src/answers/notice.ts";
import { dayIn } from "../../src/consent/day.ts";
import {
  evidenceOfTaken,
  formShown,
  type Version,
  versionNumber,
  versionOn,
  whyNotTaken,
} from "../../src/consent/taken.ts";
import { texts } from "../support/school.ts";

const version = (number: number, more: Partial<Version> = {}): Version => ({
  number,
  publishedAt: `2026-11-0${number}T08:00:00.000Z`,
  change: "correction",
  lapsedAt: null,
  ...more,
});
const dayOf = (moment: string) => moment.slice(0, 10);
const school = { today: "2026-11-20", dayOf, periodRuns: true, lastEnd: null as string | null };
const yes = { audio: "yes" as const };
const why = (taken: Parameters<typeof whyNotTaken>[0], versions = [version(1), version(2)], periodRuns = true) =>
  whyNotTaken(taken, versions, { ...school, periodRuns });

describe("what came another way is put down", () => {
  test("on a day between the first notice and today, on a version that there is", () => {
    expect(why({ answers: yes, day: "2026-11-01", notice: 1 })).toBeNull();
    expect(why({ answers: yes, day: "2026-11-20", notice: 2 })).toBeNull();
    expect(why({ answers: yes, day: "2026-11-21", notice: 2 })).toBe("day");
    expect(why({ answers: yes, day: "2026-10-31", notice: 1 })).toBe("day");
    expect(why({ answers: yes, day: "2026-11-20", notice: 3 })).toBe("notice");
  });
  test("not on a version that was published after that day; what is published on it counts", () => {
    const on = (day: string, audio: "yes" | "no" = "yes") => why({ answers: { audio }, day, notice: 2 });
    expect([on("2026-11-01"), on("2026-11-01", "no"), on("2026-11-02")]).toEqual(["noticeLater", "noticeLater", null]);
  });
  test("where no version is named, on the one that was in force on the day", () => {
    const on = (day: string) => versionOn([version(1), version(2)], day, dayOf)?.number;
    expect([on("2026-10-31"), on("2026-11-01"), on("2026-11-02"), on("2026-11-20")]).toEqual([undefined, 1, 2, 2]);
  });
  test("on a version that is named in digits", () =>
    expect(["1", "12", "1e0", "0x1", " 1", "1.0", "01", "-1", ""].map(versionNumber)).toEqual([
      ...[1, 12, null, null, null, null, null, null, null],
    ]));
  test("a yes not on a version whose consents have lapsed, a no on any", () => {
    const versions = [version(1), version(2, { change: "material", lapsedAt: "2026-11-15T08:00:00.000Z" })];
    expect(why({ answers: yes, day: "2026-11-10", notice: 1 }, versions)).toBe("noticeOver");
    expect(why({ answers: { audio: "no" }, day: "2026-11-10", notice: 1 }, versions)).toBeNull();
    expect(why({ answers: yes, day: "2026-11-16", notice: 2 }, versions)).toBeNull();
    const planned = [version(1), version(2, { change: "material" })];
    expect(why({ answers: yes, day: "2026-11-10", notice: 1 }, planned)).toBeNull();
  });
  test("no yes from before the end of a period that is over: nothing is renewed by itself", () => {
    const since = { ...school, lastEnd: "2026-11-12T08:00:00.000Z" };
    const on = (day: string, audio: "yes" | "no" = "yes") =>
      whyNotTaken({ answers: { audio }, day, notice: 1 }, [version(1)], since);
    expect([on("2026-11-11"), on("2026-11-12"), on("2026-11-11", "no")]).toEqual(["periodOver", null, null]);
  });
  test("no yes without a period; a no always", () => {
    expect(why({ answers: yes, day: "2026-11-10", notice: 1 }, [version(1)], false)).toBe("noPeriod");
    expect(why({ answers: { video: "no" }, day: "2026-11-10", notice: 1 }, [version(1)], false)).toBeNull();
  });
});

test("the evidence names the way, who took it down, the note and the day, on one line", () => {
  const taken = { answers: yes, route: "paper" as const, day: "2026-11-10", notice: 1, note: "Ordner\n3a" };
  const evidence = evidenceOfTaken(taken, "Frau Schreiber", "form 1");
  expect(evidence).toBe("paper, taken by Frau Schreiber, form 1; Ordner 3a; declared on 2026-11-10");
  expect(dayIn(evidence)).toBe("2026-11-10");
});

test("the form of the notice is the text that was shown, word by word; a notice without one shows nothing", () => {
  const form = formShown(texts.notice) ?? "";
  for (const id of ["form-title", "form-agreement", "form-audio", "form-video", "voluntary", "withdrawal", "duration"])
    expect(form).toContain(texts.notice.passages.get(id)?.text);
  expect(form).not.toContain(texts.notice.passages.get("letter-reason")?.text);
  expect(formShown(readNotice("# Titel\n\n## Anderes\n\n[other] Ein Satz <b>.\n"))).toBeNull();
});
