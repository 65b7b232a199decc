import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { onceATurn } from "../../db/file/once-a-turn.ts";

test("it is looked for once until the process turns to something else, or it is forgotten", async () => {
  let looks = 0;
  const looked = onceATurn(() => (looks += 1));
  expect([looked.get(), looked.get(), await Promise.resolve().then(looked.get)]).toEqual([1, 1, 1]);
  looked.forget();
  expect(looked.get()).toBe(2);
  await setImmediate();
  expect(looked.get()).toBe(3);
});

test("what fails is looked for again", () => {
  const looks = [() => expect.unreachable("not yet"), () => "there"];
  const looked = onceATurn(() => looks.shift()?.());
  expect(looked.get).toThrow("not yet");
  expect(looked.get()).toBe("there");
});
