import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import type { Config } from "../wiring/config.ts";
import { invitation } from "../office/staff/door.ts";
import { invitedName } from "../school/invited-name.ts";
import { mostOfName, staffName } from "../school/typed.ts";
import { officeRoles } from "../school/office-roles.ts";
import { atHome, stopped, WrongCall } from "./at-home.ts";

const call = `janein office invite NAME --role ${officeRoles.join("|")}`;

/**
 * A link with which somebody signs in to the office's pages, once.
 * Who is known by this name gets a new one, in the role that is given. Errors: WrongCall without a name or a role.
 */
export async function office(config: Config, args: string[]): Promise<void> {
  const {
    values,
    positionals: [what, ...words],
  } = parseArgs({ args, allowPositionals: true, options: { role: { type: "string" } } });
  const [read, role] = [staffName(words.join(" ")), officeRoles.find((one) => one === values.role)];
  if (what !== "invite" || !role || ("fault" in read && read.fault === "missing")) throw new WrongCall(call);
  if ("fault" in read) throw new WrongCall(`${call} (a name of at most ${mostOfName} letters, in one line)`);
  const { name } = read;
  await atHome(config, async (house) => {
    const names = (await house.office.everybody(house.now())).map((one) => one.name);
    const invited = invitedName(name, names);
    if ("as" in invited)
      return stopped(
        `${name} looks like ${invited.as}, and in the log of actions they could be taken for each other: ` +
          "write that name exactly, or add for example the first name.",
      );
    // On every address there is none that can be opened from elsewhere without being told.
    const host = ["0.0.0.0", "::"].includes(config.HOST) ? "localhost" : config.HOST;
    const here = `http://${host.includes(":") ? `[${host}]` : host}:${config.PORT}${config.path}`;
    const address = config.PUBLIC_URL ?? here;
    console.log(await invitation(house, address, { name, role }, "janein office invite", randomBytes));
    console.error(`For ${name} (${role}); it works once and for a day. Give it to nobody else.`);
  });
}
