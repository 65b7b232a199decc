import type { Answer, OfficePages } from "./office-pages.ts";

/** A browser that keeps cookies, as several tabs of it share them. */
export class OfficeBrowser {
  readonly cookies: Map<string, string>;
  private readonly pages: OfficePages;
  private readonly origin: string;

  constructor(pages: OfficePages, origin = "http://school.invalid", cookies = new Map<string, string>()) {
    this.pages = pages;
    this.origin = origin;
    this.cookies = cookies;
  }

  /** Another browser with the same cookies: of a thief, or of a copy of this one. */
  copy(): OfficeBrowser {
    return new OfficeBrowser(this.pages, this.origin, new Map(this.cookies));
  }

  get session(): string {
    return [...this.cookies].find(([name]) => name.endsWith("janein-office"))?.[1] ?? "";
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.asks(path, { headers });
  }

  post(path: string, values: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.asks(path, {
      method: "POST",
      headers: { origin: this.origin, ...headers },
      body: new URLSearchParams(values),
    });
  }

  /** Sends a request, and keeps no cookie of the answer: it got lost on the way, or comes later. */
  async sends(path: string, request: RequestInit = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(request.headers as Record<string, string>), ...(cookie === "" ? {} : { cookie }) };
    return await this.pages.ask(`/office${path}`, { ...request, headers });
  }

  /** Keeps the cookies of an answer. */
  keeps({ response }: Answer): void {
    for (const one of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  private async asks(path: string, request: RequestInit): Promise<Answer> {
    const answer = await this.sends(path, request);
    this.keeps(answer);
    return answer;
  }

  /** Signs in with a link: "/office/sign-in#secret". */
  async uses(link: string, then?: string): Promise<Answer> {
    await this.get("/sign-in");
    const secret = link.slice(link.indexOf("#") + 1);
    return this.post("/sign-in", { secret, ...(then === undefined ? {} : { then }) });
  }
}
