import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { school } from "../../src/line/school.ts";
import { readInstallation } from "../../src/wiring/installation.ts";
import type { Shared } from "../../src/wiring/open-school.ts";
import { openPress } from "../../src/wiring/press.ts";
import { startBot } from "../../src/wiring/start.ts";
import { Town } from "../../src/wiring/town.ts";
import { FakeApi } from "./fake-api/fake-api.ts";
import { texts, understand } from "./school.ts";

export const tokens = { nord: "111111:AbCdEfGhIjKlMnOpQrStUvWx", sued: "222222:AbCdEfGhIjKlMnOpQrStUvWx" };

/** A folder for two schools, Nord and Süd, each with a bot of its own. */
export class SchoolsFolder {
  readonly place = mkdtempSync(join(tmpdir(), "janein-schools-"));
  /** What is said while they run. */
  readonly lines: string[] = [];
  /** What the environment has for all of them, besides where they are. */
  ofAll: Record<string, string> = {};
  readonly apis: Record<keyof typeof tokens, FakeApi>;
  private readonly log = (() => {
    const put = (what: object, words: string) => void this.lines.push(`${words} ${JSON.stringify(what)}`);
    return { info: put, warn: put, error: put };
  })();

  private constructor(apis: Record<keyof typeof tokens, FakeApi>) {
    this.apis = apis;
  }

  static async open(): Promise<SchoolsFolder> {
    return new SchoolsFolder({
      nord: await FakeApi.open({ token: tokens.nord }),
      sued: await FakeApi.open({ token: tokens.sued }),
    });
  }

  async close(): Promise<void> {
    for (const api of Object.values(this.apis)) await api.close();
  }

  environment(): Record<string, string> {
    return { SCHOOLS_PATH: this.place, PORT: "0", ...this.ofAll };
  }

  writeSettings(key: string, own: Record<string, string>): void {
    mkdirSync(join(this.place, key), { recursive: true });
    const lines = Object.entries(own).map(([name, value]) => `${name}=${value}`);
    writeFileSync(join(this.place, key, "settings.env"), lines.join("\n"));
  }

  ownSettings(key: keyof typeof tokens): Record<string, string> {
    return { BOT_TOKEN: tokens[key], CODE_KEY: key.repeat(8), TELEGRAM_API_ROOT: this.apis[key].root };
  }

  writeBoth(): void {
    for (const key of ["nord", "sued"] as const) this.writeSettings(key, this.ownSettings(key));
  }

  /** All that are here, in one process. */
  async started() {
    const here = readInstallation(this.environment());
    const bot = await startBot(here.config, here.all, { texts, understand, log: this.log });
    return { bot, address: /health: (\S+)\/health/.exec(bot.says)?.[1] ?? "" };
  }

  /** The same without a port, which looks often who is here. Out: the town, and how it ends. */
  async town(): Promise<{ town: Town; ends: () => Promise<void> }> {
    const press = openPress();
    const shared: Shared = { texts, understand, log: this.log, press, isNewKey: () => false, telegramFetch: fetch };
    const town = await Town.open(readInstallation(this.environment()).all, shared, 50);
    await town.goOnLine({ counting: (called) => called, finished: () => undefined });
    const ends = async () => {
      await town.close();
      await press.close();
    };
    return { town, ends };
  }

  /** Why those are not open that were said not to be, each by its key. */
  notOpened(): [key: string, why: string][] {
    const words = "the school cannot be opened";
    return this.lines
      .filter((line) => line.startsWith(words))
      .map((line) => JSON.parse(line.slice(line.indexOf("{"))) as { school: string; why: string })
      .map((said) => [said.school, said.why]);
  }

  /** What `janein school …` says, and on which exit code it ends. */
  async calls(...args: string[]): Promise<[said: string, code: unknown]> {
    const said: string[] = [];
    const spies = (["log", "error"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((line: string) => void said.push(line)),
    );
    try {
      await school(readInstallation(this.environment()), args);
      return [said.join("\n"), process.exitCode ?? 0];
    } finally {
      process.exitCode = undefined;
      for (const spy of spies) spy.mockRestore();
    }
  }
}

/** What a school's office answers to whoever has this cookie. */
export async function asks(address: string, path: string, cookie = "") {
  const answer = await fetch(`${address}${path}`, { headers: { cookie }, redirect: "manual" });
  const { status, headers } = answer;
  return { status, to: headers.get("location"), text: await answer.text() };
}
