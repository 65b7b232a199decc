import { createHash } from "node:crypto";
import { isRefused } from "../../db/file/not-ours.ts";
import type { NoticeVersion, NoticeVersions } from "../../db/proof/notice-versions.ts";
import { untranslated } from "../answers/help.ts";
import { lostFrom } from "../answers/needed.ts";
import { readNotice } from "../answers/notice.ts";
import { type KeptDraft, NotBegun, type SchoolNotice } from "../house/school-notice.ts";
import type { SchoolText } from "../school/school-text.ts";
import type { InForce, ProgramTexts } from "../texts.ts";
import { germanIn, oddFieldsOf, withNotice } from "../texts/noticed.ts";
import type { SchoolFiles } from "./school-folder.ts";
import * as folder from "./school-text-files.ts";

interface Parts {
  files: SchoolFiles;
  texts: ProgramTexts;
  notices: NoticeVersions;
}

/**
 * The school's own notice. The text in force is the one of the newest version, whatever stands in the folder: that
 * holds what it was made of, and its translations.
 */
export function openSchoolNotice({ files, texts, notices }: Parts): SchoolNotice {
  const { version, inForce, isInStep } = looking({ files, texts, notices });
  const textOf = (of: SchoolText) => germanIn(texts, of);
  const oddFields = (of: SchoolText) => oddFieldsOf(texts, of);
  const beginning = () => folder.keptText(files) ?? folder.textWithout(files, texts.template);
  const open = ofTheSame<ReadonlyMap<string, readonly string[]>>();
  const own = (language: string) => folder.keptTranslations(files, [language])[language] ?? {};
  return {
    ...{ version, inForce, isInStep, beginning, textOf, oddFields },
    hasBegun: () => newestOf(notices) !== undefined,
    letterhead: () => folder.keptLetterhead(files),
    keepLetterhead: (letterhead) => folder.keepLetterhead(files, letterhead),
    draft: () => folder.keptDraft(files),
    keepDraft(of, mark, by, now) {
      if ((folder.keptDraft(files)?.mark ?? null) !== mark) return null;
      const upon = newestOf(notices)?.number ?? null;
      folder.keepDraft(files, { ...of, upon, savedAt: now.toISOString(), savedBy: by });
      return folder.keptDraft(files);
    },
    dropDraft: () => files.remove(folder.draftFile),
    preview(of) {
      const shown = {
        ...of,
        text: textOf(of) ?? of.template,
        translations: folder.keptTranslations(files, texts.languages),
      };
      return withNotice(texts, () => shown);
    },
    async publish(mark, change, by, now) {
      const kept = folder.keptDraft(files);
      if (kept === null) return { refused: "noDraft" };
      if (kept.mark !== mark) return { refused: "overtaken" };
      const [text, odd] = [textOf(kept.draft), oddFields(kept.draft)];
      if (text === null || odd.length > 0) return { refused: "field", odd };
      const lost = lostFrom(readNotice(text), texts.topics);
      if (lost.length > 0) return { refused: "lost", lost };
      const published = await notices.publish({ text, change, upon: kept.draft.upon, by }, now);
      if ("refused" in published) return published;
      putInForce(files, kept);
      return { number: published.number, facts: kept.draft.facts };
    },
    untranslated() {
      const { template } = beginning();
      const kept = folder.keptTranslations(files, texts.languages);
      return open([template, JSON.stringify(kept)], () => {
        const others = texts.languages.filter((language) => language !== "de");
        const of = (language: string) => [kept[language] ?? {}, texts.programHelp(language)?.translation ?? {}];
        return new Map(others.map((language) => [language, untranslated(readNotice(template), of(language))]));
      });
    },
    translation: (language) => ({ own: own(language), program: texts.programHelp(language)?.translation ?? {} }),
    translate: (language, key, translated) =>
      folder.keepTranslation(files, language, { ...own(language), [key]: translated }),
  };
}

/** Looks at what is in force, and again only when there is something new to see. */
function looking({ files, texts, notices }: Parts): Pick<SchoolNotice, "version" | "inForce" | "isInStep"> {
  let known: { number: number; stamp: string; inForce: InForce } | null = null;
  const version = () => newestOf(notices) ?? refuseNotBegun();
  const source = () => folder.keptText(files) ?? folder.textWithout(files, texts.template);
  const made = (text: string): InForce => ({
    ...{ text, ...source() },
    translations: folder.keptTranslations(files, texts.languages),
  });
  const inForce = (): InForce => {
    const [newest, stamp] = [version(), files.stamp()];
    const isSame = known?.number === newest.number && known.stamp === stamp && known.inForce.text === newest.text;
    known = { number: newest.number, stamp, inForce: known && isSame ? known.inForce : made(newest.text) };
    return known.inForce;
  };
  const step = ofTheSame<boolean>();
  // What was changed in place leaves the folder as it was: here it is looked at itself.
  const isInStep = () => {
    const of = source();
    const { text } = inForce();
    return step([text, of.template, JSON.stringify(of.facts)], () => germanIn(texts, of) === text);
  };
  return { version, inForce, isInStep };
}

/** Remembers what was made last, as long as it would be made of the same: by its hash, whoever has written it. */
function ofTheSame<T>(): (of: readonly string[], make: () => T) => T {
  let known: { hash: string; made: T } | null = null;
  return (of, make) => {
    const hash = createHash("sha256").update(JSON.stringify(of)).digest("hex");
    if (known?.hash !== hash) known = { hash, made: make() };
    return known.made;
  };
}

/** In a database that somebody else has changed what was in force goes on: a NEIN is still heard. */
function newestOf(notices: NoticeVersions): NoticeVersion | undefined {
  const known = lastSeen(notices);
  try {
    known.version = notices.inForce();
  } catch (error) {
    if (!isRefused(error)) throw error;
    known.version ??= notices.newestAnyhow();
  }
  return known.version;
}

const seen = new WeakMap<NoticeVersions, { version: NoticeVersion | undefined }>();
function lastSeen(notices: NoticeVersions) {
  const known = seen.get(notices) ?? { version: undefined };
  seen.set(notices, known);
  return known;
}

function refuseNotBegun(): never {
  throw new NotBegun();
}

/** The folder says from now on what is in force; the draft is no draft any more. */
export function putInForce(files: SchoolFiles, { draft }: KeptDraft): void {
  folder.keepText(files, { facts: draft.facts, template: draft.template });
  files.remove(folder.draftFile);
}
