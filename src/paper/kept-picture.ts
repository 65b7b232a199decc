import { createHash } from "node:crypto";
import type { PrintedForm } from "../school/form-token.ts";

/** The most that a kept picture of a page weighs, in bytes: twice what one in sixteen shades of grey can need. */
export const mostOfPicture = 2 * 1024 * 1024;

/** Why the picture of a page is not kept although the school keeps them: it shows what is not this person's as well. */
export type NotKept = "several" | "tooLarge";

/**
 * Whether the picture of a page is kept, and by which hash it is known. In: the forms on the page, each opened or not
 * to be opened; the picture. What shows the sheet of a second family, or of another school, belongs to nobody alone.
 */
export function pictureKept(
  forms: readonly (PrintedForm | "foreign" | null)[],
  picture: Uint8Array,
): { sha256: string } | { notKept: NotKept } {
  const whose = new Set(
    forms.map((form) => (typeof form === "string" ? form : form && `${form.sheet} ${form.person}`)),
  );
  if (whose.size !== 1 || whose.has("foreign") || whose.has(null)) return { notKept: "several" };
  return picture.length > mostOfPicture ? { notKept: "tooLarge" } : { sha256: pictureHash(picture) };
}

/** By which a picture is known. */
export const pictureHash = (picture: Uint8Array): string => createHash("sha256").update(picture).digest("hex");
