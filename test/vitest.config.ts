import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * Whose files need a process of their own: they start programs, put another module or another setting in the place of
 * the one that is loaded once a process, or look at what a process holds.
 */
const apart = [
  "test/{browser,faults,line,synapse,wiring}/**/*.test.ts",
  "test/matrix/dialogues-*.test.ts",
  "test/db/{draft,owners-only}.test.ts",
  "test/workbook/workbook.test.ts",
  "test/command-line.test.ts",
];

if (process.env.POSTGRES_URL === undefined && process.env.VITEST_WORKER_ID === undefined)
  console.log("PostgreSQL is left out: POSTGRES_URL names no server");

/** The others share a process: what they import is read once, and not once for each of two hundred files. */
export default defineConfig({
  test: {
    // For what hangs: how fast something is, no test says.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    setupFiles: "test/support/leaving-the-server.ts",
    // Most of them wait now and then, for a process, a browser or a moment.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      { extends: true, test: { name: "apart", include: apart } },
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: apart, isolate: false } },
    ],
  },
});
