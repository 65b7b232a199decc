/** What is written where a guardian's name should stand and is an office, a home or a society. */
const anywhere = new RegExp(
  "jugendamt|sozialamt|vormundschaft|amts-?vorm(?:u|ü)nd|pflegschaft|kinder-?heim|jugend-?heim|kinder-?dorf|" +
    "jugend-?(?:hilfe|dorf|haus|wohn)|wohn-?(?:gruppe|heim|verbund|einrichtung)|betreutes wohnen|caritas|diakonie|" +
    "diakonisch|arbeiterwohlfahrt|rotes kreuz|stiftung|(?:träger|förder)?verein(?!\\p{L})|sozialdienst|" +
    "jugendsozial|landschaftsverband|(?:stadt|kreis|gemeinde)verwaltung|bezirksregierung|fachbereich|fachdienst|" +
    "behörde|einrichtung|(?<!\\p{L})internat(?!\\p{L})|inobhutnahme|frauenhaus|clearing|erziehungs-?(?:hilfe|stelle)|" +
    "pflegekinderdienst|lebenshilfe|kolping(?:werk|haus)|malteser|johanniter|heilpädagog|kinder-?haus|tagesgruppe|" +
    "landkreis(?!\\p{L})|\\p{L}-kreis(?!\\p{L})|\\p{L}+ischer\\s+kreis(?!\\p{L})|städteregion|landrats-?amt|" +
    "(?:bezirks|bürger|ordnungs|gesundheits|schul|standes|versorgungs|kreis|stadt|orts|verbands)-?amt(?!\\p{L})|" +
    "(?:amts|familien|land|oberlandes|vormundschafts|betreuungs)-?gericht|kirchen-?gemeinde|" +
    "(?<!\\p{L})klinik(?:um)?(?!\\p{L})|krankenhaus|(?<!\\p{L})polizei|" +
    "ministerium|(?<!\\p{L})g{0,2}mbh(?!\\p{L})|(?<!\\p{L})e\\. ?v\\.",
  "iu",
);
const abbreviated = /(?<!\p{L})(?:ASD|AWO|DRK|ASB|SkF|SKF|SkM|SKM|LWL|LVR|SOS|eV|gAG|mbH|KJHV)(?!\p{L})/u;
/** Names of people too, where nothing follows. */
const withMore = /^(?:stadt|amt|kreis|landkreis|gemeinde|haus|heim|zentrum)\s+\p{L}/iu;
/** Families are called so, and nobody by a given name. */
const asGiven =
  /^(?:(?:land|stadt)?kreis|(?:kreis|haupt)?stadt|amt|(?:samt)?gemeinde|haus|heim|zentrum|bezirk|rathaus)$/iu;
const aPersonAfterAll = /^(?:frau|herrn?)\s/i;

/** Whether a name is one of an office, a home or a society, and of no person. */
export function isOffice({ givenName, familyName }: { givenName: string; familyName: string }): boolean {
  if (asGiven.test(givenName.trim())) return true;
  return [givenName, familyName, `${givenName} ${familyName}`].some(
    (cell) => anywhere.test(cell) || abbreviated.test(cell) || (withMore.test(cell) && !aPersonAfterAll.test(cell)),
  );
}
