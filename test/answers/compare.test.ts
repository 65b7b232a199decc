import { expect, test } from "vitest";
import { compareNotices } from "../../src/answers/compare.ts";
import { readNotice } from "../../src/answers/notice.ts";
import { texts } from "../support/texts.ts";

const version = (...lines: string[]) => readNotice(["# Information", "## Wer?", ...lines].join("\n"));
const before = version("[school] Die Schule.", "[officer] Frau Beispiel.", "[deleted] Nach sieben Tagen.");

test("the same text has no differences, also on other lines and under other paragraphs", () => {
  expect(compareNotices(texts.notice, readNotice(texts.noticeFile))).toEqual([]);
  expect(
    compareNotices(
      before,
      version("[deleted] Nach sieben Tagen.", "", "[officer] Frau Beispiel.", "[school] Die Schule."),
    ),
  ).toEqual([]);
});

test("a changed passage is shown as it was and as it is, one letter being enough", () => {
  expect(
    compareNotices(before, version("[school] Die Schule.", "[officer] Frau Beispiel!", "[deleted] Nach sieben Tagen.")),
  ).toEqual([{ id: "officer", before: "Frau Beispiel.", after: "Frau Beispiel!" }]);
});

test("what is new stands in the order of the newer version, and what is gone comes last", () => {
  const after = version("[servers] In Deutschland.", "[school] Die Schule.", "[deleted] Nach einem Tag.");
  expect(compareNotices(before, after)).toEqual([
    { id: "servers", before: null, after: "In Deutschland." },
    { id: "deleted", before: "Nach sieben Tagen.", after: "Nach einem Tag." },
    { id: "officer", before: "Frau Beispiel.", after: null },
  ]);
});

test("read the other way round, it is the same list with before and after exchanged", () => {
  const after = version("[school] Die Grundschule.", "[servers] In Deutschland.");
  const turned = compareNotices(after, before).map(({ id, before: was, after: is }) => ({
    id,
    before: is,
    after: was,
  }));
  expect(turned.toSorted((one, other) => one.id.localeCompare(other.id))).toEqual(
    compareNotices(before, after).toSorted((one, other) => one.id.localeCompare(other.id)),
  );
});
