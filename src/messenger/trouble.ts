import { GrammyError } from "grammy";
import type { House } from "../house/house.ts";

const ours = /\/(?:src|db|conversations)\/[\w./-]+:\d+/;

/**
 * What the person who runs the server must know of an error: what went wrong, where, and what to do about it.
 * Never the text of a message.
 * An error that came through a conversation has lost its class, so nothing here asks for it.
 */
export function trouble(house: Pick<House, "adviceOn">, error: unknown): { error: string; todo: string } {
  const todo = house.adviceOn(error);
  if (error instanceof GrammyError)
    return {
      error: `${error.method}: ${error.error_code} ${error.description}`,
      todo: todo ?? "The messenger refused it; if it goes on, compare the call with the Bot API.",
    };
  if (!(error instanceof Error)) return { error: "unknown", todo: todo ?? aFault };
  const where = ours.exec(error.stack ?? "")?.[0].slice(1);
  return { error: `${error.name}: ${error.message.split("\n")[0]}${where ? ` (${where})` : ""}`, todo: todo ?? aFault };
}

const aFault = "A fault of JaNein, or of the machine: report this line with the version.";
