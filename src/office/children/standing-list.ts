import type { ChildStanding, Stands } from "../../consent/standing.ts";
import { purposes } from "../../consent/event.ts";
import type { ChildInClass } from "../../school/people.ts";
import { germanDate } from "../../school/dates.ts";
import { csv } from "../page/csv.ts";

export interface ChildStands {
  child: ChildInClass;
  standing: ChildStanding;
}

const columns = [
  "klasse",
  "nachname",
  "vorname",
  "geburtsdatum",
  "zweck",
  "stand",
  "seit",
  "weg",
  "fassung",
  "teilnahme",
];

/** What stands for each child and purpose, with date, route and notice version, as CSV. */
export function standingList(children: readonly ChildStands[]): string {
  return csv(
    columns,
    children.flatMap(({ child, standing }) =>
      purposes.map((purpose) => {
        const { standing: stands, by } = standing[purpose];
        return [
          child.className,
          child.familyName,
          child.givenName,
          child.birthDate ?? "",
          purpose === "audio" ? "ton" : "bild",
          stands,
          since(standing[purpose]),
          by?.route ?? "",
          String(by?.notice ?? ""),
          standing.participation,
        ];
      }),
    ),
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
const since = ({ by }: Stands) => by?.at.slice(0, 10) ?? "";
