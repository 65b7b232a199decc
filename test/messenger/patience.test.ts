import { expect, test } from "vitest";
import { patientFetch } from "../../src/messenger/patience.ts";

const to = (method: string) => `http://box.invalid/bot1:x/${method}`;
const ok = () => Response.json({ ok: true, result: true });

/** A line that refuses so many calls. */
function line(failures: number, failure: () => Response | Promise<never>) {
  let [calls, waited] = [0, 0];
  const { fetch } = patientFetch(async () => ((calls += 1) > failures ? ok() : await failure()), {
    closing: new AbortController().signal,
    pause: async (ms) => void (waited += ms),
  });
  return { fetch, calls: () => calls, waited: () => waited };
}

const body = JSON.stringify({ callback_query_id: "q1" });
const broken = () => Promise.reject(new TypeError("fetch failed"));
const down = () => Response.json({ ok: false, error_code: 502, description: "Bad Gateway" }, { status: 502 });

test.each([
  ["the connection is broken", broken],
  ["a proxy answers 502", down],
])(
  "that a tap was heard is worthless after some seconds: where %s it is tried three times, and let go",
  async (_, failure) => {
    const one = line(1000, failure);
    await one.fetch(to("answerCallbackQuery"), { body });
    await expect.poll(one.calls).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(one.calls()).toBe(3);
    expect(one.waited()).toBeLessThan(10_000);
  },
);

test("an answer to a parent is tried on broken connections until it is there", async () => {
  const one = line(50, broken);
  const answer = await one.fetch(to("sendMessage"), { body: JSON.stringify({ chat_id: 7, text: "x" }) });
  expect([answer.status, one.calls()]).toEqual([200, 51]);
});
