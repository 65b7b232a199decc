import { storedOfOffice } from "./stored-office.ts";

/**
 * What is stored, in the groups in which people ask about it; the words for each stand in the locales under `stored`.
 */
export const storedGroups = [
  "people",
  "account",
  "proof",
  "messages",
  "conversation",
  "requests",
  "questions",
] as const;
/** What is stored of those who work at the school office stands in the documents, not in what a parent reads. */
export type StoredGroup = (typeof storedGroups)[number] | "office";

interface Stored {
  group: StoredGroup;
  /** Every column; the ones that identify a person are named apart. */
  columns: readonly string[];
  identifies: readonly string[];
}

/** Every table of the database; a test holds it against the schema, so that the documents made from it cannot drift. */
export const stored: Record<string, Stored> = {
  school_class: { group: "people", columns: ["id", "name"], identifies: [] },
  child: {
    group: "people",
    columns: [
      "id",
      "given_name",
      "family_name",
      "birth_date",
      "class_id",
      "both_must_agree",
      "key",
      "family_language",
      "pupil_id",
      "gone_at",
    ],
    identifies: ["given_name", "family_name", "birth_date", "key"],
  },
  person: {
    group: "people",
    columns: ["id", "role", "given_name", "family_name", "key", "gone_at"],
    identifies: ["given_name", "family_name", "key"],
  },
  guardianship: { group: "people", columns: ["guardian_id", "child_id"], identifies: [] },
  custody_fact: {
    group: "proof",
    columns: ["id", "child_id", "guardian_id", "custody", "since", "paper", "by", "at"],
    identifies: ["paper", "by"],
  },
  class_teacher: { group: "people", columns: ["teacher_id", "class_id"], identifies: [] },
  join_code: { group: "account", columns: ["hash", "person_id", "made_at", "expires_at", "used_at"], identifies: [] },
  failed_join: { group: "account", columns: ["id", "chat_id", "at"], identifies: ["chat_id"] },
  account: {
    group: "account",
    columns: ["person_id", "chat_id", "joined_at", "unreachable_since"],
    identifies: ["chat_id"],
  },
  class_list_seen: {
    group: "account",
    columns: ["teacher_id", "child_id", "seen", "at"],
    identifies: [],
  },
  morning_line: { group: "account", columns: ["teacher_id", "time", "from_day"], identifies: [] },
  matrix_chat: {
    group: "account",
    columns: ["id", "user_id", "room_id", "last_message"],
    identifies: ["user_id", "room_id"],
  },
  matrix_event: {
    group: "conversation",
    columns: ["id", "event_id", "chat_id", "message_id", "options", "answers", "chose", "is_placed", "at"],
    identifies: ["chat_id"],
  },
  chat_language: { group: "account", columns: ["chat_id", "language", "how"], identifies: ["chat_id"] },
  notice_version: {
    group: "proof",
    columns: [
      "number",
      "sha256",
      "text",
      "published_at",
      "change",
      "decided_at",
      "decided_by",
      "lapse_on",
      "lapsed_at",
    ],
    identifies: ["decided_by"],
  },
  period: {
    group: "proof",
    columns: ["id", "started_at", "started_by", "ended_at", "ended_by"],
    identifies: ["started_by", "ended_by"],
  },
  shown_text: { group: "proof", columns: ["sha256", "text"], identifies: [] },
  consent_event: {
    group: "proof",
    identifies: ["child_id", "person_id", "recorded_by", "evidence"],
    columns: [
      "seq",
      "id",
      "decision",
      "child_id",
      "purpose",
      "kind",
      "person_id",
      "role",
      "route",
      "recorded_by",
      "at",
      "notice",
      "language",
      "shown",
      "evidence",
      "voids",
      "salt",
      "commitment",
      "previous",
      "hash",
      "seal",
    ],
  },
  daily_round: { group: "messages", columns: ["name", "at"], identifies: [] },
  erasure: {
    group: "proof",
    columns: ["id", "at", "events", "children", "people", "ended_before", "event_places", "entry_places"],
    identifies: [],
  },
  journal: {
    group: "proof",
    columns: ["seq", "at", "kind", "about", "salt", "commitment", "previous", "hash", "seal"],
    identifies: [],
  },
  announcement: {
    group: "messages",
    columns: [
      "id",
      "kind",
      "about",
      "person_id",
      "child_id",
      "stood",
      "chat_id",
      "born_at",
      "due_at",
      "attempts",
      "claimed_at",
      "last_error",
      "sent_at",
    ],
    identifies: ["chat_id"],
  },
  conversation_state: {
    group: "conversation",
    columns: ["chat_id", "state", "changed_at"],
    identifies: ["chat_id", "state"],
  },
  seen_update: { group: "conversation", columns: ["update_id", "at", "seal"], identifies: [] },
  waiting_update: { group: "conversation", columns: ["update_id", "update"], identifies: ["update"] },
  suspect_update: { group: "conversation", columns: ["update_id", "at", "tries", "silent"], identifies: [] },
  bot_run: { group: "conversation", columns: ["id", "started_at", "ended_at", "username"], identifies: [] },
  withdrawal_matter: {
    group: "requests",
    columns: ["id", "chat_id", "person_id", "words", "language", "said_at", "office_at", "closed_at"],
    identifies: ["chat_id", "words"],
  },
  rights_request: { group: "requests", columns: ["id", "right", "person_id", "words"], identifies: ["words"] },
  request_step: {
    group: "requests",
    columns: ["id", "request_id", "step", "at", "by", "note"],
    identifies: ["by", "note"],
  },
  child_change: { group: "people", columns: ["seq", "child_id"], identifies: [] },
  roll_change: {
    group: "people",
    columns: ["id", "at", "by", "what", "about", "detail", "former", "undone_at"],
    identifies: ["by", "former"],
  },
  left_open: { group: "people", columns: ["child_id", "what", "at", "done_at"], identifies: [] },
  school_file: { group: "office", columns: ["name", "content"], identifies: ["content"] },
  remembered_columns: { group: "office", columns: ["kind", "columns", "at"], identifies: [] },
  ...storedOfOffice,
  unanswered_question: { group: "questions", columns: ["topic_guess", "language", "count"], identifies: [] },
  passed_question: { group: "questions", columns: ["id", "text", "person_id", "language", "at"], identifies: ["text"] },
};
