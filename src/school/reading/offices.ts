/** What is written where a guardian's name should stand and is an office, a home or a society. */
const anywhere = new RegExp(
  "jugendamt|sozialamt|vormundschaft|amts-?vorm(?:u|ü)nd|pflegschaft|kinder-?heim|jugend-?heim|kinder-?dorf|" +
    "jugend-?(?:hilfe|dorf|haus|wohn)|wohn-?(?:gruppe|heim|verbund|einrichtung)|betreutes wohnen|caritas|diakonie|" +
    "diakonisch|arbeiterwohlfahrt|rotes kreuz|stiftung|(?:träger|förder)?verein(?!\\p{L})|sozialdienst|" +
    "jugendsozial|landschaftsverband|(?:stadt|kreis|gemeinde)verwaltung|bezirksregierung|fachbereich|fachdienst|" +
    "behörde|einrichtung|(?<!\\p{L})internat(?!\\p{L})|inobhutnahme|frauenhaus|clearing|erziehungs-?(?:hilfe|stelle)|" +
    "pflegekinderdienst|lebenshilfe|kolping(?:werk|haus)|malteser|johanniter|heilpädagog|kinder-?haus|tagesgruppe|" +
    "ministerium|(?<!\\p{L})g{0,2}mbh(?!\\p{L})|(?<!\\p{L})e\\. ?v\\.",
  "iu",
);
const abbreviated = /(?<!\p{L})(?:ASD|AWO|DRK|ASB|SkF|SKF|SkM|SKM|LWL|LVR|SOS|eV|gAG|mbH|KJHV)(?!\p{L})/u;
/** Names of people too, where nothing follows. */
const withMore = /^(?:stadt|amt|kreis|landkreis|gemeinde|haus|heim|zentrum)\s+\p{L}/iu;
const aPersonAfterAll = /^(?:frau|herrn?)\s/i;

/** Whether a name is one of an office, a home or a society, and of no person. */
export function isOffice({ givenName, familyName }: { givenName: string; familyName: string }): boolean {
  return [givenName, familyName].some(
    (cell) => anywhere.test(cell) || abbreviated.test(cell) || (withMore.test(cell) && !aPersonAfterAll.test(cell)),
  );
}
