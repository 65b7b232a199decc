import { openClassLists } from "../../db/messenger/class-lists.ts";
import { openHeld } from "../../db/messenger/held.ts";
import { openLanguages } from "../../db/messenger/languages.ts";
import { openMatters } from "../../db/messenger/matters.ts";
import { openMornings } from "../../db/messenger/mornings.ts";
import { openQuestions } from "../../db/messenger/questions.ts";
import { openRequests } from "../../db/messenger/requests.ts";
import { openTalks } from "../../db/messenger/talks.ts";
import { openRememberedColumns } from "../../db/office/remembered-columns.ts";
import { openStaffChats } from "../../db/office/staff-chat.ts";
import { openDocumentsVersions } from "../../db/proof/documents-versions.ts";
import { openKeptScans } from "../../db/proof/kept-scans.ts";
import { openPersonErasure } from "../../db/proof/person-erasure.ts";
import { openRestrictions } from "../../db/proof/restricting.ts";
import { openRounds } from "../../db/proof/rounds.ts";
import { openCustody } from "../../db/school/custody.ts";
import { openRollChanges } from "../../db/school/roll-changes.ts";
import { openRollToDo } from "../../db/school/to-do.ts";
import type { Database } from "../../db/file/database.ts";
import type { House } from "../house/house.ts";

/** What is known of chats, and of what is asked and told there. In: from which age a pupil declares; what is kept. */
export const openTalking = (
  database: Database,
  pupilAge: number,
  { limits, timeZone }: Pick<House, "limits" | "timeZone">,
) => ({
  talks: openTalks(database),
  held: openHeld(database),
  questions: openQuestions(database),
  matters: openMatters(database),
  classLists: openClassLists(database),
  mornings: openMornings(database, pupilAge),
  languages: openLanguages(database),
  requests: openRequests(database),
  erasing: openPersonErasure(database, limits, timeZone),
  restrictions: openRestrictions(database),
});

/** What the office works with besides the roster: what it changes, decides, remembers and puts down. In: ids. */
export const openDesks = (database: Database, { newId, pupilAge }: { newId: () => string; pupilAge: number }) => ({
  changes: openRollChanges(database, newId, pupilAge),
  rollToDo: openRollToDo(database),
  custody: openCustody(database, pupilAge),
  documents: openDocumentsVersions(database),
  keptScans: openKeptScans(database),
  staffChats: openStaffChats(database),
  rememberedColumns: openRememberedColumns(database),
  rounds: openRounds(database),
});
