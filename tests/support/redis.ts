import { describe, expect, test } from "vitest";
import { isRedisThere } from "./redis-server";

/** Set where these tests have to run: without a Redis they then fail. */
const isDemanded = process.env["NEEDS_REDIS"] !== undefined;

const reason = "there is no redis-server on the PATH (Debian's package has that name)";

/** Runs tests that need `redis-server`; where there is none on the `PATH`, they are skipped by name, or fail where they are demanded. */
export function withRedis(suite: () => void): void {
  if (isRedisThere) suite();
  else if (isDemanded) fail();
  else skip(suite);
}

function fail(): void {
  test("Redis is at hand", () => expect.fail(reason));
}

function skip(suite: () => void): void {
  describe.skipIf(!isRedisThere)(`skipped: ${reason}`, () => {
    suite();
  });
}
