import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What counts in fractions of a second has the machine to itself, once the others are done. */
const alone = "tests/crash/kill-storm.test.ts";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    // Patience for a busy machine: what must be fast says so itself.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than there are processors: some of them always wait, for what is killed to come back or for time to pass.
    maxWorkers: Math.min(availableParallelism() + 1, 4),
    projects: [
      {
        extends: true,
        test: {
          // Begins first, by its name: its files take longest, and the others then fill what is left.
          name: "database",
          include: ["tests/**/*.test.ts"],
          exclude: [alone, "tests/browser/**", "tests/render/**", "tests/bench/**"],
          globalSetup: ["tests/support/global-database.ts"],
          // Hundreds of test users sign up; at its usual cost Supabase Lite hashes a password for 60 ms.
          env: { LITE_AUTH_BCRYPT_COST: "4" },
        },
      },
      {
        extends: true,
        test: {
          name: "alone",
          include: [alone],
          sequence: { groupOrder: 1 },
          env: { LITE_AUTH_BCRYPT_COST: "4" },
        },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "{lib,components,hooks,sandbox,scripts}/**/*.test.ts",
            "tests/{bench,render}/**/*.test.ts",
          ],
          isolate: false,
          setupFiles: ["tests/support/fresh-file.ts"],
        },
      },
    ],
  },
});
