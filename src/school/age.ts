/**
 * Age in whole years on a day. In: ISO birth date or null; now.
 * Out: null where the birth date is not known. Who is born on 29 February is a year older on 1 March.
 */
export function ageOn(birthDate: string | null, now: Date): number | null {
  if (birthDate === null) return null;
  const years = now.getUTCFullYear() - Number(birthDate.slice(0, 4));
  return now.toISOString().slice(5, 10) < birthDate.slice(5, 10) ? years - 1 : years;
}

/** Whether who was born on a day (ISO) is so old by now, for thousands at a time: as `ageOn` counts. */
export function ofAgeOn(now: Date, age: number): (birthDate: string | null) => boolean {
  const today = now.toISOString();
  const bornBy = `${Number(today.slice(0, 4)) - age}${today.slice(4, 10)}`;
  return (birthDate) => birthDate !== null && birthDate <= bornBy;
}
