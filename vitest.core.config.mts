import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The unit tests of `lib/jobs` alone, for mutation testing. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: { include: ["lib/jobs/**/*.test.ts"] },
});
