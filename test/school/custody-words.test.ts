import { expect, test } from "vitest";
import { isAboutCustody, isAboutDeath, isOrdinaryKind } from "../../src/school/reading/custody.ts";
import { Office } from "../support/office.ts";

/** As school offices write it. */
const custody = [
  "Elterliche Sorge nur bei der Mutter",
  "alleinige Sorge Mutter",
  "Alleinsorge KM",
  "gem. Sorge",
  "Sorgerecht beim Vater",
  "S-recht KM",
  "S.-Recht Mutter",
  "SorgeR. Vater",
  "gemeinsames Sorgerecht",
  "Sorgeerklärung liegt vor",
  "Mutter allein sorgeberechtigt",
  "sorgeber.: Mutter",
  "sorgeb. Vater",
  "Personensorge Jugendamt",
  "ASR Mutter",
  "GSR",
  "SR: nur Vater",
  "ABR bei der Mutter",
  "Aufenthaltsbestimmungsrecht Vater",
  "alleinerziehend",
  "alleinerz.",
  "Umgang nur begleitet",
  "begleiteter Umgang mit dem Vater",
  "Umgangsrecht ausgesetzt",
  "kein Umgang",
  "Umgangspflegschaft",
  "Umgangsregelung 14-tägig",
  "Näherungsverbot Vater",
  "Näherungs-\nverbot Vater",
  "Näherungs- verbot Vater",
  "Nähe-\nrungsverbot Vater",
  "Umgangs-\nrecht ruht",
  "Annäherungsverbot",
  "Kontaktverbot",
  "KV hat Kontaktsperre",
  "kein Kontakt zum Vater",
  "Gewaltschutzbeschluss",
  "Hausverbot für den Vater",
  "darf vom Vater nicht abgeholt werden, nicht abholen!",
  "Abholung nur durch die Mutter",
  "Amtspflegschaft",
  "Amtsvormundschaft",
  "Vormund: Frau Fiktiv",
  "Vormundin",
  "Ergänzungspflegschaft",
  "Ergänzungspfleger bestellt",
  "Pflegschaft",
  "Verfahrensbeistand",
  "Beistandschaft beim Amt",
  "Pflegeeltern",
  "Pflegekind seit 2022",
  "in Pflege bei der Tante",
  "Bereitschaftspflege",
  "Pflegefamilie Obhut",
  "in Obhut genommen",
  "Inobhutnahme",
  "Jugendamt Traumstadt",
  "lebt im Kinderheim",
  "Heim",
  "Heimkind",
  "Kind lebt in einer Wohngruppe",
  "WG Sonnenhaus",
  "SOS-Kinderdorf",
  "Erziehungsstelle",
  "Adoptivkind",
  "Wechselmodell",
  "Residenzmodell",
  "Nestmodell",
  "lebt bei der Mutter",
  "lebt seit März bei den Großeltern",
  "lebt beim Vater",
  "wohnt bei der Oma",
  "gemeldet beim Vater",
  "Eltern leben getrennt",
  "getrennt lebend",
  "in Trennung",
  "geschieden",
  "Scheidung läuft",
  "Stiefvater: Udo",
  "leiblicher Vater unbekannt",
  "Vater unbekannt",
  "Auskünfte nur an die Mutter!",
  "nur Auskunft",
  "Auskunft nur Mutter",
  "keine Auskunft an Vater",
  "Auskunftssperre",
  "Ausk. nur KM",
  "Beschluss vom 03.02.",
  "Gerichtsbeschluss liegt vor",
  "Familiengericht",
  "einstweilige Verfügung",
  "Sorge entzogen",
  "Vater in Haft",
  "Vater im Gefängnis",
  "KV sitzt im Gefängnis",
  "Frauenhaus, Adresse geheim halten",
  "Unterschrift nur Mutter",
  "beide müssen unterschreiben",
  "Zeugnis nur an die Mutter",
  "Vater darf Kind nicht sehen",
  "Vollmacht der Eltern für die Tante",
  "Pflege",
  "Pflege seit 2024",
  "Pflege Fam. Muster",
  "Kind darf nicht vom Vater abgeholt werden",
  "darf nur von der Mutter abgeholt werden",
  "nicht an Vater herausgeben",
  "Vater nicht informieren",
  "Eltern leben getr.",
  "Eltern gesch.",
  "FamG Dortmund",
  "Az. 12 F 34/25",
  "Besuchsrecht Vater ausgesetzt",
  "Mutter allein erziehungsberechtigt",
  "aSR Mutter",
  "UMA",
  "Adresse geheim",
  "Vater unbek.",
];

