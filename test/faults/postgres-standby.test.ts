import { expect, test } from "vitest";
import { campaign } from "../kills/campaign.ts";
import { freshAddress, postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";

test.runIf(postgresUrl)(
  "of two processes one works and one stands by: whichever dies while parents decide, nothing is lost and nothing doubled",
  async () => {
    const { wrong, decisions, kills, onTheLine, putAside } = await campaign({
      ...{ kills: 8, families: 8, seed: 20261130, delay: 5 },
      database: freshAddress(),
    });
    expect(wrong).toEqual([]);
    expect(putAside).toBe(0);
    expect(Object.values(kills).reduce((sum, count) => sum + count, 0)).toBe(8);
    expect(onTheLine).toBeGreaterThan(4);
    expect(decisions).toBeGreaterThanOrEqual(8);
  },
  240_000,
);

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);
