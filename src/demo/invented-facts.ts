import type { Facts } from "../school/facts.ts";

/** Who answers for the demo's school; no street and no address that could be anybody's. */
export const facts: Facts = {
  school: "Schule am Wolkenweg",
  headForm: "Frau",
  head: "Edith Muster",
  signed: "E. Muster",
  address: "Wolkenweg 7, 00000 Nirgendwo",
  mail: "sekretariat@wolkenweg.example",
  officer: "Dora Schutz",
  officerMail: "datenschutz@wolkenweg.example",
  authority: "Landesbeauftragte für Datenschutz und Informationsfreiheit Nirgendwo",
  messenger: "Messenger der Schule auf wolkenweg.example",
  host: "Rechenzentrum Nirgendwo",
  processor: "IServ GmbH",
};

/** The same, and where its own messenger is. */
export const school = { ...facts, server: "wolkenweg.example" };
