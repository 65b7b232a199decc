import { sealForm } from "../../school/form-token.ts";
import type { Letter, LetterChild } from "./data.ts";

/**
 * The codes of the fields on one sheet, in the order of its children; none for whoever has no id.
 * In: the letter that the form belongs to; the children on this sheet.
 */
export type FormCodes = (letter: Letter, children: readonly LetterChild[]) => (string | null)[];

/** In: the school's key; the notice version that is printed; a source of random bytes. */
export function formCodes(key: string, notice: number, randomBytes: (count: number) => Uint8Array): FormCodes {
  return ({ id: person }, children) => {
    const sheet = Buffer.from(randomBytes(4)).toString("hex");
    return children.map(({ id: child }, at) =>
      key === "" || person === undefined || child === undefined
        ? null
        : sealForm({ notice, person, child, sheet, at: at + 1, of: children.length }, key),
    );
  };
}
