/** `{{head}}`: what only one school can say. */
const field = /\{\{(\w+)\}\}/g;

/**
 * A text of the program with what one school says in the place of its fields; null where it has a field that nothing
 * is known of.
 */
export function filledIn(template: string, values: Readonly<Record<string, string>>): string | null {
  const isKnown = [...template.matchAll(field)].every(([, name = ""]) => Object.hasOwn(values, name));
  return isKnown ? template.replaceAll(field, (_, name: string) => values[name] ?? "") : null;
}

/** What stands in braces in a text and is no field that something is known of, each once: "{{haed}}", "{head}". */
export function oddFields(template: string, values: Readonly<Record<string, string>>): string[] {
  const known = (whole: string) => Object.hasOwn(values, /^\{\{(\w+)\}\}$/.exec(whole)?.[1] ?? "");
  const found = template.match(/\{+[^{}\s]*\}*|\}+/g) ?? [];
  return [...new Set(found)].filter((whole) => !known(whole));
}

/** Whether a text has fields. */
export const hasFields = (text: string): boolean => new RegExp(field.source).test(text);

/**
 * What stood in the place of the fields, where a text was made of this template; null where it was not.
 * In: one line of both.
 */
export function readBack(template: string, text: string): Record<string, string> | null {
  const names = [...template.matchAll(field)].map(([, name = ""]) => name);
  const parts = template.split(/\{\{\w+\}\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = new RegExp(`^${parts.join("(.+?)")}$`, "u").exec(text);
  return found && Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ""]));
}
