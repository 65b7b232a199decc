import { fold, folded } from "../folded.ts";
import type { PersonRow } from "../office-file.ts";
import { bareName } from "../reading/bare-name.ts";
import { lostLetters } from "../reading/cells.ts";
import { firstNames } from "../spelling.ts";

type Named = Omit<PersonRow, "key">;

/** Everybody who teaches, found by name: a row is not held against every other. */
export class StaffRoom {
  /** In the order in which they came. */
  private readonly order = new Map<string, number>();
  private readonly bySign = new Map<string, Set<string>>();
  private readonly signs = new Map<string, string[]>();

  /** In: the id, and the name as it is now. */
  put(id: string, names: Named): void {
    if (!this.order.has(id)) this.order.set(id, this.order.size);
    for (const sign of this.signs.get(id) ?? []) this.bySign.get(sign)?.delete(id);
    const signs = signsOf(names);
    this.signs.set(id, signs);
    for (const sign of signs) this.bySign.set(sign, (this.bySign.get(sign) ?? new Set()).add(id));
  }

  /** Those who may be meant by a name, in their order: who has lost letters may be anybody. */
  perhaps(names: Named): string[] {
    if (lostLetters(names)) return [...this.order.keys()];
    const found = new Set(signsOf(names).flatMap((sign) => [...(this.bySign.get(sign) ?? [])]));
    return [...found].toSorted((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0));
  }
}

/** By the whole name without titles, and by family and first given name, for there may be further ones. */
function signsOf(named: Named): string[] {
  const names = bareName(named);
  return [`whole ${folded(names)}`, `first ${fold(names.familyName)} ${firstNames(names.givenName)[0] ?? ""}`];
}
