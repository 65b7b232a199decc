import type { Hono } from "hono";
import { openDoor } from "../../src/wiring/door.ts";
import { healthOf } from "../../src/wiring/health.ts";
import { openLights } from "../../src/wiring/lights.ts";
import { officeOf } from "../../src/wiring/office-door.ts";
import { verifyAll } from "../../src/wiring/proof.ts";
import { secretHash } from "../../src/office/staff/secrets.ts";
import type { OfficeEnv } from "../../src/office/page/parts.ts";
import { type OfficeRole, officeRoles } from "../../src/school/office-roles.ts";
import { School } from "../support/school.ts";
import { knock } from "./knock.ts";
import { keptLog, type KeptLog, must } from "./watch.ts";

export const staff: Record<OfficeRole, string> = {
  office: "Frau Schreiber",
  head: "Frau Rektor",
  officer: "Herr Datenschutz",
};

/** A form of the office's pages: where it goes, and its fields with what stands in them. */
export interface Form {
  action: string;
  fields: [name: string, value: string][];
}

/** A school whose real door is open, with one of each role signed in. */
export interface OpenSchool {
  school: School;
  log: KeptLog;
  address: string;
  cookies: Record<OfficeRole, string>;
  routes: { method: string; path: string }[];
  close(): Promise<void>;
}

export async function openSchool(): Promise<OpenSchool> {
  const log = keptLog();
  const school = await School.open({ joined: ["mother", "father", "teacher"], log });
  await school.phone("mother").answers("Mila", "JA", "NEIN");
  await school.records("Mila", "Tarek", { audio: "no", video: "no" }, "paper");
  const { database, house } = school;
  const [parent] = await house.roster.peopleOf((await school.child("Mila")).id);
  const asked = { id: "r1", right: "rectification" as const, personId: parent?.id ?? "", words: "x" };
  await house.requests.ask(asked, house.now(), 3000);
  const config = { PUBLIC_URL: undefined, CODE_DAYS: 30, PUPIL_AGE: 16 };
  const settings = { TIMESTAMP_CA: undefined };
  const bot = () => school.bot;
  const office = await officeOf({
    config,
    database,
    house,
    bot,
    verify: (...how) => verifyAll({ database, anchors: null, settings }, ...how),
  });
  const look = openLights({ database, notes: "" }, () => school.bot.connection(), house.now);
  const pages: { office?: Hono<OfficeEnv> } = {};
  const door = await openDoor((address) => healthOf(look).route("/office", (pages.office = office(address))), {
    HOST: "127.0.0.1",
    PORT: 0,
    PUBLIC_URL: undefined,
    TRUST_PLAIN_HTTP: "no",
  });
  const cookies = {} as Record<OfficeRole, string>;
  for (const role of officeRoles) {
    await house.office.invite({ name: staff[role], role }, secretHash(`secret-of-${role}`), house.now());
    cookies[role] = await signedIn(door.address, `secret-of-${role}`);
  }
  return {
    school,
    log,
    address: door.address,
    cookies,
    routes: (pages.office?.routes ?? []).filter(({ method }) => method !== "ALL"),
    async close() {
      await school.stop();
      await door.close();
      database.$client.close();
    },
  };
}

async function signedIn(address: string, secret: string): Promise<string> {
  const { headers } = await knock(address, {
    method: "POST",
    path: "/office/sign-in",
    headers: { origin: address, "content-type": "application/x-www-form-urlencoded" },
    body: Buffer.from(`secret=${secret}`),
    chunked: false,
  });
  const cookie = headers["set-cookie"]?.[0]?.split(";")[0];
  must(cookie !== undefined, "nobody can sign in");
  return cookie;
}

/** All forms that the head sees, from page to page by its links. In a school made the same way, the ids are the same. */
export async function formsOf({ address, cookies }: OpenSchool): Promise<Form[]> {
  const forms = new Map<string, Form>();
  const open = ["/office"];
  for (const seen = new Set<string>(); open.length > 0 && seen.size < 60;) {
    const path = open.pop() ?? "";
    const kind = path.replaceAll(/id\d+/g, "id").replace(/\?.*/, "");
    if (seen.has(kind)) continue;
    seen.add(kind);
    const headers = { cookie: cookies.head };
    const { text } = await knock(address, { method: "GET", path, headers, body: null, chunked: false });
    for (const [, to = ""] of text.matchAll(/href="(\/office[^"#]*)"/g)) open.unshift(to.replaceAll("&amp;", "&"));
    for (const [, attributes = "", inner = ""] of text.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)) {
      const action = /action="([^"]*)"/.exec(attributes)?.[1] ?? path;
      const fields = [...inner.matchAll(/<(?:input|select|textarea|button)\s([^>]*name="[^>]*)>/gs)].map(
        ([, field = ""]): [string, string] => [
          /name="([^"]*)"/.exec(field)?.[1] ?? "",
          /value="([^"]*)"/.exec(field)?.[1] ?? "",
        ],
      );
      forms.set(`${action.replaceAll(/id\d+/g, "id")} ${fields.map(([name]) => name).join()}`, { action, fields });
    }
  }
  return [...forms.values()];
}
