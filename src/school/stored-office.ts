/** What is stored of those who work at the school office, and of what they did. */
export const storedOfOffice = {
  office_person: {
    group: "office" as const,
    columns: ["id", "name", "role", "made_at", "gone_at"],
    identifies: ["name"],
  },
  office_link: { group: "office" as const, columns: ["hash", "person_id", "made_at", "expires_at"], identifies: [] },
  office_session: {
    group: "office" as const,
    columns: ["hash", "id", "person_id", "started_at", "seen_at", "device", "how", "next", "previous", "renewed_at"],
    identifies: ["device"],
  },
  office_passkey: {
    group: "office" as const,
    columns: ["id", "person_id", "name", "public_key", "counter", "site", "made_at", "used_at", "refused_at"],
    identifies: ["name"],
  },
  office_school_account: {
    group: "office" as const,
    columns: ["subject", "person_id", "tied_at", "used_at"],
    identifies: [],
  },
  office_letting_in: {
    group: "office" as const,
    columns: ["id", "person_id", "proposed_by", "proposed_at", "expires_at", "confirmed_by", "confirmed_at"],
    identifies: ["proposed_by", "confirmed_by"],
  },
  child_look: { group: "office" as const, columns: ["child_id", "person_id", "hour", "at"], identifies: [] },
  office_action: {
    group: "office" as const,
    columns: ["id", "at", "by", "what", "about", "details"],
    identifies: ["by", "details"],
  },
};
