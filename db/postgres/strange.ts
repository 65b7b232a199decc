import type { Piece, Pieces } from "../file/pieces.ts";
import type { PostgresClient } from "./client.ts";
import { pathOf } from "./connection.ts";
import { bringUpToDate } from "./migrate.ts";
import { lookedAtBy, piecesQuery } from "./pieces.ts";

/** What a new schema is made of, by the server's address: servers of another version say it in other words. */
const ofNew = new Map<string, Pieces>();

/**
 * The first table, index, function, trigger … of a school's schema that is not as in a new one, or is missing there;
 * null for none. Nothing else has a place in it.
 */
export function strangeInSchema(client: PostgresClient): Piece | null {
  const ours = ofNew.get(client.url) ?? madeAnew(client);
  ofNew.set(client.url, ours);
  const here = piecesOf(client, client.schema);
  const [all, own] = [new Set(here.map(said)), new Set(ours.map(said))];
  const isOurs = ([type, name]: Pieces[number]) => ours.some((one) => one[0] === type && one[1] === name);
  const odd = here.find((piece) => !own.has(said(piece)));
  if (odd) return { type: odd[0], name: odd[1], isOurs: isOurs(odd) };
  const missing = ours.find((piece) => !all.has(said(piece)));
  return missing ? { type: missing[0], name: missing[1], isOurs: true } : null;
}

/** Looks beforehand what a new schema is made of: whoever takes a school over has no time for it. */
export function lookBeforehand(client: PostgresClient): void {
  if (!ofNew.has(client.url)) ofNew.set(client.url, madeAnew(client));
}

const said = (piece: Pieces[number]): string => JSON.stringify(piece);

function piecesOf(client: PostgresClient, schema: string): Pieces {
  client.exec(lookedAtBy(schema));
  const pieces = client.prepare(piecesQuery).raw().all() as unknown as Pieces;
  client.exec(`set ${pathOf(schema)}`);
  return pieces;
}

/** It is made beside the school's, looked at, and taken back. */
function madeAnew(client: PostgresClient): Pieces {
  const scratch = `${client.schema}_of_new`;
  let made: Pieces = [];
  try {
    client.transaction(() => {
      client.exec(`create schema "${scratch}"; set local ${pathOf(scratch)}`);
      bringUpToDate((words) => client.exec(words), [], "");
      made = piecesOf(client, scratch);
      throw new TakenBack();
    })();
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return made;
}

class TakenBack extends Error {}
