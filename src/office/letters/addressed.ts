import type { FoundAddresses } from "../../school/find-addresses.ts";
import type { Letter } from "./data.ts";

/** Where letters go, as a file of the office has said it for this printing: in memory alone, as long as the letters. */
export type AddressFound = Pick<FoundAddresses, "addresses" | "several" | "held">;

/** Letters with the address of whoever has one; the others go by hand. */
export function addressed(letters: readonly Letter[], found: AddressFound | null): Letter[] {
  return letters.map((letter) => {
    const address = found?.addresses.get(letter.id ?? "");
    return address === undefined ? letter : { ...letter, address };
  });
}

/** Of the addresses that were found those of these persons; of anybody else none is kept. */
export function onlyOf(found: FoundAddresses, people: readonly string[]): AddressFound {
  return {
    addresses: new Map(people.flatMap((id) => [[id, found.addresses.get(id)] as const]).flatMap(ifKnown)),
    several: new Set(people.filter((id) => found.several.has(id))),
    held: new Set(people.filter((id) => found.held.has(id))),
  };
}

const ifKnown = ([id, lines]: readonly [string, readonly string[] | undefined]) =>
  lines === undefined ? [] : [[id, lines] as const];
