import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { secretHash } from "../../src/office/staff/secrets.ts";
import { OfficeBrowser } from "../support/office-browser.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const day = 24 * 60 * 60 * 1000;

/** Somebody at a device with a name: its session is renewed once a day. */
async function named(pages: OfficePages): Promise<OfficeBrowser> {
  const browser = new OfficeBrowser(pages);
  await school.house.office.invite({ name: "Frau Schreiber", role: "office" }, secretHash("a"), school.clock.now);
  await browser.uses("/office/sign-in#a");
  await browser.post("/devices/name", { name: "Rechner im Sekretariat" });
  return browser;
}

test.each([
  ["as ever", 0],
  ["that is due for renewal", 2 * day],
])(
  "while another process holds the database, every page of the office opens for a session %s",
  async (_, later) => {
    const path = join(mkdtempSync(join(tmpdir(), "janein-held-")), "school.sqlite");
    school = await School.open({ path });
    const browser = await named(new OfficePages(school));
    const { id } = await school.child("Leon");
    school.pass(later);
    const other = new Sqlite(path);
    other.exec("begin immediate");
    try {
      for (const page of ["", `/children/${id}`, "/morning", "/children?q=Leon", "/devices"]) {
        const begun = performance.now();
        expect([page, [200, 303].includes((await browser.get(page)).status)]).toEqual([page, true]);
        expect([page, performance.now() - begun < 2000]).toEqual([page, true]);
      }
    } finally {
      other.exec("rollback");
      other.close();
    }
    expect((await browser.get("")).status).toBe(200);
  },
  60_000,
);
