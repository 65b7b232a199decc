import { isPurpose, type Part, type Purpose } from "./wish-parts.ts";
import { type Named, turnsIn } from "./wish-turns.ts";

/** What "only" makes of a clause: both purposes given, or the other one taken back. */
export type Only = Named & { act: "give" | "take" | null };

/**
 * "Nicht nur", "nicht mehr nur", Turkish "sadece … değil": the not denies that it is all, and nothing else.
 * Out: the parts without it.
 */
export function withoutNotOnly(parts: readonly Part[]): { parts: readonly Part[]; isAlso: boolean } {
  const only = parts.findIndex((part) => part === "only" || part === "onlyNow");
  const before = parts.slice(0, Math.max(0, only)).lastIndexOf("not");
  const not = only >= 0 && before < 0 && parts[only + 2] === "not" && isPurpose(parts[only + 1]) ? only + 2 : before;
  if (not < 0) return { parts, isAlso: false };
  return { parts: parts.filter((part, at) => at !== not && at !== only && part !== "longer"), isAlso: true };
}

/**
 * "Nur noch mit Stimme" takes the picture back; "nur noch mit Ton und Bild" takes back nothing, and lets both, and so
 * does "nicht nur Ton". Null: nothing is said of "only", or more than that.
 */
export function onlyIn(has: (part: Part) => boolean, parts: readonly Part[], isAlso: boolean): Only | null {
  const isNow = has("onlyNow") || (has("only") && (has("now") || has("longer")));
  if (!isNow && !isAlso && !has("only")) return null;
  const { named, denied, without } = turnsIn(parts);
  const purposes = [...new Set(named)];
  const isBoth = purposes.length === 2 || (isNow && purposes.length === 0 && has("both"));
  if (denied.length + without.length === 0 && (isBoth || (isAlso && purposes.length > 0)))
    return parts.some(isElse) ? null : { act: "give", named: ["sound", "picture"], denied, without };
  if (!isNow) return null;
  const [one] = purposes;
  const others: Purpose[] = purposes.length !== 1 ? [] : one === "sound" ? ["picture"] : ["sound"];
  return { act: others.length > 0 ? "take" : null, named: [], denied: others, without: [] };
}

/** Something is done beside it: refused, taken back or denied. */
const isElse = (part: Part) => part === "takes" || part === "refuses" || part === "not" || part === "no";
