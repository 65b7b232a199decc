import { createHash } from "node:crypto";
import type { Translation } from "../answers/help.ts";
import { type Facts, readFacts } from "../school/facts.ts";
import type { SchoolText } from "../school/school-text.ts";
import { noFacts } from "../school/school-text.ts";
import type { Draft, KeptDraft, Letterhead } from "../house/school-notice.ts";
import { WrongText } from "../texts/wrong-text.ts";
import type { SchoolFiles } from "./school-folder.ts";

export const factsFile = "facts.json";
export const noticeFile = "notice.md";
export const draftFile = "draft.json";
const translationFile = (language: string) => `translations/${language}.json`;
const letterheads = [
  ["letterhead.png", "image/png"],
  ["letterhead.jpg", "image/jpeg"],
  ["letterhead.txt", "text"],
] as const;

const asText = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replace(/^\uFEFF/, "");

function json(files: SchoolFiles, name: string): unknown {
  const bytes = files.read(name);
  if (bytes === null) return null;
  try {
    return JSON.parse(asText(bytes));
  } catch (error) {
    throw new WrongText(`${files.place}/${name} is no JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

/** Facts as they stand in a file; what a file lacks is empty: the page asks for it. */
const factsIn = (found: unknown): Facts => {
  const read = readFacts(found);
  if ("facts" in read) return read.facts;
  const given = found as Record<string, unknown>;
  const known = Object.keys(noFacts).filter((name) => typeof given[name] === "string");
  return { ...noFacts, ...Object.fromEntries(known.map((name) => [name, given[name] as string])) };
};

/** What the notice in force was made of; null where the folder does not say it. Errors: WrongText. */
export function keptText(files: SchoolFiles): SchoolText | null {
  const facts = json(files, factsFile);
  const template = files.read(noticeFile);
  return facts === null || template === null ? null : { facts: factsIn(facts), template: asText(template) };
}

/** What there is in a folder that lacks the notice, or everything: the facts, as far as they are there. */
export const textWithout = (files: SchoolFiles, template: string): SchoolText => ({
  facts: factsIn(json(files, factsFile) ?? {}),
  template,
});

/** The notice first: a folder that has no facts yet is filled anew. */
export function keepText(files: SchoolFiles, { facts, template }: SchoolText): void {
  files.write(noticeFile, template);
  files.write(factsFile, `${JSON.stringify(facts, null, 2)}\n`);
}

/** What the school has translated itself. In: the languages there are. */
export function keptTranslations(files: SchoolFiles, languages: readonly string[]): Record<string, Translation> {
  const found = languages.map((language) => [language, json(files, translationFile(language))] as const);
  return Object.fromEntries(found.filter(([, own]) => own !== null)) as Record<string, Translation>;
}

export function keepTranslation(files: SchoolFiles, language: string, translation: Translation): void {
  files.write(translationFile(language), `${JSON.stringify(translation, null, 2)}\n`);
}

export function keptDraft(files: SchoolFiles): KeptDraft | null {
  const bytes = files.read(draftFile);
  const found = json(files, draftFile) as Draft | null;
  if (bytes === null || found === null) return null;
  return { draft: { ...found, facts: factsIn(found.facts) }, mark: createHash("sha256").update(bytes).digest("hex") };
}

export function keepDraft(files: SchoolFiles, draft: Draft): void {
  files.write(draftFile, `${JSON.stringify(draft, null, 2)}\n`);
}

export function keptLetterhead(files: SchoolFiles): Letterhead | null {
  for (const [name, type] of letterheads) {
    const bytes = files.read(name);
    if (bytes !== null) return type === "text" ? { type, text: asText(bytes) } : { type, bytes };
  }
  return null;
}

export function keepLetterhead(files: SchoolFiles, letterhead: Letterhead | null): void {
  const kept = letterheads.find(([, type]) => type === letterhead?.type)?.[0];
  // Written first: where there is no room for it, the one before stays.
  if (letterhead !== null && kept !== undefined)
    files.write(kept, letterhead.type === "text" ? letterhead.text : letterhead.bytes);
  for (const [name] of letterheads) if (name !== kept) files.remove(name);
}
