/** Where the child's name and class stand in a text that is kept once for all children. */
export const marks = { child: "⟨Kind⟩", className: "⟨Klasse⟩" };

interface Names {
  child: string;
  className: string;
}

/** The evidence of an act, with the names that stood in the text that was shown. */
export function evidenceOf(act: string, names: Names): string {
  return `${act}; ${marks.child} = ${names.child}; ${marks.className} = ${names.className}`;
}

/**
 * The text as the person saw it.
 * In: the text as it is kept; the evidence of the event. Where what identifies was erased, the marks stay.
 */
export function asShown(text: string, evidence: string): string {
  const [, child = marks.child, className = marks.className] =
    /^.*; ⟨Kind⟩ = (.*); ⟨Klasse⟩ = (.*)$/su.exec(evidence) ?? [];
  // As functions: a name is put in as it is, also one with a "$".
  return text.replaceAll(marks.child, () => child).replaceAll(marks.className, () => className);
}

/** Typed words as they stand in evidence: on one line, whatever was typed. */
export function oneLine(typed: string): string {
  return typed.replaceAll(/\s+/g, " ").trim();
}

/** A text of at most so many letters: of a longer one its beginning, and a mark that says so. */
export function beginningOf(text: string, most: number): string {
  // Never between the two halves of one sign.
  return text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")} …` : text;
}

/** A text for a message with markup. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A message with markup, as it is read. */
export function withoutMarkup(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&#x2F;", "/")
    .replaceAll("&amp;", "&");
}
