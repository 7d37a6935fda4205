import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: Math.min(availableParallelism(), 4),
    projects: [
      {
        extends: true,
        test: {
          // Begins first, by its name: its files take longest, and the others then fill what is left.
          name: "database",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**", "tests/render/**"],
          globalSetup: ["tests/support/global-database.ts"],
          // Hundreds of test users sign up; at its usual cost Supabase Lite hashes a password for 60 ms.
          env: { LITE_AUTH_BCRYPT_COST: "4" },
        },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,hooks,sandbox,scripts}/**/*.test.ts", "tests/render/**/*.test.ts"],
          isolate: false,
          setupFiles: ["tests/support/fresh-file.ts"],
        },
      },
    ],
  },
});
