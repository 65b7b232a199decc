import { isOpenTo } from "../consent/reminding.ts";
import type { ChildInClass } from "../school/people.ts";
import type { House } from "./house.ts";

/**
 * The children for whom the school still waits for an answer of this person. In: the chat that holds the person.
 * Out: none where no period runs.
 */
export async function stillAsked(
  { ledger, roster, periods, now }: Pick<House, "ledger" | "roster" | "periods" | "now">,
  chatId: number,
  personId: string,
): Promise<{ child: ChildInClass }[]> {
  if (!(await periods.running())) return [];
  const own = (await roster.ownChildren(chatId)).filter((one) => one.personId === personId);
  const mustAgree = await ledger.mustAgree(
    own.map(({ child }) => child.id),
    now(),
  );
  const open = await Promise.all(
    own.map(async (one) => {
      const who = mustAgree.get(one.child.id);
      const waits = who?.undecided.includes(one.personId) ?? true;
      return who !== undefined && !waits && isOpenTo(await ledger.eventsOf(one.child.id), who, one);
    }),
  );
  return own.filter((_, at) => open[at]);
}
