import type { RequestOfPerson } from "../../../db/messenger/requests.ts";
import type { StaffChat } from "../../../db/office/staff-chat.ts";
import type { FormerChild } from "../../../db/school/finding.ts";
import type { Since } from "../../../db/school/since.ts";
import type { ChildNow } from "../../../db/school/view.ts";
import type { OfficeParts } from "../page/parts.ts";

/** All that the page shows; `changes` is null where it must not be shown. */
export interface MorningData {
  /** ISO dates. */
  since: string;
  earliest: string;
  today: string;
  now: Date;
  changes: Since | null;
  children: ReadonlyMap<string, ChildNow>;
  former: readonly FormerChild[];
  requests: readonly RequestOfPerson[];
  stuck: number;
  notReached: number;
  line: Awaited<ReturnType<OfficeParts["lineTrouble"]>>;
  drill: ReturnType<OfficeParts["lastDrill"]>;
  /** How many children have a guardian of whose custody nobody has decided yet. */
  undecided: number;
  chat: StaffChat;
  lacking: "letters.noKey" | "letters.noBot" | null;
}
