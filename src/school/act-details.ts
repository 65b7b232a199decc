/**
 * What there is to say of something that somebody of the office did, beside what it was and on what: names of files,
 * counts, the value before and after. Never a parent's words, and no names of families: what a name was changed to
 * stands with the child, and is erased with it.
 * The words for each stand in the locales under `detail`; what is not known there is shown as it is.
 */
export type ActDetails = Readonly<Record<string, string | number>>;

/** No value is longer: a file may be called anything. */
const most = 200;

/** As they are kept, in one line of JSON; null for none. */
export function keptDetails(details: ActDetails): string | null {
  const all = Object.entries(details).map(([name, value]) => [
    name,
    typeof value === "number" ? value : shown(value).slice(0, most),
  ]);
  return all.length === 0 ? null : JSON.stringify(Object.fromEntries(all));
}

/** As they were kept; none for what is no such line. */
export function readDetails(kept: string | null): ActDetails {
  try {
    const read: unknown = JSON.parse(kept ?? "{}");
    if (typeof read !== "object" || read === null) return {};
    return Object.fromEntries(
      Object.entries(read).filter(([, value]) => typeof value === "string" || typeof value === "number"),
    );
  } catch {
    return {};
  }
}

const shown = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, " ").trim();
