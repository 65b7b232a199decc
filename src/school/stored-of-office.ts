import type { Stored } from "./stored-groups.ts";

/** The tables of those who work at the school office, and of what only they work with. */
export const storedOfOffice: Record<string, Stored> = {
  office_person: { group: "office", columns: ["id", "name", "role", "made_at", "gone_at"], identifies: ["name"] },
  office_link: { group: "office", columns: ["hash", "person_id", "made_at", "expires_at"], identifies: [] },
  office_session: {
    group: "office",
    columns: ["hash", "id", "person_id", "started_at", "seen_at", "device", "how", "next", "previous", "renewed_at"],
    identifies: ["device"],
  },
  school_file: { group: "office", columns: ["name", "content"], identifies: ["content"] },
  office_passkey: {
    group: "office",
    columns: ["id", "person_id", "name", "public_key", "counter", "site", "made_at", "used_at", "refused_at"],
    identifies: ["name"],
  },
  office_school_account: { group: "office", columns: ["subject", "person_id", "tied_at", "used_at"], identifies: [] },
  office_letting_in: {
    group: "office",
    columns: ["id", "person_id", "proposed_by", "proposed_at", "expires_at", "confirmed_by", "confirmed_at"],
    identifies: ["proposed_by", "confirmed_by"],
  },
  child_look: { group: "office", columns: ["child_id", "person_id", "hour", "at"], identifies: [] },
  office_action: {
    group: "office",
    columns: ["id", "at", "by", "what", "about", "details"],
    identifies: ["by", "details"],
  },
  documents_version: { group: "office", columns: ["number", "at", "by", "sha256", "text"], identifies: ["by"] },
  remembered_columns: { group: "office", columns: ["kind", "columns", "at"], identifies: [] },
};
