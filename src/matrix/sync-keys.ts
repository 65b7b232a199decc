/** What a sync brings beside the rooms. */
export interface SyncKeys {
  to_device?: { events?: unknown[] };
  device_lists?: { changed?: string[]; left?: string[] };
  device_one_time_keys_count?: Record<string, number>;
  device_unused_fallback_key_types?: string[];
}

/** Whether a sync brings anything for the keys but how many are left. */
export const bringsKeys = ({ to_device: direct, device_lists: { changed = [], left = [] } = {} }: SyncKeys) =>
  [direct?.events ?? [], changed, left].some((some) => some.length > 0);