/** What is only spelled alike, or is no question of who may declare. */
const other = [
  "",
  "Sorgfalt bei den Hausaufgaben",
  "sorgfältig",
  "Sorgenkind",
  "S-Bahn",
  "liest gern über das Gefängnis der Piraten",
  "Vorsorge- und Impfheft",
  "Seelsorge",
  "Seelsorger der Gemeinde",
  "Fürsorge-Beratung",
  "Vorsorge U9",
  "Versorgung mit Insulin",
  "Entsorgung",
  "Umgangston",
  "Umgangsformen üben",
  "Umgangssprache Deutsch",
  "im Umgang mit Mitschülern freundlich",
  "Pflegegrad 2",
  "Pflegestufe",
  "Pflegedienst kommt um 10",
  "Pflegegeld",
  "Körperpflege",
  "Mutter ist Altenpflegerin",
  "Klassenpflegschaft",
  "Schulpflegschaftsvorsitz",
  "Pflegschaftsabend",
  "Heimat: Türkei",
  "Heimweg mit dem Bus",
  "geht allein heim",
  "Heimbeatmung",
  "geheimnisvoll",
  "Kita Sonnenheim",
  "wg. Krankheit",
  "eingerichtet",
  "Leibgericht Nudeln",
  "Nachricht an die Mutter",
  "Beschluss der Klassenkonferenz",
  "Getrenntschreibung",
  "Mülltrennung",
  "Mutter spricht kein Deutsch",
  "Vater nur abends erreichbar",
  "Allergie: Nüsse",
  "OGS bis 16 Uhr",
  "Beistelltisch",
  "Schwimmer",
  "isst kein Schweinefleisch",
  "bitte kein Schweinefleisch mitgeben",
  "Handy nicht mitnehmen",
  "Pflege des Schulgartens",
  "Pflege von Freundschaften",
  "Mutter bitte nicht vor 16 Uhr anrufen",
  "Eltern geschäftlich unterwegs",
  "Klasse 12 F",
];

test.each(custody)("“%s” speaks of custody", (remark) => {
  expect(isAboutCustody(remark)).toBe(true);
  expect(isAboutCustody(remark.toUpperCase())).toBe(true);
});

test.each(other)("“%s” does not", (remark) => {
  expect(isAboutCustody(remark)).toBe(false);
  expect(isAboutDeath(remark)).toBe(false);
});

test.each(["Eltern", "Mutter", "Vater", "Mutter und Vater", "Mutter/Vater", "", "m", "leibliche Eltern", "Kindsvater"])(
  "the kind “%s” is an ordinary one",
  (kind) => expect(isOrdinaryKind(kind)).toBe(true),
);

test.each([
  "Sorgerecht Mutter",
  "Eltern (getrennt)",
  "Vormund",
  "Amtspfleger",
  "Wohngruppe",
  "Großeltern",
  "Stiefvater",
  "Mutter ASR",
  "Vater, kein Umgang",
  "Heim",
])("the kind “%s” is for somebody to decide, at the row of the child, also where nobody is named", async (kind) => {
  for (const cells of ["Probe;Nadja", ";"]) {
    const heading = "nachname;vorname;geburtsdatum;klasse;erzieherart;nachname1;vorname1";
    const file = {
      "e.csv": `${heading}\nMuster;Tim;16.04.2018;3a;Eltern;;\nProbe;Mila;15.03.2018;3a;${kind};${cells}`,
    };
    const { problems } = await new Office().plans(file);
    expect(problems.map(({ weight, row }) => `${weight} ${row}`)).toEqual(["custody 3"]);
  }
});

test("no remark is ever kept or repeated", async () => {
  const heading = "Nachname;Vorname;Geburtsdatum;Klasse;Bemerkungen";
  for (const remark of custody) {
    const office = new Office();
    const plan = await office.imports({ "k.csv": `${heading}\nProbe;Mila;15.03.2018;3a;"${remark} Xyzzy"` });
    expect(JSON.stringify([plan, await office.roster.roll()])).not.toContain("Xyzzy");
    expect(plan.problems.map(({ weight, row }) => `${weight} ${row}`)).toEqual(["custody 2"]);
  }
});
