// It imports nothing: it is read before each test file, and what that puts in a module's place must come first.

/** How what the tests were lent on a server is closed, the newest last. */
const lent: (() => void)[] = [];
/** What is done when a test file is through. */
const leaving: (() => void)[] = [];

/** Something is closed with its test. */
export const isLent = (close: () => void): void => void lent.push(close);

/** Something is taken away with its test file. */
export const isLeft = (takeAway: () => void): void => void leaving.push(takeAway);

/** How many were lent until now; `givenBack` closes those after. */
export const lentSoFar = (): number => lent.length;

/** Closes what was lent since: a server has a hundred connections, and a test file more schools. */
export function givenBack(since: number): void {
  for (const close of lent.splice(since)) close();
}

/** Nothing stays on the server. */
export function leaveServer(): void {
  givenBack(0);
  for (const takeAway of leaving.splice(0)) takeAway();
}
