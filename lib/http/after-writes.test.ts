import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";

const takeAnnouncements = vi.hoisted(() => vi.fn<() => Promise<unknown[]>>(async () => []));
vi.mock("@/lib/db/announcements", () => ({ takeAnnouncements }));

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  takeAnnouncements.mockClear();
  Reflect.deleteProperty(globalThis, Symbol.for("darkroom.announcer"));
});

/** A process that has just started, with this Redis: there is none at that address. */
async function started(redisUrl: string | undefined): Promise<void> {
  stubEnvironment({ REDIS_URL: redisUrl });
  const { startAfterWrites } = await import("./after-writes");
  startAfterWrites();
}

test("from its start on, and for as long as it runs, a process has what is written noted to be published, though its Redis is away", async () => {
  await started("redis://127.0.0.1:9");
  expect(takeAnnouncements).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  // It lasts for an hour, and is renewed once there are fifty minutes left.
  expect(takeAnnouncements.mock.calls.length).toBeGreaterThanOrEqual(1 + 120 / 50);
});

test("a process without a Redis asks for nothing", async () => {
  await started(undefined);
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  expect(takeAnnouncements).not.toHaveBeenCalled();
});
