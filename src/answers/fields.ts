/** `{{head}}`: what only one school can say. */
const field = /\{\{(\w+)\}\}/g;

/**
 * A text of the program with what one school says in the place of its fields.
 * Errors: names a field that nothing is known of.
 */
export function filledIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(field, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`notice.md names {{${name}}}, which is no fact of a school`);
    return value;
  });
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
