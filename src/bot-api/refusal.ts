/** An answer of the Bot API that is not `ok`, with the words Telegram uses. */
export class Refusal extends Error {
  readonly code: number;
  readonly retryAfter: number | undefined;

  constructor(code: number, description: string, retryAfter?: number) {
    super(description);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** The body that goes over the wire. */
  body() {
    return {
      ok: false,
      error_code: this.code,
      description: this.message,
      ...(this.retryAfter === undefined ? {} : { parameters: { retry_after: this.retryAfter } }),
    };
  }
}

export const bad = (what: string) => new Refusal(400, `Bad Request: ${what}`);
export const blocked = () => new Refusal(403, "Forbidden: bot was blocked by the user");
export const tooMany = (seconds: number) => new Refusal(429, `Too Many Requests: retry after ${seconds}`, seconds);
export const broken = () => new Refusal(500, "Internal Server Error");
