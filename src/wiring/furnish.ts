import { openAccounts } from "../../db/messenger/accounts.ts";
import { adviceOn, isOfClock, mayBeRecorded } from "../../db/file/faults.ts";
import { isInDoubt, isRefused } from "../../db/file/not-ours.ts";
import { openInbox } from "../../db/messenger/inbox.ts";
import { openLedger } from "../../db/proof/ledger.ts";
import { openMatrixRooms } from "../../db/messenger/matrix.ts";
import { openNoticeVersions } from "../../db/proof/notice-versions.ts";
import type { Database } from "../../db/file/database.ts";
import { openBirthdays } from "../../db/messenger/telling.ts";
import { openOffice } from "../../db/office/office.ts";
import { openOutbox } from "../../db/messenger/outbox.ts";
import { openPeriods } from "../../db/proof/periods.ts";
import { openReminders } from "../../db/messenger/reminders.ts";
import { openRetention } from "../../db/proof/retention.ts";
import { openRoster } from "../../db/school/roster.ts";
import { keyPlainHashes } from "../../db/school/plain-hashes.ts";
import { tellWhoCounts } from "../../db/messenger/who-counts.ts";
import type { Config } from "./config.ts";
import { howLongBy } from "./how-long-settings.ts";
import type { House, Log } from "../house/house.ts";
import { unlessRefused } from "../house/in-doubt.ts";
import { openAddresses, openLists } from "./lists.ts";
import { openPress, type Press } from "./press.ts";
import { openScans } from "./scans.ts";
import { keyed } from "../school/reading/guardians.ts";
import { shownName } from "../school/shown-name.ts";
import { Seldom } from "../house/seldom.ts";
import { openDesks, openTalking } from "./rooms.ts";
import { shortId } from "./short-id.ts";
import type { SchoolFiles } from "./school-folder.ts";
import { openSchoolNotice } from "./school-notice.ts";
import { settleSchool } from "./settle-school.ts";
import type { SchoolNotice } from "../house/school-notice.ts";
import { withStandIns } from "../answers/stand-ins.ts";
import type { InForce, ProgramTexts, Texts } from "../texts.ts";
import { withNotice } from "../texts/noticed.ts";
import type { Understanding } from "../answers/understanding.ts";

export interface Furniture {
  database: Database;
  texts: ProgramTexts;
  /** The school's folder. */
  files: SchoolFiles;
  understand: (text: string) => Understanding;
  settings: Pick<Config, "CHILD_NAMES" | "TIME_ZONE" | "PUPIL_AGE"> &
    Partial<Pick<Config, "PUBLIC_URL" | "KEEP_SCANS">> &
    Parameters<typeof howLongBy>[0];
  codeKey: string;
  log: Log;
  /** What prints; without it the house has one of its own, which nobody need close. */
  press?: Press;
  now?: () => Date;
  newId?: () => string;
}

