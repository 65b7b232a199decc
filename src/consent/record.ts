import type { CustodyFact } from "./custody.ts";
import { type ConsentEvent, type Purpose, purposes } from "./event.ts";
import { eventIn, notStated, type RecordSources, saidIn, states } from "./record-event.ts";
import { answersThatCount, type ChildStanding, type Standing } from "./standing.ts";

export { notStated };

const stateOf: Record<Standing, string> = {
  yes: states.given,
  no: states.refused,
  withdrawn: states.withdrawn,
  lapsed: states.lapsed,
  not_asked: "dpv:ConsentRequested",
  conflict: states.unknown,
};

/**
 * The consent records of one child, one a purpose,
 * with the fields of ISO/IEC TS 27560:2023 clause 6 and the terms of the W3C Data Privacy Vocabulary.
 * In: the child's id, its events (oldest first), what stands, the sources.
 * Persons are named by their ids. What the notice does not say reads "nicht angegeben".
 */
export function consentRecords(
  childId: string,
  events: readonly ConsentEvent[],
  standing: ChildStanding,
  sources: RecordSources,
) {
  return purposes.map((purpose) =>
    recordOf(
      childId,
      purpose,
      events.filter((event) => event.purpose === purpose),
      standing[purpose].standing,
      sources,
    ),
  );
}

export type ConsentRecord = ReturnType<typeof recordOf>;

function recordOf(
  childId: string,
  purpose: Purpose,
  events: readonly ConsentEvent[],
  standing: Standing,
  sources: RecordSources,
) {
  const { answers } = answersThatCount(events, purpose);
  const newest = [...answers.values()].at(-1) ?? events.at(-1);
  const notice = sources.notices.find(({ number }) => number === newest?.notice) ?? sources.notices.at(-1);
  // Of the version that the newest answer was given on, not of today's.
  const said: Said = (...ids) => saidIn(notice?.number ?? 0, ids, sources);
  return {
    "@context": {
      dpv: "https://w3id.org/dpv#",
      pd: "https://w3id.org/dpv/pd#",
      gdpr: "https://w3id.org/dpv/legal/eu/gdpr#",
    },
    "@type": "dpv:ConsentRecord",
    schema_version: "ISO/IEC TS 27560:2023; https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr",
    record_id: `${childId}:${purpose}`,
    pii_principal_id: childId,
    consent_status: stateOf[standing],
    pii_processing: {
      privacy_notice: {
        version: notice?.number ?? notStated,
        sha256: notice?.sha256 ?? notStated,
        published: notice?.publishedAt ?? notStated,
      },
      language: "de",
      purposes: [processing(purpose, said)],
    },
    party_identification: parties(said),
    representatives: (sources.custody ?? []).map(representative),
    events: events.map((event) => eventIn(event, events, sources)),
  };
}

/** What the notice says, of these passages. */
type Said = (...ids: string[]) => string;

function processing(purpose: Purpose, said: Said) {
  return {
    purpose: said("purpose"),
    purpose_type: "dpv:ServiceProvision",
    lawful_basis: "gdpr:A6-1-a",
    lawful_basis_text: said("legal-basis"),
    pii_information: [information(purpose, said)],
    pii_controllers: ["controller"],
    collection_method: said("entered-by-users"),
    processing_method: said("run-by-iserv", "only-on-our-behalf"),
    storage_locations: [notStated],
    processing_locations: [notStated],
    geographic_restrictions: notStated,
    retention_period: said("deleted-after-seven-days"),
    recipient_third_parties: said("access-participants", "access-provider", "no-own-purposes"),
    withdrawal_method: said("withdrawal"),
    privacy_rights: said("rights"),
    jurisdiction: "DE-NW",
    codes_of_conduct: notStated,
    impact_assessment: notStated,
    authority_party: said("complaint"),
  };
}

function information(purpose: Purpose, said: Said) {
  return {
    // Not "VoiceCommunicationRecording": nothing is recorded.
    pii_type: purpose === "audio" ? "pd:Communication" : "pd:Picture",
    description: said(purpose === "audio" ? "form-audio" : "form-video", "data-of-conference", "data-of-features"),
    pii_optional: true,
    sensitive_pii_category: notStated,
    special_pii_category: notStated,
  };
}

function parties(said: Said) {
  const school = said("controller-school", "controller-head");
  return [
    party("controller", "dpv:DataController", school, said("controller-address"), said("controller-mail")),
    party("officer", "dpv:DataProtectionOfficer", said("officer"), notStated, said("officer")),
    party("processor", "dpv:DataProcessor", said("run-by-iserv"), notStated, notStated),
  ];
}

/**
 * Whether a guardian represents the child, as the school has put it down; the standard has no field for it. Whoever is
 * not named does, in the usual case.
 */
function representative({ guardian, custody, since, paper, by, at }: CustodyFact) {
  const mayDeclare = { declares: "yes", informed: "no", neither: "no", undecided: "undecided", held_back: "undecided" };
  return {
    party_id: guardian,
    may_declare: mayDeclare[custody],
    is_informed: custody === "neither" || custody === "held_back" ? "no" : "yes",
    since,
    evidence: paper || notStated,
    decided_by: by || notStated,
    put_down_at: at,
  };
}

function party(party_id: string, role: string, party_name: string, party_address: string, party_contact: string) {
  return { party_id, party_type: role, party_role: role, party_name, party_address, party_contact };
}
