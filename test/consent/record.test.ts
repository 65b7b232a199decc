import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { withDay } from "../../src/consent/day.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { type ConsentRecord, consentRecords, notStated } from "../../src/consent/record.ts";
import { evidenceOf, marks } from "../../src/consent/shown.ts";
import { childStanding } from "../../src/consent/standing.ts";
import { texts as schoolTexts } from "../support/texts.ts";
import { event, mistakeOf, upholding } from "../support/histories.ts";

const { notice } = schoolTexts;
const shown = "a".repeat(64);
const sources = {
  passage: (number: number, id: string) => (number === 1 ? notice.passages.get(id)?.text : `Fassung ${number}: ${id}`),
  notices: [1, 2].map((number) => ({
    number,
    sha256: String(number).repeat(64),
    publishedAt: `2026-0${number}-01T08:00:00.000Z`,
  })),
  textShown: (sha256: string) => (sha256 === shown ? `${marks.child}: Teilnahme per Audio?` : null),
};
const recordsOf = (events: ConsentEvent[]) =>
  JSON.parse(JSON.stringify(consentRecords("mila", events, childStanding(events), sources))) as unknown;

const text = v.pipe(v.string(), v.nonEmpty());
const texts = v.pipe(v.array(text), v.nonEmpty());
const time = v.pipe(v.string(), v.isoTimestamp());
const state = (...names: string[]) => v.picklist(names.map((name) => `dpv:Consent${name}`));

/** The fields of ISO/IEC TS 27560:2023 clause 6.3 that are mandatory there, or for the GDPR in the profile that the record names. */
const purposeFields = v.object({
  purpose: text,
  lawful_basis: text,
  pii_information: v.pipe(
    v.array(v.object({ pii_type: text, pii_optional: v.boolean(), special_pii_category: text })),
    v.nonEmpty(),
  ),
  pii_controllers: texts,
  collection_method: text,
  processing_method: text,
  storage_locations: texts,
  processing_locations: texts,
  geographic_restrictions: text,
  retention_period: text,
  recipient_third_parties: text,
  withdrawal_method: text,
  privacy_rights: text,
  jurisdiction: text,
  authority_party: text,
});
const record = v.object({
  schema_version: text,
  record_id: text,
  pii_principal_id: text,
  consent_status: state("Requested", "Given", "Refused", "Withdrawn", "Expired", "Unknown"),
  pii_processing: v.object({
    privacy_notice: v.object({ version: v.number(), sha256: v.pipe(v.string(), v.length(64)), published: time }),
    language: v.pipe(v.string(), v.length(2)),
    purposes: v.pipe(v.array(purposeFields), v.nonEmpty()),
  }),
  party_identification: v.pipe(
    v.array(
      v.object({
        party_id: text,
        party_type: text,
        party_role: text,
        party_name: text,
        party_address: text,
        party_contact: text,
      }),
    ),
    v.nonEmpty(),
  ),
  events: v.array(
    v.object({
      event_time: time,
      validity_duration: text,
      entity_id: text,
      event_type: text,
      event_state: state("Given", "Refused", "Withdrawn", "Expired", "Invalidated"),
    }),
  ),
});
const records = v.pipe(v.array(record), v.length(2));

const slip = event("given", "father", { id: "slip", route: "paper", recordedBy: "Frau Sekretär" });
const life = [
  event("refused"),
  event("given", "mother", {
    id: "yes",
    shown,
    evidence: evidenceOf("update 7", { child: "Mila B.", className: "3a" }),
  }),
  slip,
  mistakeOf(slip),
  event("withdrawn"),
  event("lapsed", "office", { recordedBy: "Frau Poppinga" }),
];

