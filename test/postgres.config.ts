import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

if (process.env.POSTGRES_URL === undefined) {
  console.error("POSTGRES_URL names no server: postgres://USER@127.0.0.1:5432/DATABASE, where USER is a superuser");
  process.exit(1);
}
process.env.ENGINE = "postgres";

/** What runs on PostgreSQL as well: the records, the rules that lean on them, and what is said in the chat. */
export default defineConfig({
  test: {
    include: ["test/{db,consent,dialogues}/**/*.test.ts"],
    exclude: [
      // About SQLite's file, its pages and its copies.
      "test/db/{backup,draft,owners-only,pages,statements,stored}.test.ts",
      // They run beside all others wherever there is a server.
      "test/db/postgres-*.test.ts",
    ],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    setupFiles: "test/support/leaving-the-server.ts",
    isolate: false,
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
  },
});
