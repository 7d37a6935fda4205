import { beforeEach, expect, test, vi } from "vitest";
import { DatabaseError } from "@/lib/db/database-error";
import { briefly, patiently, stubbornly } from "./patiently";

vi.mock("node:timers/promises", () => ({
  async setTimeout(ms: number) {
    now += ms;
    pauses.push(ms);
  },
}));

let now = 0;
let pauses: number[] = [];
beforeEach(() => {
  now = 0;
  pauses = [];
  vi.spyOn(performance, "now").mockImplementation(() => now);
  return () => vi.restoreAllMocks();
});

const away = new DatabaseError("no answer", "");
const failing = () => Promise.reject(away);

test("what somebody waits for is tried again in ever longer pauses, none beyond 1.6 s, for 15 s", async () => {
  await expect(patiently(failing)).rejects.toBe(away);
  expect(pauses.slice(0, 6)).toEqual([100, 200, 400, 800, 1_600, 1_600]);
  expect(Math.max(...pauses)).toBe(1_600);
  expect(now).toBeGreaterThan(15_000);
  expect(now).toBeLessThan(17_000);
});

test("what somebody else may just be doing, too, is tried four times, and not again after 15 s", async () => {
  await expect(briefly(failing)).rejects.toBe(away);
  expect(pauses).toEqual([100, 200, 400]);
  pauses = [];
  const slow = () => {
    now += 8_000;
    return failing();
  };
  await expect(briefly(slow)).rejects.toBe(away);
  expect(pauses).toEqual([100]);
});

test("what nobody waits for grows rare: the pauses end at half a minute, and an hour holds some 130 tries", async () => {
  await expect(stubbornly(failing, 3_600_000)).rejects.toBe(away);
  expect(pauses.slice(0, 11)).toEqual([
    100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000,
  ]);
  expect(Math.max(...pauses)).toBe(30_000);
  expect(pauses.length).toBeLessThan(130);
  expect(now).toBeGreaterThan(3_600_000);
});
