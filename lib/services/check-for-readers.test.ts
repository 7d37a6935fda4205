import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ledgerGrew } from "@/lib/db/ledger-writes";
import { checkForReaders } from "./check-for-readers";
import type { CheckedJob } from "./check-jobs";

const checkJob = vi.hoisted(() => vi.fn<() => Promise<CheckedJob>>());
vi.mock("./check-jobs", () => ({ checkJob }));

const checked = (isChecked: boolean): CheckedJob => ({
  isChecked,
  makesRoom: false,
  hasPieces: false,
  isToLook: false,
  autoRetryInMs: null,
});

let nowMs = 0;
let jobs = 0;
let id = "";

beforeEach(() => {
  id = `job-${++jobs}`;
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
});

afterEach(() => {
  vi.restoreAllMocks();
  checkJob.mockReset();
});

const ask = (of = id, pauseMs?: number) => checkForReaders(of, "browser", pauseMs);

/** Whether a call has begun a check of its own; if it has, that is over. */
async function begins(of = id): Promise<boolean> {
  const check = ask(of);
  if (!(check instanceof Promise)) return false;
  await check.catch(() => null);
  // Whoever has begun it hears of its end before it is noted.
  await Promise.resolve();
  return true;
}

test("those who come while a check is under way wait for what comes of it, and begin none", async () => {
  const check = Promise.withResolvers<CheckedJob>();
  checkJob.mockReturnValueOnce(check.promise);
  expect(ask()).toBeInstanceOf(Promise);
  const others = [ask(), ask()];
  check.resolve(checked(true));
  for (const other of others) expect("isChecked" in other && (await other.isChecked)).toBe(true);
  expect(checkJob).toHaveBeenCalledTimes(1);
});

test("after a check that came to something, the next to come begins another", async () => {
  checkJob.mockResolvedValue(checked(true));
  expect([await begins(), await begins()]).toEqual([true, true]);
});

test.each<[string, () => Promise<CheckedJob>]>([
  ["in vain", () => Promise.resolve(checked(false))],
  ["that failed", () => Promise.reject(new Error("the database is away"))],
])("after a check %s, none is begun for 0.4 s, and there is nothing to wait for", async (_how, check) => {
  checkJob.mockImplementation(check);
  expect(await begins()).toBe(true);
  nowMs += 399;
  const other = ask();
  expect("isChecked" in other && (await other.isChecked)).toBe(false);
  expect(checkJob).toHaveBeenCalledTimes(1);
  expect(await begins(`other than ${id}`)).toBe(true);
  nowMs += 1;
  expect(await begins()).toBe(true);
});

test("the growth of a job's ledger, also during a check, ends the time for which one in vain counts", async () => {
  checkJob.mockResolvedValueOnce(checked(false));
  expect(await begins()).toBe(true);
  expect(await begins()).toBe(false);
  ledgerGrew(["another job"]);
  expect(await begins()).toBe(false);
  ledgerGrew([id]);
  checkJob.mockImplementationOnce(() => {
    ledgerGrew([id]);
    return Promise.resolve(checked(false));
  });
  checkJob.mockResolvedValueOnce(checked(true));
  expect([await begins(), await begins()]).toEqual([true, true]);
});

test("after a longer pause's first 0.4 s only what the job's own ledger says ends it", async () => {
  checkJob.mockResolvedValue(checked(false));
  expect(await begins()).toBe(true);
  nowMs += 400;
  ledgerGrew();
  expect(ask(id, 3_000)).not.toBeInstanceOf(Promise);
  ledgerGrew([id]);
  expect(ask(id, 3_000)).toBeInstanceOf(Promise);
});

test("routes and pages, which Next may bundle apart, know of each other's checks", async () => {
  const check = Promise.withResolvers<CheckedJob>();
  checkJob.mockReturnValueOnce(check.promise);
  expect(ask()).toBeInstanceOf(Promise);
  vi.resetModules();
  const page = await import("./check-for-readers");
  expect(page.checkForReaders(id, "browser")).toHaveProperty("isChecked");
  check.resolve(checked(true));
});
