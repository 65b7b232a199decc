import type { ConversationFlavor } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { Speak } from "../texts.ts";

/** An update, with the voice that its chat is spoken to with. */
export type Ctx = ConversationFlavor<Context> & { speak: Speak };
