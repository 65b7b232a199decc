import { Hono } from "hono";
import { verifyAll } from "../../src/wiring/proof.ts";
import { openChildFiles } from "../../db/school/child-file.ts";
import { openContacts } from "../../db/school/contacts.ts";
import { openSchoolView } from "../../db/school/view.ts";
import { officePages } from "../../src/office/app.ts";
import { secretHash } from "../../src/office/staff/secrets.ts";
import { readLetterTexts } from "../../src/office/letters/letters.ts";
import { version } from "../../src/wiring/version.ts";
import type { OfficeParts } from "../../src/office/page/parts.ts";
import type { SchoolMessenger } from "../../src/school/messenger.ts";
import { circumstancesOf } from "../../src/wiring/circumstances.ts";
import { readOfficeWords } from "../../src/office/page/words.ts";
import type { OfficeRole } from "../../src/school/office-roles.ts";
import type { School } from "./school.ts";

export const say = await readOfficeWords();
const telegramAlone: readonly SchoolMessenger[] = [{ kind: "telegram", bot: "@SchuleBeispielBot", server: null }];
const address = "http://school.invalid";

/** What came back: the status, where it leads, and the page as it is read, without markup. */
export interface Answer {
  status: number;
  to: string | null;
  html: string;
  text: string;
  response: Response;
}

/** The pages of a school's office, with its real database. Open them anew after `changesNotice`: the house is another then. */
export class OfficePages {
  readonly school: School;
  readonly pages: Hono;
  private secrets = 0;

  constructor(school: School, parts: Partial<OfficeParts> = {}) {
    this.school = school;
    const { database, house } = school;
    this.pages = new Hono().route(
      "/office",
      officePages({
        house,
        say,
        school: openSchoolView(database, 16),
        contacts: openContacts(database),
        files: openChildFiles(database, 16),
        verify: (noted, walked) =>
          verifyAll({ database: database, anchors: null, settings: { TIMESTAMP_CA: undefined } }, noted, walked),
        lastDrill: () => null,
        lineTrouble: async () => null,
        version,
        letterTexts: readLetterTexts(),
        publicUrl: address,
        addressOf: () => "192.0.2.1",
        randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
        codeDays: 30,
        pupilAge: 16,
        messengers: () => telegramAlone,
        schoolAccount: null,
        circumstances: () =>
          circumstancesOf({
            ...{ config: { PUPIL_AGE: 16 }, database, house, publicUrl: address, lastDrill: null },
            messengers: parts.messengers?.() ?? telegramAlone,
          }),
        tell: () => undefined,
        ...parts,
      }),
    );
  }

  async ask(path: string, request: RequestInit = {}): Promise<Answer> {
    const response = await this.pages.request(`${address}${path}`, request);
    const html = await response.clone().text();
    return { status: response.status, to: response.headers.get("location"), html, text: asRead(html), response };
  }

  /** Somebody in this role, signed in with a one-time link as everybody is. */
  async signedIn(
    role: OfficeRole,
    name = { office: "Frau Schreiber", head: "Frau Rektor", officer: "Herr Datenschutz" }[role],
  ): Promise<Visitor> {
    const secret = `a-secret-for-the-test-${(this.secrets += 1)}`;
    await this.school.house.office.invite({ name, role }, secretHash(secret), this.school.house.now());
    return this.withLink(`/office/sign-in#${secret}`);
  }

  /** Sends the form of a link's page, as its script has filled it in. */
  async uses(link: string, headers: Record<string, string> = { origin: address }): Promise<Answer> {
    const [path = "", secret = ""] = link.split("#");
    return this.ask(path, { method: "POST", headers, body: new URLSearchParams({ secret }) });
  }

  /** Whoever uses this link. */
  async withLink(path: string): Promise<Visitor> {
    const { response } = await this.uses(path);
    const cookie = response.headers.get("set-cookie")?.split(";")[0];
    if (!cookie) throw new Error(`nobody can sign in at ${path}`);
    return new Visitor(this, cookie);
  }
}

/** A browser in which somebody of the office has signed in. */
export class Visitor {
  private readonly pages: OfficePages;
  private readonly cookie: string;

  constructor(pages: OfficePages, cookie: string) {
    this.pages = pages;
    this.cookie = cookie;
  }

  /** Opens a page of the office: "/period". */
  get(path: string): Promise<Answer> {
    return this.pages.ask(`/office${path}`, { headers: { cookie: this.cookie } });
  }

  /** Sends a form. Files go as `FormData`. */
  async post(path: string, values: Record<string, string> | FormData = {}): Promise<Answer> {
    const body = values instanceof FormData ? values : new URLSearchParams(values);
    return this.pages.ask(`/office${path}`, {
      method: "POST",
      headers: { cookie: this.cookie, origin: address },
      body,
    });
  }

  /** Sends a form and goes where it leads; all whom it concerns are told. */
  async does(path: string, values: Record<string, string> | FormData = {}): Promise<Answer> {
    const sent = await this.post(path, values);
    await this.pages.school.quiet();
    return sent.to === null ? sent : this.get(sent.to.replace(/^\/office/, ""));
  }
}

function asRead(html: string): string {
  return html
    .replaceAll(/<(style|script|title)[^>]*>.*?<\/\1>/gs, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ")
    .trim();
}
