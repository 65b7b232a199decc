import type { ChildStanding } from "../../consent/standing.ts";
import { type Purpose, purposes } from "../../consent/event.ts";
import type { ChildInClass } from "../../school/people.ts";
import { germanDate } from "../../school/dates.ts";
import { csv } from "../page/csv.ts";
import { dayIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";

export interface ChildStands {
  child: ChildInClass;
  standing: ChildStanding;
}

/** In which words a list is written, and on which clock. */
interface Written {
  say: Say;
  timeZone: string;
}

/** What stands for each child, a row each: for each purpose since when, by which way and on which version; as CSV. */
export function standingList({ say, timeZone }: Written, children: readonly ChildStands[]): string {
  const ofPurpose = (purpose: Purpose) => {
    const name = say(`purpose.${purpose}`);
    return [name, say("list.since", { name }), say("list.route", { name }), say("list.version", { name })];
  };
  const stands = (purpose: Purpose, { standing: { [purpose]: one } }: ChildStands) => [
    say(`stands.${one.standing}`),
    dayIn(timeZone, one.by?.at ?? null),
    one.by === null ? "" : say(`route.${one.by.route}`),
    String(one.by?.notice ?? ""),
  ];
  return csv(
    [...whoColumns(say), ...purposes.flatMap(ofPurpose), say("child.allowed")],
    children.map((one) => [
      ...whoOf(one.child),
      ...purposes.flatMap((purpose) => stands(purpose, one)),
      say(`participation.${one.standing.participation}`),
    ]),
  );
}

/** Who has not answered, and who could: a row for each child, as CSV. In: what is missing, and the people, in words. */
export function missingList(
  say: Say,
  children: readonly { child: Parameters<typeof whoOf>[0]; missing: string; people: string }[],
): string {
  return csv(
    [...whoColumns(say), say("list.missing"), say("child.people")],
    children.map(({ child, missing, people }) => [...whoOf(child), missing, people]),
  );
}

const whoColumns = (say: Say) => [
  say("overview.class"),
  say("correct.familyName"),
  say("correct.givenName"),
  say("correct.birthDate"),
];

type Who = Pick<ChildInClass, "className" | "familyName" | "givenName" | "birthDate">;

const whoOf = ({ className, familyName, givenName, birthDate }: Who) => [
  className,
  familyName,
  givenName,
  birthDate === null ? "" : germanDate(birthDate),
];

/** What stands for each child and purpose, a row each, in the words of the program: for other programs, as CSV. */
export function standingTable(children: readonly ChildStands[]): string {
  const columns = "klasse nachname vorname geburtsdatum zweck stand seit weg fassung teilnahme".split(" ");
  const row = ({ child, standing }: ChildStands, purpose: Purpose) => {
    const { standing: stands, by } = standing[purpose];
    return [
      child.className,
      child.familyName,
      child.givenName,
      child.birthDate ?? "",
      purpose === "audio" ? "ton" : "bild",
      stands,
      by?.at.slice(0, 10) ?? "",
      by?.route ?? "",
      String(by?.notice ?? ""),
      standing.participation,
    ];
  };
  return csv(
    columns,
    children.flatMap((one) => purposes.map((purpose) => row(one, purpose))),
  );
}

/**
 * The four columns of the school-office program (SVWS, SchILD-NRW), `J` only where the standing is yes;
 * keyed as the import was: by "Interne ID-Nummer" where the import had one, and by name, birth date and class.
 */
export function svwsList(children: readonly ChildStands[]): string {
  const keyed = children.some(({ child }) => child.key !== null);
  const key = (child: ChildInClass) => [
    ...(keyed ? [child.key ?? ""] : []),
    child.familyName,
    child.givenName,
    child.birthDate === null ? "" : germanDate(child.birthDate),
    child.className,
  ];
  return csv(
    [
      ...(keyed ? ["Interne ID-Nummer"] : []),
      "nachname",
      "vorname",
      "geburtsdatum",
      "klasse",
      "einwilligungAbgefragt",
      "einwilligungNutzung",
      "einwilligungAudiokonferenz",
      "einwilligungVideokonferenz",
    ],
    children.map(({ child, standing: { audio, video, participation } }) => [
      ...key(child),
      yesNo(audio.standing !== "not_asked" || video.standing !== "not_asked"),
      yesNo(participation !== "none"),
      yesNo(audio.standing === "yes"),
      yesNo(video.standing === "yes"),
    ]),
  );
}

const yesNo = (yes: boolean) => (yes ? "J" : "N");
