import { html } from "hono/html";
import { inItsWord } from "../../house/in-its-word.ts";
import { notePage } from "../page/layout.ts";
import type { OfficeContext, SchoolAccountClient, SignInElsewhere } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import { notIn } from "./coming-in.ts";
import type { DoorParts } from "./door-parts.ts";

/** What belongs to one sign-in elsewhere follows from its state and from the browser that began it. */
export function elsewhere({ following }: DoorParts, state: string, browser: string): SignInElsewhere {
  const part = (name: string) => following(name, state, browser);
  return { state, nonce: part("nonce"), verifier: part("verifier") + part("rest of the verifier") };
}

/** Who the provider says has come back; `false` where its word does not hold, `null` where it does not answer. */
export async function whoIs(
  { house }: DoorParts,
  client: SchoolAccountClient,
  ctx: OfficeContext,
  from: SignInElsewhere,
): Promise<string | false | null> {
  try {
    return await client.end(new URL(ctx.req.url).search, from);
  } catch (error) {
    house.log.warn({ error: inItsWord(error) }, "office: a sign-in with a school account did not hold");
    return isDown(error) ? null : false;
  }
}

/** Of the network, or of a provider that is not well: not of what it said. */
function isDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  if (cause instanceof Response) return cause.status >= 500;
  const code = "code" in error ? error.code : "";
  return code === "OAUTH_TIMEOUT" || error.message === "fetch failed" || (cause !== error && isDown(cause));
}

/** For whoever comes while the provider does not answer. */
export function unreachable({ say, schoolAccount }: DoorParts, ctx: OfficeContext): Response | Promise<Response> {
  const host = schoolAccount?.host ?? "";
  ctx.header("retry-after", "30");
  return ctx.html(
    notePage(
      say,
      say("door.accountDownTitle"),
      html`<p>${say("door.accountDown", { host })}</p>
        <p><a href="/office/sign-in">${say("door.otherWay")}</a></p>`,
    ),
    503,
  );
}

/** For whoever came back with an account that opens nothing here. In: why. */
export function accountRefused(parts: DoorParts, ctx: OfficeContext, text: OfficeKey): Response | Promise<Response> {
  return notIn(parts, ctx, {
    why: "office: a school account that does not open",
    title: "door.accountNotTitle",
    texts: [text],
    status: 403,
  });
}