describe("the consent record (ISO/IEC TS 27560, W3C DPV)", () => {
  test("has every required field, from a child nobody has answered for to events in all states", () => {
    for (const events of [
      [],
      life,
      [event("given")],
      [event("given"), event("refused", "father")],
      [event("given"), event("lapsed", "office")],
    ])
      expect(v.safeParse(records, recordsOf(events)).issues).toBeUndefined();
  });

  test("is one for sound and one for picture, each with its own events in order and their states", () => {
    const [audio, video] = v.parse(
      records,
      recordsOf([...life, event("given", "mother", { id: "v", purpose: "video" })]),
    );
    expect(audio?.events.map((one) => one.event_state.slice("dpv:Consent".length))).toEqual([
      "Refused",
      "Given",
      "Given",
      "Invalidated",
      "Withdrawn",
      "Expired",
    ]);
    expect(video?.events.map((one) => one.event_state)).toEqual(["dpv:ConsentGiven"]);
    expect([audio?.record_id, video?.record_id]).toEqual(["mila:audio", "mila:video"]);
  });

  test("says what stands", () => {
    const status = (...events: ConsentEvent[]) => v.parse(records, recordsOf(events))[0]?.consent_status;
    const yes = event("given");
    expect([
      status(),
      status(yes),
      status(event("refused")),
      status(yes, event("withdrawn")),
      status(yes, event("lapsed", "office")),
      status(yes, event("refused", "father")),
    ]).toEqual(
      ["Requested", "Given", "Refused", "Withdrawn", "Expired", "Unknown"].map((name) => `dpv:Consent${name}`),
    );
  });

  test("points only at parties that it names", () => {
    const [audio] = v.parse(records, recordsOf(life));
    const parties = audio?.party_identification.map((one) => one.party_id);
    expect(parties).toEqual(expect.arrayContaining(audio?.pii_processing.purposes[0]?.pii_controllers ?? ["?"]));
    expect(parties).toContain(audio?.events.at(-1)?.entity_id);
  });
});

describe("what the school has put down", () => {
  const recorded = (events: ConsentEvent[]) =>
    consentRecords("mila", events, childStanding(events), sources)[0] as ConsentRecord;

  test("of whose declaration counts is the guardian's, in its state, and no consent of the school", () => {
    const no = event("refused", "father");
    const record = recorded([event("given"), no, upholding(no, { route: "note" })]);
    expect(record.consent_status).toBe("dpv:ConsentRefused");
    expect(record.events.at(-1)).toMatchObject({
      event_type: "dpv:ConsentManagement",
      event_state: "dpv:ConsentRefused",
      entity_id: "father",
      entity_role: "office",
      collection_method: "note of the school",
      upholds: no.id,
      voids: notStated,
    });
  });

  test("later than it was declared has its own day, everything else that of its recording", () => {
    const paper = event("given", "mother", { route: "paper", evidence: withDay("paper, taken by A", "2026-11-20") });
    const chat = event("given", "father");
    expect(recorded([paper, chat]).events.map((one) => one.declared_on)).toEqual(["2026-11-20", chat.at]);
  });
});

describe("what the record quotes", () => {
  const quoted = consentRecords("mila", life, childStanding(life), sources)[0];
  const said = (...ids: string[]) => ids.map((id) => notice.passages.get(id)?.text ?? `no passage ${id}`).join("\n");

  test("is the notice, word for word", () => {
    expect(quoted?.pii_processing.purposes[0]).toMatchObject({
      purpose: said("purpose"),
      lawful_basis_text: said("legal-basis"),
      retention_period: said("deleted-after-seven-days"),
      withdrawal_method: said("withdrawal"),
      privacy_rights: said("rights"),
      authority_party: said("complaint"),
    });
    expect(quoted?.party_identification[0]).toMatchObject({
      party_name: said("controller-school", "controller-head"),
      party_address: said("controller-address"),
      party_contact: said("controller-mail"),
    });
    expect(quoted?.events[0]?.validity_duration).toBe(said("duration"));
  });

  test('reads "nicht angegeben" where the notice says nothing: places, third countries, an assessment, addresses of others', () => {
    expect(notStated).toBe("nicht angegeben");
    expect(quoted?.pii_processing.purposes[0]).toMatchObject({
      storage_locations: [notStated],
      processing_locations: [notStated],
      geographic_restrictions: notStated,
      codes_of_conduct: notStated,
      impact_assessment: notStated,
      pii_information: [{ special_pii_category: notStated }],
    });
    expect(quoted?.party_identification.slice(1).map((one) => one.party_address)).toEqual([notStated, notStated]);
  });

  test("is the version that the newest answer was given on, for each event its own", () => {
    const events = [event("given"), event("given", "mother", { id: "anew", notice: 2 })];
    const [audio] = consentRecords("mila", events, childStanding(events), sources);
    expect([audio?.pii_processing.privacy_notice.version, audio?.pii_processing.purposes[0]?.purpose]).toEqual([
      2,
      "Fassung 2: purpose",
    ]);
    expect(audio?.events.map((one) => one.validity_duration)).toEqual([said("duration"), "Fassung 2: duration"]);
  });

  test("is the text that was shown, with the child as it was named then; nothing where nothing was shown", () => {
    expect(quoted?.events.map((one) => one.shown_text)).toEqual([
      notStated,
      "Mila B.: Teilnahme per Audio?",
      notStated,
      notStated,
      notStated,
      notStated,
    ]);
  });
});
