/** How words of a list are compared: 2a before 10a. */
export const order = new Intl.Collator("de", { numeric: true });

interface InClass {
  className: string;
  familyName: string;
  givenName: string;
}

/** Compares children by class and name, as a list is read. */
export const byClassAndName = (a: InClass, b: InClass): number =>
  order.compare(a.className, b.className) ||
  order.compare(a.familyName, b.familyName) ||
  order.compare(a.givenName, b.givenName);
