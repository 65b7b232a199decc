import type { Database } from "../file/database.ts";
import type { officeAction } from "../schema.ts";

export type OfficeAction = typeof officeAction.$inferSelect;

/** Which of what was put down: that of a person (by name), about a child (by id), of a kind, between two moments. */
export interface ActionFilter {
  by?: string;
  child?: string;
  /** What was done; `look`: who has looked at a child; `all`: both; without it, what was done alone. */
  what?: string;
  /** ISO times; what was at the first is among them, what was at the last is not. */
  from?: string;
  before?: string;
}

const done = `select id, at, "by", what, about, details from office_action
  where (cast(:by as text) is null or "by" = :by)
    and (cast(:child as text) is null or about = :child or details ->> '$.child' = :child
      or about in (select id from roll_change where about = :child))
    and (cast(:from as text) is null or at >= :from) and (cast(:before as text) is null or at < :before)
    and (cast(:kind as text) is null or what = :kind)`;

// In the order of the log they stand by their time; of themselves they have no number.
const looked = `select 0 as id, child_look.at, name as "by", 'look' as what, child_id as about, null as details
  from child_look join office_person on office_person.id = person_id
  where (cast(:by as text) is null or name = :by) and (cast(:child as text) is null or child_id = :child)
    and (cast(:from as text) is null or child_look.at >= :from)
    and (cast(:before as text) is null or child_look.at < :before)
    and (cast(:kind as text) is null or cast(:kind as text) = 'look')`;

const newestFirst = (which: string) => `select * from (${which}) as acts order by at desc, id desc`;

function asked({ what, by, child, from, before }: ActionFilter) {
  const which = what === "look" ? looked : what === "all" ? `${done} union all ${looked}` : done;
  const kind = what === undefined || what === "all" ? null : what;
  const values = { by: by ?? null, child: child ?? null, from: from ?? null, before: before ?? null, kind };
  return { which, values };
}

/** What the office's people did, and at whose page they looked. */
export function openActions({ $client: client }: Database) {
  return {
    /**
     * What was put down, newest first. In: where to begin (counted from the newest), how many, which.
     * Out: these, and how many there are in all.
     */
    async actions(
      from: number,
      atMost: number,
      filter: ActionFilter = {},
    ): Promise<{ actions: OfficeAction[]; inAll: number }> {
      const { which, values } = asked(filter);
      return {
        actions: client
          .prepare(`${newestFirst(which)} limit :atMost offset :skip`)
          .all({ ...values, atMost, skip: from }) as OfficeAction[],
        inAll: client.prepare(`select count(*) from (${which}) as acts`).pluck().get(values) as number,
      };
    },

    /** All of them, newest first, as they stand at one moment: read in parts, a new line would shift the others. */
    async everyAction(filter: ActionFilter): Promise<OfficeAction[]> {
      const { which, values } = asked(filter);
      return client.prepare(newestFirst(which)).all(values) as OfficeAction[];
    },

    /** Everybody who has done or looked at anything, by the name that stands there. */
    async whoActed(): Promise<string[]> {
      return client
        .prepare(
          `select "by" from office_action union select name from child_look
             join office_person on office_person.id = person_id order by 1`,
        )
        .pluck()
        .all() as string[];
    },
  };
}
