import { type Api, GrammyError } from "grammy";
import type { Update } from "grammy/types";
import type { Log } from "../house/house.ts";
import { askedFor } from "./traces.ts";
import { mostAtOnce, type Webhook } from "./webhook.ts";

/** The address to which the messenger can send what comes in. */
export interface Hook {
  url: string;
  /** The word by which the messenger is known there. */
  secret: string;
  /** What takes in what is sent; null where the messenger is asked instead. */
  webhook: Webhook | null;
}

type Ask = (offset: number, seconds: number, trace: number | null) => Promise<Update[]>;

/** So long (ms) nothing was sent when it is looked whether the messenger would still send it here. */
const looksAfter = 30_000;

/** How updates come in: the messenger is asked for them, or has sent them. */
export function comingIn(api: Api, hook: Hook | undefined, leaving: AbortSignal): Ask {
  const webhook = hook?.webhook;
  if (!hook || !webhook)
    return (offset, timeout, trace) =>
      api.getUpdates({ offset, timeout, limit: mostAtOnce, allowed_updates: askedFor(trace) }, leaving as never);
  let lookedAt = performance.now();
  return async (offset, seconds) => {
    const came = await webhook.ask(offset, seconds, leaving);
    if (came.length > 0) lookedAt = performance.now();
    if (performance.now() - lookedAt < looksAfter || leaving.aborted) return came;
    lookedAt = performance.now();
    const looked = comesHere(api, hook, leaving);
    looked.catch(() => undefined);
    // What is sent meanwhile does not wait for the answer.
    await Promise.race([looked, webhook.coming()]);
    return await webhook.ask(offset, 0, leaving);
  };
}

/**
 * Tells the messenger where to send what comes in; where it is to be asked, it is told so, if it sends it to our own
 * address: another's is let be. Errors: those of the call.
 */
export async function settleComingIn(api: Api, hook: Hook, log: Log, leaving: AbortSignal): Promise<void> {
  try {
    if (hook.webhook) await sendsHere(api, hook, leaving);
    else if ((await addressOf(api, leaving)) === hook.url) await api.deleteWebhook({}, leaving as never);
  } catch (error) {
    if (hook.webhook && error instanceof GrammyError && error.error_code === 400) log.error({ code: 400 }, notTaken);
    throw error;
  }
}

const notTaken =
  "the messenger does not take PUBLIC_URL with /telegram behind it for a webhook: it must be reached from there, by " +
  "https on port 443, 80, 88 or 8443; else set TELEGRAM_WEBHOOK=no; it is tried on";

const sendsHere = (api: Api, { url, secret }: Hook, leaving: AbortSignal) =>
  api.setWebhook(
    url,
    { secret_token: secret, allowed_updates: askedFor(null), max_connections: mostAtOnce },
    leaving as never,
  );

/** Where it is sent nowhere any more, it is sent here again. Errors: where it is sent elsewhere. */
async function comesHere(api: Api, hook: Hook, leaving: AbortSignal): Promise<void> {
  const url = await addressOf(api, leaving);
  if (url === hook.url) return;
  if (url === "") return void (await sendsHere(api, hook, leaving));
  const refusal = { ok: false, error_code: 409, description: "Conflict: another webhook is set" } as const;
  throw new GrammyError("all goes to another webhook", refusal, "getWebhookInfo", {});
}

/** Where the messenger sends what comes in; "" where nowhere. Whoever stands in for it need not know that. */
async function addressOf(api: Api, leaving: AbortSignal): Promise<string> {
  try {
    return (await api.getWebhookInfo(leaving as never)).url ?? "";
  } catch (error) {
    if (error instanceof GrammyError && [400, 404].includes(error.error_code)) return "";
    throw error;
  }
}
