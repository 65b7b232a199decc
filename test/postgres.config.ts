import { mergeConfig } from "vitest/config";
import config from "./vitest.config.ts";

if (process.env.POSTGRES_URL === undefined) {
  console.error("POSTGRES_URL names no server: postgres://USER@127.0.0.1:5432/DATABASE, where USER is a superuser");
  process.exit(1);
}
process.env.ENGINE = "postgres";

/** What runs on PostgreSQL: the records, the rules that lean on them, and what is said in the chat. */
export default mergeConfig(config, { test: { testTimeout: 120_000 } });
