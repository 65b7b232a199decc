import { type Api, GrammyError } from "grammy";

/** What the bot works on. */
const heard = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"] as const;
/**
 * What it never gets: it has no inline mode, sells nothing, asks no polls, administers nothing and speaks for nobody's
 * business. Any of them can be asked for.
 */
const neverCome = [
  ...(["inline_query", "chosen_inline_result", "shipping_query", "pre_checkout_query"] as const),
  ...(["poll", "poll_answer", "edited_channel_post", "chat_join_request"] as const),
  ...(["chat_boost", "removed_chat_boost", "purchased_paid_media", "business_connection"] as const),
  ...(["business_message", "edited_business_message", "deleted_business_messages"] as const),
];
/** A server of the Bot API that is some years old knows those only, and forgets the others. */
const longKnown = 2 ** 8 - 1;

/** So many traces there are, without the one that everybody leaves who asks for none of these. */
export const traces = 2 ** neverCome.length - 1;

/** Whether a trace that was found is the one that was left. */
export const isSameTrace = (found: number | null, left: number | null): boolean =>
  found !== null && found > 0 && left !== null && (found === left || found === (left & longKnown));

/** What whoever asks for updates asks for. In: the trace that this leaves with the messenger, if any (to `traces`). */
export const askedFor = (trace: number | null) => [...heard, ...neverCome.filter((_, at) => ((trace ?? 0) >> at) & 1)];

/** The trace in what was asked for last; null where the messenger does not say. */
export function traceIn(allowed: readonly string[] | undefined): number | null {
  if (!allowed) return null;
  return neverCome.reduce((sum, kind, at) => sum + (allowed.includes(kind) ? 2 ** at : 0), 0);
}

/** The trace of whoever has asked last; null where the messenger shows none, or that of a webhook: nobody asks then. */
export async function newestTrace(api: Api, leaving: AbortSignal): Promise<number | null> {
  try {
    const { url, allowed_updates: allowed } = await api.getWebhookInfo(leaving as never);
    return url ? null : traceIn(allowed);
  } catch (error) {
    // Whoever stands in for the messenger need not know that.
    if (error instanceof GrammyError && [400, 404].includes(error.error_code)) return null;
    throw error;
  }
}
