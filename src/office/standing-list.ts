import type { ChildStanding, Stands } from "../consent/standing.ts";
import type { ChildInClass } from "../school/people.ts";
import { csv } from "./csv.ts";

const columns = ["klasse", "nachname", "vorname", "geburtsdatum", "einwilligungAbgefragt", "einwilligungNutzung",
  "einwilligungAudiokonferenz", "einwilligungVideokonferenz", "ton", "ton_seit", "bild", "bild_seit", "teilnahme"];

/**
 * What stands for each child, as CSV; the four columns `einwilligung…` are those of the school-office program (SVWS).
 * In: children with their standing. Out: `J` only where the standing is yes.
 */
export function standingList(children: readonly { child: ChildInClass; standing: ChildStanding }[]): string {
  return csv(columns, children.map(({ child, standing: { audio, video, participation } }) => [
    child.className, child.familyName, child.givenName, child.birthDate ?? "",
    yesNo(audio.standing !== "not_asked" || video.standing !== "not_asked"), yesNo(participation !== "none"),
    yesNo(audio.standing === "yes"), yesNo(video.standing === "yes"),
    audio.standing, since(audio), video.standing, since(video), participation,
  ]));
}

const yesNo = (yes: boolean) => (yes ? "J" : "N");
const since = ({ by }: Stands) => by?.at.slice(0, 10) ?? "";
