import { usually } from "../../src/consent/how-long.ts";
import type { Circumstances } from "../../src/house/officer-documents.ts";
import { realSchool } from "./real-school.ts";

/** A school of which everything is known that the program can know, on Telegram, of which a backup was tried. */
export const circumstances: Circumstances = {
  facts: {
    ...realSchool,
    authority: "Aufsicht Beispiel, Musterweg 1, Musterstadt",
    messenger: "Schulchat Beispiel",
    host: "Rechenzentrum Beispiel",
    processor: "Videodienst Beispiel",
  },
  limits: usually,
  pupilAge: 16,
  timeZone: "Europe/Berlin",
  program: "1.2.3",
  messengers: [{ kind: "telegram", bot: "@janein_bot", server: null }],
  publicUrl: "https://janein.example",
  accountsHost: null,
  stampsHost: null,
  keepsScans: false,
  lastDrill: { at: "2026-11-20T03:00:00.000Z", outcome: "holds" },
  counts: { children: 250, people: 430 },
  erasures: [
    { at: "2026-11-01T03:00:00.000Z", events: 0, children: 0, people: 0 },
    { at: "2026-11-02T03:00:00.000Z", events: 12, children: 3, people: 4 },
  ],
};
