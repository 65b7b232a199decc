/** Features are counted in so many buckets; two that share one are rare enough. */
export const buckets = 262_144;

/** Features of a message by bucket (a hash of what they are), with their amounts. */
export type Features = Map<number, number>;
