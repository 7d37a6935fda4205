import { beforeEach, describe, expect, test, vi } from "vitest";
import { settleWork, type Leftovers, type LeftoverWork } from "@/lib/db/leftovers";
import { log } from "@/lib/log";
import { mostTries, stopAndRemove } from "./remove-work";
import { seeTo } from "./see-to-leftovers";

vi.mock("@/lib/log", () => ({ log: vi.fn<() => void>(), errorFields: () => ({}) }));
vi.mock("@/lib/db/leftovers", () => ({
  removeFolder: async () => undefined,
  settleWork: vi.fn<() => Promise<void>>(),
}));
vi.mock("./let-go", () => ({ isLetGo: async () => true }));
vi.mock("./remove-work", () => ({
  mostTries: 13,
  isOver: () => false,
  isIdle: ({ provider }: LeftoverWork) => provider === "idle",
  stopAndRemove: vi.fn<() => Promise<void>>(),
}));

let now = 0;
beforeEach(() => {
  now = 0;
  vi.clearAllMocks();
  vi.mocked(stopAndRemove).mockReset();
  vi.spyOn(performance, "now").mockImplementation(() => now);
  return () => vi.restoreAllMocks();
});

const workOf = (provider: string, count: number, tries = 1): LeftoverWork[] =>
  Array.from({ length: count }, (_, n) => ({
    operationId: `${provider} ${n}`,
    provider,
    providerRef: "ref",
    isUnderWay: true,
    startedAt: new Date(0),
    tries,
  }));
const left = (work: LeftoverWork[]): Leftovers => ({
  takenAt: new Date(0),
  folders: [],
  work,
  people: [],
  hasJobs: false,
  hasLeavers: false,
});
/** What was said to be done, and what not tried: once for all of it. */
const settled = () => {
  expect(settleWork).toHaveBeenCalledOnce();
  const [done = [], untried = []] = vi.mocked(settleWork).mock.calls[0] ?? [];
  return { done, untried };
};

describe("work that was taken", () => {
  test("of which nothing has to be done is forgotten with what was done, in one call", async () => {
    expect(await seeTo(left([...workOf("idle", 40), ...workOf("busy", 2)]), () => true)).toEqual({
      failed: 0,
      untried: 0,
    });
    expect(stopAndRemove).toHaveBeenCalledTimes(2);
    expect(settled().done).toHaveLength(42);
  });

  test("is given back untried where there is no time for it, and where it could be somebody else's before it is done", async () => {
    vi.mocked(stopAndRemove).mockImplementation(async () => void (now += 6_000));
    // Four at once, of which the last are begun at 18 s.
    expect(await seeTo(left(workOf("busy", 9)), () => true)).toMatchObject({ untried: 5 });
    const { done, untried } = settled();
    expect([done.length, untried.length]).toEqual([4, 5]);
    vi.clearAllMocks();
    expect(await seeTo(left(workOf("busy", 3)), () => false)).toMatchObject({ untried: 3 });
    expect(settled()).toEqual({ done: [], untried: ["busy 0", "busy 1", "busy 2"] });
  });

  test("that failed has its turn later, and is given up loudly after so many tries", async () => {
    vi.mocked(stopAndRemove).mockRejectedValue(new Error("no"));
    expect(await seeTo(left(workOf("busy", 1)), () => true)).toMatchObject({ failed: 1 });
    expect(settled()).toEqual({ done: [], untried: [] });
    vi.clearAllMocks();
    expect(await seeTo(left(workOf("busy", 1, mostTries)), () => true)).toMatchObject({ failed: 0 });
    expect(settled().done).toEqual(["busy 0"]);
    expect(vi.mocked(log).mock.calls.map(([level]) => level)).toEqual(["error"]);
  });
});