/** A house, ready to live in. The notice in force is the school's: nothing is put in force by opening it. */
export async function furnish({
  database,
  texts: program,
  files,
  understand,
  settings,
  codeKey,
  log,
  press = openPress(),
  now = () => new Date(),
  newId = shortId,
}: Furniture): Promise<House> {
  const [limits, { PUPIL_AGE: pupilAge }] = [howLongBy(settings), settings];
  await bringUpToDate({ database, codeKey, log }, { now: now(), pupilAge });
  const notices = openNoticeVersions(database, newId, pupilAge);
  const settling = { files, texts: program, notices, periods: openPeriods(database, newId), log, now: now() };
  await unlessRefused({ isRefused, log }, settleSchool(settling), () => undefined);
  const school = openSchoolNotice({ files, texts: program, notices });
  const texts = withNotice(program, () => school.inForce());
  const on = openPerMessenger({ database, texts, press, settings });
  return {
    accounts: openAccounts(database),
    ledger: openLedger(database, newId, pupilAge),
    ...on("telegram"),
    on,
    rooms: openMatrixRooms(database),
    beingTold: new Set(),
    roster: openRoster(database, pupilAge),
    ...openTalking(database, pupilAge, { limits, timeZone: settings.TIME_ZONE }),
    ...openDesks(database, { newId, pupilAge }),
    periods: settling.periods,
    notices,
    reminders: openReminders(database, pupilAge),
    birthdays: openBirthdays(database, pupilAge),
    retention: openRetention(database, newId, limits, settings.TIME_ZONE),
    office: openOffice(database, newId),
    notice: versionOf(school),
    school,
    understand: askedByName(understand, school, program.plainWords),
    limits,
    lookAtLists: openLists(codeKey),
    findAddresses: openAddresses(codeKey),
    readScans: openScans(),
    keepsScans: settings.KEEP_SCANS === "yes",
    nameOf: (child, among) => shownName(child, settings.CHILD_NAMES, among),
    timeZone: settings.TIME_ZONE,
    officeAt: settings.PUBLIC_URL ?? null,
    codeKey,
    now,
    newId,
    log,
    seldom: new Seldom(),
    isOfClock,
    mayBeRecorded,
    adviceOn: (error) => adviceOn(error, database.$client.name),
    isRefused,
    isInDoubt,
  };
}

/** What is another on each messenger. */
function openPerMessenger({
  database,
  texts,
  press,
  settings: { PUPIL_AGE: pupilAge, TIME_ZONE: timeZone },
}: Pick<Required<Furniture>, "database" | "press" | "settings"> & { texts: Texts }): House["on"] {
  return (kind) => ({
    inbox: openInbox(database, kind),
    outbox: openOutbox(database, pupilAge, kind),
    texts: kind === "telegram" ? texts : texts.in(kind),
    print: {
      receipt: (receipt, messenger = kind) => press.print({ receipt, timeZone, messenger }),
      ownData: (data, messenger = kind) => press.print({ ownData: data, timeZone, messenger }),
      documents: (documents) => press.print({ documents, timeZone }),
    },
  });
}

/** What a former version has left undone. */
async function bringUpToDate(
  { database, codeKey, log }: Pick<Furniture, "database" | "codeKey" | "log">,
  telling: { now: Date; pupilAge: number },
): Promise<void> {
  const none = () => 0;
  const recounted = await unlessRefused({ isRefused, log }, tellWhoCounts(database, telling), none);
  if (recounted > 0) log.info({ children: recounted }, "what who may not declare any more had said counts no more");
  if (codeKey === "") return;
  const key = (hash: string) => keyed(hash, codeKey);
  const plain = await unlessRefused({ isRefused, log }, keyPlainHashes(database, key), none);
  if (plain > 0) log.info({ people: plain }, "what told guardians from namesakes is keyed now");
}

/** Which version is in force, whenever it is asked. */
const versionOf = (school: SchoolNotice): House["notice"] => ({
  get number() {
    return school.version().number;
  },
  get sha256() {
    return school.version().sha256;
  },
  get publishedAt() {
    return school.version().publishedAt;
  },
});

/**
 * Whoever asks by the name of the school, its head or its officer is understood as in the examples. Whoever works on a
 * message asks again and again what it means: the newest is known, until the process turns to something else.
 */
function askedByName(
  understand: Furniture["understand"],
  school: SchoolNotice,
  words: ProgramTexts["plainWords"],
): House["understand"] {
  const readers = new WeakMap<InForce, (text: string) => string>();
  const read = (text: string) => {
    if (!school.hasBegun()) return text;
    const inForce = school.inForce();
    const reader = readers.get(inForce) ?? withStandIns(inForce.facts, words());
    readers.set(inForce, reader);
    return reader(text);
  };
  let newest: { text: string; meaning: Understanding } | null = null;
  return (written) => {
    const text = read(written);
    if (newest?.text === text) return newest.meaning;
    newest = { text, meaning: understand(text) };
    // No text is kept longer than it is worked on.
    setImmediate(() => (newest = null));
    return newest.meaning;
  };
}
