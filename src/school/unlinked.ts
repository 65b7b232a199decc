/** What no name holds, and a messenger makes something to tap of: addresses, commands, marks of subjects. */
const linking = /:\/\/|\bwww\.|^\/|(?<=^|\s)[#$]\p{L}|\d\.\d/iu;

/** Whether it is an address or a command. In: a name of a person or a class, as `unlinked` leaves it. */
export function isLink(name: string): boolean {
  return linking.test(name);
}

const dot = /(?<=[\p{L}\p{M}\p{N}_-])[.\uff0e\u3002\uff61](?=\p{L}[\p{L}\p{M}-])/gu;
const slash = /(?<![\p{L}\p{M}\p{N}.:/]|^)\/(?=[^\s/])/gu;

/**
 * A name of which a messenger makes no link: "Dr.Kowalski" would be one to a site, and is "Dr. Kowalski", as it is
 * printed in books; a slash that would begin a command gets a space behind it. Initials ("M.-L.", "A.B.") and
 * "Müller/Meier" are none and stay. Names are compared without points and spaces.
 */
export function unlinked(name: string): string {
  return /[./\uff0e\u3002\uff61]/.test(name) ? name.replaceAll(dot, ". ").replaceAll(slash, "/ ") : name;
}
