import type { Texts } from "../texts.ts";

/** Where the school can be reached, as its notice has it: address and mail. */
export function schoolContact({ notice }: Pick<Texts, "notice">): string {
  return ["controller-address", "controller-mail"]
    .flatMap((id) => notice.passages.get(id)?.text ?? [])
    .map((text) => text.trim())
    .join(", ");
}
