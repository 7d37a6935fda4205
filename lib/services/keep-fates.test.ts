import { beforeEach, expect, test, vi } from "vitest";
import { recordFates } from "@/lib/db/commit-checks";
import { DatabaseError } from "@/lib/db/database-error";
import type { Operation } from "@/lib/jobs/job";
import { keepFate } from "./keep-fates";

vi.mock("@/lib/db/commit-checks", () => ({ recordFates: vi.fn<() => Promise<string[]>>() }));
vi.mock("@/lib/log", () => ({ log: () => undefined, errorFields: () => ({}) }));
vi.mock("node:timers/promises", () => ({
  async setTimeout(ms: number) {
    now += ms;
  },
}));

let now = 0;
beforeEach(() => {
  now = 0;
  vi.mocked(recordFates).mockReset();
  vi.spyOn(performance, "now").mockImplementation(() => now);
  return () => vi.restoreAllMocks();
});

const operation = { id: "started", providerRef: "resp_1" } as Operation;
const full = new DatabaseError("record_fates: could not extend file: No space left on device", "53100");
const minutes = 60_000;

test("the id of paid work is not forgotten while a disk is full: it is written once there is space, long after its check", async () => {
  const space = 20 * minutes;
  const written: number[] = [];
  vi.mocked(recordFates).mockImplementation(async () => {
    if (now < space) throw full;
    written.push(now);
    return [];
  });
  expect(await keepFate("claim", operation)).toEqual({ isTaken: false });
  expect(now).toBeLessThan(minutes);
  await vi.waitFor(() => expect(written).toHaveLength(1));
  expect(vi.mocked(recordFates)).toHaveBeenLastCalledWith("claim", [operation], expect.anything());
});

test("what the database refuses is not tried again", async () => {
  vi.mocked(recordFates).mockRejectedValue(new DatabaseError("record_fates: no such column", "42703"));
  expect(await keepFate("claim", operation)).toEqual({ isTaken: false });
  expect(recordFates).toHaveBeenCalledTimes(1);
});
