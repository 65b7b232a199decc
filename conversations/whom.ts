/** The child that was named, or else those whom it is not about: "alles außer für Mila". */
export interface Whom {
  childId: string | null;
  but: readonly string[];
}
