import { vi } from "vitest";

/**
 * Waits until something holds. A machine may be busy: only what never comes is given up, and how soon it must come is
 * not said here. In: what throws as long as it does not hold. Out: what it returns then.
 */
export function until<Held>(holds: () => Held | Promise<Held>): Promise<Held> {
  return vi.waitFor(holds, { timeout: 60_000, interval: 20 });
}
