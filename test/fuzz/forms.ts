import fc from "fast-check";
import { babble, type Heard, type Knock, knock } from "./knock.ts";
import { bytesOf } from "./lists.ts";
import { type Form, formsOf, openSchool, type OpenSchool } from "./office-school.ts";
import { counter, type Part } from "./part.ts";
import { onlyWhatTheyMay } from "./permitted.ts";
import { type Asked, asked, type Wrapped } from "./requests.ts";
import { inTime, looksClean, must, namesOf, proofHolds, stored, uncaught } from "./watch.ts";

const { counts, count } = counter();
let forms: Form[] = [];

/** Requests of all kinds at the office's door, from every role and from nobody. */
export const office: Part = {
  name: "office",
  runs: 6,
  counts,
  check: async (how) => {
    if (forms.length === 0) {
      const open = await openSchool();
      forms = (await formsOf(open)).filter(({ action }) => action !== "/office/sign-out");
      await open.close();
    }
    const requests = fc.array(asked, { minLength: 1, maxLength: 60, size: "max" });
    return await fc.check(fc.asyncProperty(requests, anHour), how);
  },
};

async function anHour(requests: Asked[]): Promise<void> {
  const open = await openSchool();
  const { school, address, log } = open;
  const names = namesOf(school.database);
  try {
    let draft = "";
    for (const one of requests) {
      const before = stored(school.database);
      const heard = await inTime(answered(open, one, draft), "the door does not answer");
      draft = /^\/office\/import\/(\w+)/.exec(String(heard.headers.location ?? ""))?.[1] ?? draft;
      await school.quiet();
      count(heard.status === 0 ? "no answer" : `answered ${Math.floor(heard.status / 100)}xx`);
      const fine = heard.status < 500 || heard.status === 503;
      must(fine, `answered ${heard.status}: ${JSON.stringify(log.lines.findLast(({ level }) => level === "error"))}`);
      const changed = onlyWhatTheyMay(school.database, before, one);
      if (changed) count("changed something");
    }
    const errors = log.lines.filter(({ level }) => level === "error");
    must(errors.length === 0, `an error in the log: ${JSON.stringify(errors[0])}`);
    const health = await knock(address, { method: "GET", path: "/health", headers: {}, body: null, chunked: false });
    must(
      health.status === 200 && health.text.startsWith('{"status":"ok"'),
      `health is ${health.status} ${health.text}`,
    );
    await proofHolds(school.database);
    looksClean(log, names);
    must(uncaught.length === 0, uncaught.join("; "));
  } finally {
    await open.close();
  }
}

async function answered(open: OpenSchool, one: Asked, draft: string): Promise<Heard> {
  const { address } = open;
  if (one.asks !== "babble") return await knock(address, await knockOf(open, one, draft));
  await babble(address, `POST /office/import HTTP/1.1\r\nHost: x\r\n${one.bytes}\r\n\r\n${one.bytes}`);
  return { status: 0, headers: {}, text: "" };
}

type Plain = Pick<Knock, "method" | "path"> & { body: FormData | string | null; own?: string };

async function knockOf(open: OpenSchool, one: Exclude<Asked, { asks: "babble" }>, draft: string): Promise<Knock> {
  const plain = one.asks === "form" ? filled(one) : one.asks === "path" ? pathOf(open, one) : listOf(one, draft);
  const { body, type } = await wrappedAs(plain.body, one.asks === "import" ? "multipart" : one.wrapped);
  const origins = { own: open.address, foreign: "https://evil.example", null: "null", none: undefined };
  const origin = one.origin === "tls" ? open.address.replace("http:", "https:") : origins[one.origin];
  const cookie = one.by === "nobody" ? "janein-office=none" : open.cookies[one.by];
  return {
    ...plain,
    headers: { cookie, ...(origin ? { origin } : {}), ...(body ? { "content-type": type } : {}), ...one.headers },
    body: plain.method === "GET" || plain.method === "HEAD" ? null : body,
    chunked: one.chunked,
  };
}

function filled({ at, changes }: Extract<Asked, { asks: "form" }>): Plain {
  const form = forms[at % Math.max(1, forms.length)] ?? { action: "/office/sign-in", fields: [] };
  const body = new FormData();
  for (const [name, values] of Map.groupBy(form.fields, ([of]) => of))
    if (name !== "files") body.set(name, values[Math.floor(at / forms.length) % values.length]?.[1] ?? "");
  for (const { at: place, to, name } of changes)
    body.set(name || (form.fields[place % Math.max(1, form.fields.length)]?.[0] ?? "x"), to);
  return { method: "POST", path: form.action, body };
}

function pathOf({ routes }: OpenSchool, { at, method, id, query, body, times }: Extract<Asked, { asks: "path" }>) {
  const route = routes[at % routes.length] ?? { method: "GET", path: "/" };
  const path = `/office${route.path.replace(/:\w+/, () => id)}${query}`;
  return { method: method || route.method, path, body: body.repeat(times).slice(0, 300_000) };
}

function listOf({ files, step }: Extract<Asked, { asks: "import" }>, draft: string): Plain {
  const body = new FormData();
  for (const one of files) body.append("files", new File([bytesOf(one)], one.name));
  body.set("className", "3a");
  return { method: "POST", path: step === "look" ? "/office/import" : `/office/import/${draft || "x"}/${step}`, body };
}

async function wrappedAs(
  body: FormData | string | null,
  as: Wrapped,
): Promise<{ body: Uint8Array | null; type: string }> {
  if (body === null) return { body, type: "" };
  const fields = typeof body === "string" ? [["x", body]] : [...body].filter(([, value]) => typeof value === "string");
  const pairs = fields as [string, string][];
  const types = {
    form: "application/x-www-form-urlencoded",
    json: "application/json",
    text: "text/plain",
    raw: "\u00e4/;;",
  };
  if (as === "multipart") {
    const whole = typeof body === "string" ? new FormData() : body;
    if (typeof body === "string") whole.set("x", body);
    const response = new Response(whole);
    const type = response.headers.get("content-type") ?? "";
    return { body: new Uint8Array(await response.arrayBuffer()), type };
  }
  const text =
    as === "form"
      ? new URLSearchParams(pairs).toString()
      : as === "json"
        ? JSON.stringify(Object.fromEntries(pairs))
        : pairs.map((pair) => pair.join("=")).join("&");
  return { body: new TextEncoder().encode(text), type: types[as] };
}
