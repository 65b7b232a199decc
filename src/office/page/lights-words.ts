import type { Wrong } from "../../house/lights.ts";
import type { OfficeKey } from "./words.ts";

/** What the operator is told of: each has a sentence for when it is wrong, and one for when it is over. */
export const sentences: Record<Wrong, { wrong: OfficeKey; over: OfficeKey }> = {
  "the database does not answer": { wrong: "lights.wrong.database", over: "lights.over.database" },
  "the database cannot be written": { wrong: "lights.wrong.readOnly", over: "lights.over.readOnly" },
  "the disk is nearly full": { wrong: "lights.wrong.disk", over: "lights.over.disk" },
  unreachable: { wrong: "lights.wrong.messenger", over: "lights.over.messenger" },
  "token refused": { wrong: "lights.wrong.token", over: "lights.over.token" },
  "another poller": { wrong: "lights.wrong.poller", over: "lights.over.poller" },
  webhook: { wrong: "lights.wrong.webhook", over: "lights.over.webhook" },
  "the messenger is silent": { wrong: "lights.wrong.messenger", over: "lights.over.messenger" },
  "nobody is answered": { wrong: "lights.wrong.answers", over: "lights.over.answers" },
  "messages are not told": { wrong: "lights.wrong.waiting", over: "lights.over.waiting" },
  "no daily round": { wrong: "lights.wrong.rounds", over: "lights.over.rounds" },
  "the proof is broken": { wrong: "lights.wrong.proof", over: "lights.over.proof" },
  "the backup does not hold": { wrong: "lights.wrong.drill", over: "lights.over.drill" },
  "the backup is old": { wrong: "lights.wrong.backup", over: "lights.over.backup" },
};
