import { parseArgs } from "node:util";
import type { NoticeVersion } from "../../db/proof/notice-versions.ts";
import { compareNotices } from "../answers/compare.ts";
import { readNotice } from "../answers/notice.ts";
import type { Config } from "../wiring/config.ts";
import { mayLapseOn } from "../consent/lapse.ts";
import { isDay, isoDayOf } from "../school/dates.ts";
import { actor, atHome, stopped, WrongCall } from "./at-home.ts";

const noticeCall =
  "janein notice [list] | show N | compare A B | publish N (--correction | --material --lapse-on YYYY-MM-DD) --by NAME";

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
    else if (first !== undefined && !one) stopped(`There is no version ${first} of the notice.`);
    else if (what === "show" && one) console.log(one.text);
    else if (what === "compare" && one && other)
      console.log(
        compareNotices(readNotice(one.text), readNotice(other.text))
          .map(({ id, before, after }) => `[${id}]\n- ${before ?? ""}\n+ ${after ?? ""}`)
          .join("\n\n") || "The passages are the same.",
      );
    else if (what === "publish" && one) {
      const by = actor(values.by, noticeCall);
      const lapseOn = values["lapse-on"];
      if (values.correction === values.material || (values.material && !isDay(lapseOn ?? "")))
        throw new WrongCall(noticeCall);
      if (values.material && !mayLapseOn(lapseOn ?? "", isoDayOf(house.now(), house.timeZone)))
        return stopped("--lapse-on must lie in the future: parents need time to answer.");
      const decided = await house.notices.decide(
        one.number,
        values.material ? { kind: "material", lapseOn: lapseOn ?? "" } : { kind: "correction" },
        by,
        house.now(),
      );
      if (!decided) return stopped(`Version ${one.number} is decided already: ${one.change}.`);
      console.log(
        values.material
          ? `Guardians will be told and asked again; consents to older versions lapse on ${lapseOn}.`
          : "A correction: older consents stand as they are.",
      );
    } else throw new WrongCall(noticeCall);
  });
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
          ? "A period runs; its beginning was not recorded."
          : last.endedAt
            ? `No period runs; the last one ended ${last.endedAt} (${last.endedBy}).`
            : `A period runs since ${last.startedAt} (${last.startedBy}).`,
      );
    }
  });
}
