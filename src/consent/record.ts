import { type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { answersThatCount, type ChildStanding, type Standing } from "./standing.ts";

/** What the notice and the file say, as the record needs it; a passage that the notice lacks is "nicht angegeben". */
export interface RecordSources {
  /** Verbatim text of a passage of the notice, by id. */
  passage(id: string): string | undefined;
  notices: readonly { number: number; sha256: string; publishedAt: string }[];
  textShown(sha256: string): string | null;
}

export const notStated = "nicht angegeben";

/** Events as the standard knows them (ISO/IEC TS 27560, W3C DPV). */
const states = { given: "dpv:ConsentGiven", refused: "dpv:ConsentRefused", withdrawn: "dpv:ConsentWithdrawn", lapsed: "dpv:ConsentExpired", voided: "dpv:ConsentInvalidated" } as const;
const stateOf: Record<Standing, string> = {
  yes: states.given, no: states.refused, withdrawn: states.withdrawn, lapsed: states.lapsed, not_asked: "dpv:ConsentRequested", conflict: "dpv:ConsentUnknown",
};
const routes = { chat: "messenger chat", paper: "paper form", phone: "telephone", in_person: "in person" } as const;

/**
 * The consent records of one child, one a purpose, with the fields of ISO/IEC TS 27560:2023 clause 6 and the terms of the W3C Data Privacy Vocabulary.
 * In: the child's id, its events (oldest first), what stands, the sources. Persons are named by their ids. What the notice does not say reads "nicht angegeben".
 */
export function consentRecords(childId: string, events: readonly ConsentEvent[], standing: ChildStanding, sources: RecordSources) {
  return purposes.map((purpose) => recordOf(childId, purpose, events.filter((event) => event.purpose === purpose), standing[purpose].standing, sources));
}

export type ConsentRecord = ReturnType<typeof recordOf>;

function recordOf(childId: string, purpose: Purpose, events: readonly ConsentEvent[], standing: Standing, sources: RecordSources) {
  const said = (...ids: string[]) => ids.map((id) => sources.passage(id)).filter((text) => text !== undefined).join("\n") || notStated;
  const { answers } = answersThatCount(events, purpose);
  const newest = [...answers.values()].at(-1) ?? events.at(-1);
  const notice = sources.notices.find(({ number }) => number === newest?.notice) ?? sources.notices.at(-1);
  return {
    "@context": { dpv: "https://w3id.org/dpv#", gdpr: "https://w3id.org/dpv/legal/eu/gdpr#" },
    "@type": "dpv:ConsentRecord",
    schema_version: "ISO/IEC TS 27560:2023; https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr",
    record_id: `${childId}:${purpose}`,
    pii_principal_id: childId,
    consent_status: stateOf[standing],
    pii_processing: {
      privacy_notice: { version: notice?.number ?? notStated, sha256: notice?.sha256 ?? notStated, published: notice?.publishedAt ?? notStated },
      language: "de",
      purposes: [{
        purpose: said("purpose"), purpose_type: "dpv:ServiceProvision", lawful_basis: "gdpr:A6-1-a", lawful_basis_text: said("legal-basis"),
        pii_information: [{ pii_type: purpose === "audio" ? "dpv-pd:VoiceCommunicationRecording" : "dpv-pd:Picture", pii_attribute: said(purpose === "audio" ? "form-audio" : "form-video"), pii_optional: true, sensitive_pii: notStated, text: said("data-of-conference", "data-of-features") }],
        pii_controllers: ["controller"], collection_method: said("entered-by-users"), processing_method: said("run-by-iserv", "only-on-our-behalf"),
        storage_locations: [notStated], processing_locations: [notStated], geographic_restrictions: notStated,
        retention_period: said("deleted-after-seven-days"), recipient_third_parties: said("access-participants", "access-provider", "no-own-purposes"),
        withdrawal_method: said("withdrawal"), validity: said("duration"),
      }],
      privacy_rights: said("rights"), jurisdiction: "DE-NW", codes_of_conduct: notStated, impact_assessment: notStated, authority_party: said("complaint"),
    },
    party_identification: [
      { party_id: "controller", party_role: "dpv:DataController", name: said("controller-school", "controller-head"), address: said("controller-address"), email: said("controller-mail") },
      { party_id: "officer", party_role: "dpv:DataProtectionOfficer", name: said("officer"), address: notStated, email: said("officer") },
      { party_id: "processor", party_role: "dpv:DataProcessor", name: said("run-by-iserv"), address: notStated, email: notStated },
    ],
    events: events.map((event) => ({
      event_id: event.id, event_time: event.at, event_type: event.role === "office" ? "dpv:RecordedByController" : "dpv:ExplicitlyExpressedConsent", event_state: states[event.kind],
      entity_id: event.person ?? "controller", entity_role: event.role, recorded_by: event.recordedBy, collection_method: routes[event.route], evidence: event.evidence,
      validity_duration: said("duration"), privacy_notice_version: event.notice, language_shown: event.language, shown_sha256: event.shown ?? notStated,
      shown_text: (event.shown === null ? null : sources.textShown(event.shown)) ?? notStated, voids: event.voids ?? notStated,
    })),
  };
}
