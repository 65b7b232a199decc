import { expect, test } from "vitest";
import { halvesOf } from "../../src/answers/pieces.ts";
import { understand } from "../support/school.ts";

const two: [string, string, string][] = [
  ["Wer ist verantwortlich, und muss ich überhaupt zustimmen?", "controller", "voluntary"],
  ["Gibt es Sicherungskopien? Und wie lange bleibt alles gespeichert?", "backups", "retention_period"],
  ["wie kann ich widerrufen und gilt das dann auch für früher", "withdrawal_how", "withdrawal_lawfulness"],
  ["Braucht man eine Kamera oder geht auch das Handy und muss ich ein Kabel legen", "devices", "network_advice"],
  ["Hat mein Kind Nachteile bei nein und was macht es dann stattdessen", "no_disadvantage", "alternative_contact"],
  ["Wo kann ich mich beschweren, und wie erreiche ich den Datenschutzbeauftragten?", "complaint", "dpo_contact"],
  ["Warum haben wir den Brief bekommen? Ist das freiwillig?", "why_letter", "voluntary"],
  ["Darf ich eine Aufnahme machen und was passiert bei Verstößen?", "recording_forbidden", "exclusion_on_violation"],
  ["Kann ich meine Daten löschen lassen und kann ich Auskunft bekommen?", "rights_erasure", "rights_access"],
  ["Welche Daten werden verarbeitet und zu welchem Zweck?", "data_categories", "purpose"],
  ["Auf welcher Rechtsgrundlage passiert das, und wer ist der Verantwortliche?", "legal_basis", "controller"],
  ["Gehen Daten an Dritte, und steht der Server bei IServ?", "recipients_transfer", "data_to_iserv_servers"],
  ["Was soll ich auf dem Formular ankreuzen und wie lange gilt das?", "form_fields", "consent_duration"],
];

test("of two questions in one message both are answered, also where one half alone says little", () => {
  const missed = two.filter(([text, ...topics]) => {
    const { answers, topics: ranked } = understand(text);
    const first = ranked.slice(0, 2).map(({ id }) => id);
    return answers !== 2 || !topics.every((id) => first.includes(id));
  });
  expect(missed).toEqual([]);
});

test("two words are a question where a mark stands behind them, and not where only an „und“ does", () => {
  expect(halvesOf("Existieren Backups, und wer sieht alles?", () => false)).toContainEqual([
    "Existieren Backups,",
    "und wer sieht alles?",
  ]);
  expect(halvesOf("Bild und Ton sind dabei erlaubt oder", (word) => word === "und")).toEqual([]);
});
