import { parseEnv } from "node:util";
import { WrongSetting } from "./config.ts";
import type { Setting } from "./setting.ts";
import { settings } from "./settings.ts";

/** What others look for in the same file: Node, Compose, the network. */
const ofOthers = /^(NODE_[A-Z_]+|COMPOSE_[A-Z_]+|TZ|(HTTPS?|NO|ALL)_PROXY)$/i;

const known = (settings as readonly Setting[]).flatMap(({ name, secret }) =>
  secret ? [name, `${name}_FILE`] : [name],
);

/** What a file of settings says: without the mark that Windows puts before the first. */
export const readEnv = (text: string): Record<string, string | undefined> => parseEnv(text.replace(/^\uFEFF/, ""));

/**
 * Refuses settings that would be passed over in silence, and with them what somebody meant.
 * In: the environment, which is everybody's, so that only what nearly is a setting's name is one that was mistyped;
 * what stands in the file `.env`, which is ours alone.
 * Errors: WrongSetting, a line that names it and the likely one; never its value.
 */
export function refuseUnknown(
  environment: Record<string, string | undefined>,
  file: Record<string, string | undefined>,
): void {
  refuseUnknownIn("the file .env", file);
  for (const name of Object.keys(environment))
    if (!known.includes(name) && !ofOthers.test(name) && nearest(name) !== undefined)
      throw new WrongSetting(`${name} is no setting of JaNein: ${likely(name)}`);
}

/** The same of what stands in a file that is ours alone. In: how it is called. */
export function refuseUnknownIn(called: string, file: Record<string, string | undefined>): void {
  for (const name of Object.keys(file))
    if (!known.includes(name) && !ofOthers.test(name))
      throw new WrongSetting(`${name} in ${called} is no setting of JaNein: ${likely(name.toUpperCase())}`);
}

function likely(name: string): string {
  const one = nearest(name);
  return one === undefined ? "take it out, or see the README for all there are" : `${one} is meant, or take it out`;
}

function nearest(name: string): string | undefined {
  const near = known.map((one) => ({ one, apart: apart(name, one) })).filter(({ one, apart }) => apart <= slips(one));
  return near.sort((a, b) => a.apart - b.apart)[0]?.one;
}

/** In a short name two slips make another word: HOME is not HOST. */
const slips = (name: string) => (name.length <= 5 ? 1 : 2);

/** How many letters lack, are too many, are others or have changed places. */
function apart(one: string, other: string): number {
  const rows = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    const [row, above, higher] = [[i], rows[i - 1] ?? [], rows[i - 2] ?? []];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      const changed =
        one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? (higher[j - 2] ?? Infinity) : Infinity;
      const [left = 0, up = 0, before = 0] = [row[j - 1], above[j], above[j - 1]];
      row.push(Math.min(left + 1, up + 1, before + (same ? 0 : 1), changed + 1));
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}
