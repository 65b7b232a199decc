/** Events of a week, which begins on a Monday (ISO date), by kind. */
export interface Week {
  monday: string;
  yes: number;
  no: number;
  withdrawn: number;
}

const day = 24 * 60 * 60 * 1000;

/** The Monday (ISO date) of the week of a day (ISO date). */
export function mondayOf(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * day).toISOString().slice(0, 10);
}

/** The Monday so many weeks before that of a day. */
export function weeksBefore(date: string, weeks: number): string {
  return new Date(Date.parse(`${mondayOf(date)}T00:00:00Z`) - weeks * 7 * day).toISOString().slice(0, 10);
}

const names = { given: "yes", refused: "no", withdrawn: "withdrawn" } as const;

/**
 * What was declared, week by week, also in weeks in which nothing was. In: counts with the school's day (ISO) and
 * their kind; today; how many weeks, the last one being today's. Lapses and mistakes are nobody's declaration.
 */
export function byWeek(counts: readonly { day: string; kind: string; count: number }[], today: string, weeks: number) {
  const all = Array.from({ length: weeks }, (_, at): Week => {
    return { monday: weeksBefore(today, weeks - 1 - at), yes: 0, no: 0, withdrawn: 0 };
  });
  const byMonday = new Map(all.map((week) => [week.monday, week]));
  for (const { day, kind, count } of counts) {
    const [week, name] = [byMonday.get(mondayOf(day)), names[kind as keyof typeof names]];
    if (week && name) week[name] += count;
  }
  return all;
}
