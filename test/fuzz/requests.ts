import fc from "fast-check";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import { anyText, markedText } from "./hostile.ts";
import { type HostileFile, hostileFile } from "./lists.ts";

/** Who asks: somebody of the office, or nobody, with a cookie that is none. */
type Visitor = OfficeRole | "nobody";
type Origin = "own" | "foreign" | "null" | "none" | "tls";
export type Wrapped = "form" | "multipart" | "json" | "text" | "raw";

interface Sent {
  by: Visitor;
  origin: Origin;
  wrapped: Wrapped;
  chunked: boolean;
  headers: Record<string, string>;
}
/** What is asked for: a form as the pages have it, changed; any path with anything; a list of the office. */
export type Asked = Sent &
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
/** Anything that somebody could ask for. */
export const asked: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 6, arbitrary: form },
  { weight: 3, arbitrary: path },
  { weight: 3, arbitrary: list },
  { weight: 1, arbitrary: fc.record({ ...sent, asks: fc.constant("babble" as const), bytes: anyText }) },
);
