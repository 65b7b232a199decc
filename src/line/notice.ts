import { parseArgs } from "node:util";
import type { NoticeChange, NoticeVersion } from "../../db/proof/notice-versions.ts";
import { compareNotices } from "../answers/compare.ts";
import { readNotice } from "../answers/notice.ts";
import type { Config } from "../wiring/config.ts";
import { mayLapseOn } from "../consent/lapse.ts";
import { isDay, isoDayOf } from "../school/dates.ts";
import type { House } from "../house/house.ts";
import { NotBegun } from "../house/school-notice.ts";
import { actor, atHome, stopped, WrongCall } from "./at-home.ts";

const noticeCall =
  "janein notice [list] | show N | compare A B | publish N|draft (--correction | --material --lapse-on YYYY-MM-DD) " +
  "--by NAME";

/** Lists, shows and compares the versions of the notice, and puts down what a new one means for older consents. */
export async function notice(config: Config, args: string[]): Promise<void> {
  const text = { type: "string" } as const;
  const {
    values,
    positionals: [what = "list", first, second],
  } = parseArgs({
    args,
    allowPositionals: true,
    options: { correction: { type: "boolean" }, material: { type: "boolean" }, "lapse-on": text, by: text },
  });
  await atHome(config, async (house) => {
    const all = await house.notices.all();
    const version = (number: string | undefined) => all.find((one) => String(one.number) === number);
    const [one, other] = [version(first), version(second)];
    if (what === "list") for (const one of all) console.log(inOneLine(one));
    else if (first !== undefined && first !== "draft" && !one) stopped(`There is no version ${first} of the notice.`);
    else if (what === "show" && one) console.log(one.text);
    else if (what === "compare" && one && other)
      console.log(
        compareNotices(readNotice(one.text), readNotice(other.text))
          .map(({ id, before, after }) => `[${id}]\n- ${before ?? ""}\n+ ${after ?? ""}`)
          .join("\n\n") || "The passages are the same.",
      );
    else if (what === "publish" && (one || first === "draft")) await published(house, first ?? "", values);
    else throw new WrongCall(noticeCall);
  });
}

interface Meaning {
  correction?: boolean;
  material?: boolean;
  "lapse-on"?: string;
  by?: string;
}

/** Says what a version means, or puts the draft in force with what it means. */
async function published(house: House, which: string, values: Meaning): Promise<void> {
  const by = actor(values.by, noticeCall);
  const lapseOn = values["lapse-on"] ?? "";
  if (values.correction === values.material || (values.material && !isDay(lapseOn))) throw new WrongCall(noticeCall);
  if (values.material && !mayLapseOn(lapseOn, isoDayOf(house.now(), house.timeZone)))
    return stopped("--lapse-on must lie in the future: parents need time to answer.");
  const change = values.material ? { kind: "material" as const, lapseOn } : { kind: "correction" as const };
  const why = which === "draft" ? await draftPublished(house, change, by) : await decided(house, which, change, by);
  if (why !== null) return stopped(why);
  console.log(
    values.material
      ? `Guardians will be told and asked again; consents to older versions lapse on ${lapseOn}.`
      : "A correction: older consents stand as they are.",
  );
}

async function decided({ notices, now }: House, number: string, change: NoticeChange, by: string) {
  if (await notices.decide(Number(number), change, by, now())) return null;
  const version = (await notices.all()).find((one) => String(one.number) === number);
  return `Version ${number} is decided already: ${version?.change}.`;
}

/** Out: why it was not put in force; null where it was. */
async function draftPublished({ school, now, office, notice }: House, change: NoticeChange, by: string) {
  if (!school.hasBegun()) throw new NotBegun();
  const kept = school.draft();
  if (kept === null) return "There is no draft: the head makes one on the page /office/notice/draft.";
  const act = { by, what: "inForce", about: String(notice.number + 1), at: now().toISOString() };
  const done = await office.acting(act, () => school.publish(kept.mark, change, by, now()));
  if (!("refused" in done)) return null;
  if (done.refused === "lost")
    return `The draft lacks ${done.lost.map(({ topic, passage }) => `[${passage}] for ${topic}`).join(", ")}.`;
  if (done.refused === "field") return `The draft names ${done.odd.join(", ")}, which is no fact of a school.`;
  if (done.refused === "same") return "The draft says what is in force already.";
  return "The draft was made before the version in force: look at it again on the page /office/notice/draft.";
}

function inOneLine({ number, publishedAt, sha256, change, lapseOn }: NoticeVersion): string {
  const lapse = lapseOn ? `, older consents lapse on ${lapseOn}` : "";
  return `${number}  since ${publishedAt}  sha256 ${sha256}  ${change ?? "not decided yet"}${lapse}`;
}

/** Shows, begins and ends the time of restricted schooling. */
export async function period(config: Config, args: string[]): Promise<void> {
  const call = "janein period [start | end] --by NAME";
  const {
    values,
    positionals: [what = "show"],
  } = parseArgs({ args, allowPositionals: true, options: { by: { type: "string" } } });
  if (!["show", "start", "end"].includes(what)) throw new WrongCall(call);
  const by = what === "show" ? "" : actor(values.by, call);
  await atHome(config, async (house) => {
    if (what === "start")
      console.log(
        (await house.periods.start(by, house.now()))
          ? "The period has begun. Nothing was renewed: who has joined is asked anew."
          : "A period runs already.",
      );
    else if (what === "end") {
      const ended = await house.periods.end(by, house.notice.number, house.now());
      console.log(
        ended
          ? `The period is over: ${ended.lapsed} consents have lapsed, ${ended.told} people will be told once.`
          : "No period runs.",
      );
    } else {
      const last = await house.periods.newest();
      console.log(
        !last
          ? "No period has begun."
          : last.endedAt
            ? `No period runs; the last one ended ${last.endedAt} (${last.endedBy}).`
            : `A period runs since ${last.startedAt} (${last.startedBy}).`,
      );
    }
  });
}
