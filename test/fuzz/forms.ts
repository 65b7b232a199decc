import fc from "fast-check";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { anyText, markedText } from "./hostile.ts";
import { babble, type Heard, type Knock, knock } from "./knock.ts";
import { bytesOf, type HostileFile, hostileFile } from "./lists.ts";
import { type Form, formsOf, openSchool, type OpenSchool } from "./office-school.ts";
import { onlyWhatTheyMay } from "./permitted.ts";
import { counter, type Part } from "./part.ts";
import { inTime, looksClean, must, namesOf, proofHolds, stored, uncaught } from "./watch.ts";

/** Who asks: somebody of the office, or nobody, with a cookie that is none. */
type Visitor = OfficeRole | "nobody";
type Origin = "own" | "foreign" | "null" | "none" | "tls";
type Wrapped = "form" | "multipart" | "json" | "text" | "raw";

interface Sent {
  by: Visitor;
  origin: Origin;
  wrapped: Wrapped;
  chunked: boolean;
  headers: Record<string, string>;
}
/** What is asked for: a form as the pages have it, changed; any path with anything; a list of the office. */
type Asked = Sent &
  (
    | { asks: "form"; at: number; changes: { at: number; to: string; name: string }[] }
    | { asks: "path"; at: number; method: string; id: string; query: string; body: string; times: number }
    | { asks: "import"; files: HostileFile[]; step: "look" | "files" | "said" | "apply" }
    | { asks: "babble"; bytes: string }
  );

const ids = ["id000016", "id000024", "id000066", "r1", "1", "stand.csv", "constructor", "__proto__", "..%2f", "%00"];
const headers = fc.oneof(
  fc.constant({}),
  fc.constantFrom<Record<string, string>>(
    { cookie: "janein-office=" },
    { cookie: `janein-office=${"x".repeat(5000)}; a=b; =; ;;; __Host-janein-office=1` },
    { cookie: "janein-office=%ff%00; janein-office=2" },
    { host: "evil.example" },
    { host: "" },
    { "x-forwarded-for": "1,2,,".repeat(50) },
    { "x-forwarded-host": "evil.example", "x-http-method-override": "DELETE" },
    { "content-encoding": "gzip", accept: "application/json" },
    { range: "bytes=0-5", "if-none-match": "*", "accept-language": "\u0000" },
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    { expect: "100-continue" },
  ),
);
const sent = {
  by: fc.constantFrom<Visitor>("office", "head", "officer", "head", "nobody"),
  origin: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Origin>("own") },
    { weight: 1, arbitrary: fc.constantFrom<Origin>("foreign", "null", "none", "tls") },
  ),
  wrapped: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<Wrapped>("form", "multipart") },
    { weight: 1, arbitrary: fc.constantFrom<Wrapped>("json", "text", "raw") },
  ),
  chunked: fc.boolean(),
  headers: fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: headers }),
};
const field = fc.oneof(
  markedText,
  fc.constantFrom(
    "yes",
    "no",
    "JA",
    "audio",
    "both",
    "head",
    "paper",
    "2026-11-23",
    "2099-02-31",
    "-1",
    "1e9",
    "custody",
  ),
  fc.constantFrom(...ids),
);
const form: fc.Arbitrary<Asked> = fc.record({
  ...sent,
  asks: fc.constant("form" as const),
  at: fc.nat(1000),
  changes: fc.array(
    fc.record({ at: fc.nat(20), to: field, name: fc.constantFrom("", "", "", "__proto__", "act", "person") }),
    { maxLength: 5 },
  ),
});
const path: fc.Arbitrary<Asked> = fc.record({
  ...sent,
  asks: fc.constant("path" as const),
  at: fc.nat(120),
  method: fc.constantFrom("", "", "GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"),
  id: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: anyText }),
  query: fc.oneof(fc.constantFrom("", "?page=-1", "?q=Mila", "?class=x", "?done=recorded&count=9e9"), anyText),
  body: anyText,
  times: fc.constantFrom(1, 1, 1, 5000),
});
const list: fc.Arbitrary<Asked> = fc.record({
  ...sent,
  by: fc.constantFrom<Visitor>("head", "head", "head", "officer", "nobody"),
  asks: fc.constant("import" as const),
  files: fc.array(hostileFile, { maxLength: 2 }),
  step: fc.constantFrom("look" as const, "files" as const, "said" as const, "apply" as const, "apply" as const),
});
const asked: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 6, arbitrary: form },
  { weight: 3, arbitrary: path },
  { weight: 3, arbitrary: list },
  { weight: 1, arbitrary: fc.record({ ...sent, asks: fc.constant("babble" as const), bytes: anyText }) },
);

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
    const requests = fc.array(asked, { minLength: 1, maxLength: 24, size: "max" });
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
    must(health.text === '{"status":"ok"}', `health is ${health.status} ${health.text}`);
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
