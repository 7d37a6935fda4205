import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { updateFixture } from "@/tests/support/status-update";
import { LiveClient } from "./live-client";
import { beatMs, type ConnectionState, type HostKind, type TabMessage } from "./messages";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface BeatOf {
  era?: string;
  host?: HostKind;
  id?: string;
  isWatched?: boolean;
}

/** A tab that is seen; `used` has each host that was begun, `running` those that were not left. */
function aTab(kinds: HostKind[] = ["worker", "worker", "tab", "tab"]) {
  const posted: TabMessage[] = [];
  const phases: string[] = [];
  const told: number[] = [];
  const used: number[] = [];
  const running = new Set<number>();
  let gaps = 0;
  const client = new LiveClient({
    post: (message) => posted.push(message),
    hosts: kinds.map((kind, index) => ({
      kind,
      begin: () => {
        used.push(index);
        running.add(index);
        return () => running.delete(index);
      },
    })),
    onPhase: (phase) => phases.push(phase),
    onUpdate: ({ id }) => told.push(id),
    onGap: () => (gaps += 1),
  });
  const beat = (
    state: ConnectionState,
    { era = "one", host = "worker", isWatched = true, id = host }: BeatOf = {},
  ) => client.hear({ from: "host", id, kind: "state", host, state, isWatched, cursor: "c", era });
  client.wake(false);
  return { client, posted, phases, told, used, running, gaps: () => gaps, beat };
}

describe("how a tab hears", () => {
  test("at once while the connection is live, by asking as soon as it is down, and at once again", () => {
    const { beat, phases } = aTab();
    for (const state of ["opening", "catching_up", "live", "down", "opening", "catching_up", "live"] as const)
      beat(state);
    expect(phases).toEqual(["live", "polling", "catching_up", "live"]);
  });

  test("at once from somebody who looks at no jobs, which is not as good, and better as soon as somebody does", () => {
    const { beat, phases, gaps } = aTab();
    beat("live", { isWatched: false });
    beat("live", { isWatched: false });
    beat("live");
    expect([phases, gaps()]).toEqual([["told", "live"], 1]);
  });

  test("by asking once two beats have not come", async () => {
    const { beat, phases } = aTab();
    beat("live");
    await vi.advanceTimersByTimeAsync(2 * beatMs);
    expect(phases).toEqual(["live"]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(phases).toEqual(["live", "polling"]);
    beat("live");
    expect(phases.at(-1)).toBe("live");
  });

  test("of nothing once they are signed out, and then nothing is begun anew", async () => {
    const { beat, phases, used } = aTab();
    beat("over");
    await vi.advanceTimersByTimeAsync(600_000);
    expect([phases, used]).toEqual([["signed_out"], [0]]);
  });
});

describe("who holds the connection", () => {
  test("in silence the worker is tried again, then a tab leads, then takes the lead from whoever is silent", async () => {
    const { used, running } = aTab();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(used.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect([...running]).toEqual([3]);
  });

  test("of two that are heard, as tabs of two versions of the app have them, one counts until it falls silent", async () => {
    const { beat, phases, gaps } = aTab();
    for (let beats = 0; beats < 50; beats += 1) {
      await vi.advanceTimersByTimeAsync(beatMs);
      beat("live", { id: "old", era: "of the old" });
      beat("down", { id: "new", era: "of the new" });
    }
    expect([phases, gaps()]).toEqual([["live"], 1]);
    await vi.advanceTimersByTimeAsync(2 * beatMs + 2_000);
    beat("live", { id: "new", era: "of the new" });
    expect([phases, gaps()]).toEqual([["live", "polling", "live"], 2]);
  });

  test("one that goes on where another left off counts at once, without a gap", () => {
    const { beat, phases, gaps } = aTab(["tab", "tab"]);
    beat("live", { host: "tab", id: "first" });
    beat("down", { host: "tab", id: "second" });
    beat("live", { host: "tab", id: "second" });
    expect([phases, gaps()]).toEqual([["live", "polling", "live"], 1]);
  });

  test("whoever was signed out does not keep another from being heard", () => {
    const { beat, phases } = aTab();
    beat("over", { id: "old", era: "of the old" });
    beat("live", { id: "new" });
    beat("over", { id: "old", era: "of the old" });
    expect(phases).toEqual(["signed_out", "live"]);
  });

  test("in silence one that rests is woken", async () => {
    const { posted, beat } = aTab();
    beat("live");
    await vi.advanceTimersByTimeAsync(2 * beatMs + 2_000);
    expect(posted.at(-1)).toEqual({ from: "tab", kind: "awake", isBack: false });
  });

  test("while anything is heard nobody else is tried", async () => {
    const { beat, used } = aTab();
    for (let beats = 0; beats < 50; beats += 1) {
      await vi.advanceTimersByTimeAsync(beatMs);
      beat("down");
    }
    expect(used).toEqual([0]);
  });

  test("a tab that leads stops as soon as the worker is heard after all", async () => {
    const { beat, running } = aTab();
    await vi.advanceTimersByTimeAsync(25_000);
    expect([...running]).toEqual([2]);
    beat("live", { host: "tab" });
    expect([...running]).toEqual([2]);
    beat("live", { era: "another" });
    expect([...running]).toEqual([0]);
  });

  test("a tab that nobody sees leads nobody, and says nothing; seen again it does both", async () => {
    const { client, posted, running } = aTab(["tab", "tab"]);
    client.sleep();
    posted.length = 0;
    await vi.advanceTimersByTimeAsync(600_000);
    expect([running.size, posted, vi.getTimerCount()]).toEqual([0, [], 0]);
    client.wake(true);
    expect([running.size, posted.length]).toEqual([1, 1]);
  });

  test("a tab that is seen says so often enough, and whether it was offline", async () => {
    const { client, posted, beat } = aTab();
    beat("live");
    client.sleep();
    client.wake(true);
    for (let at = 0; at < 31_000; at += beatMs) {
      await vi.advanceTimersByTimeAsync(beatMs);
      beat("live");
    }
    expect(posted).toEqual([
      { from: "tab", kind: "hello" },
      { from: "tab", kind: "awake", isBack: true },
      { from: "tab", kind: "awake", isBack: false },
    ]);
  });
});

describe("what is told", () => {
  const update = (id: number) =>
    ({
      from: "host",
      id: "worker",
      kind: "update",
      update: updateFixture({ id }),
      cursor: `c${id}`,
    }) as const;

  test("each update once, however often it comes", () => {
    const { client, told } = aTab();
    for (const id of [1, 2, 1, 3, 2]) client.hear(update(id));
    expect(told).toEqual([1, 2, 3]);
  });

  test("a gap: when it is live at first, and whenever the era is another one, but once for each", () => {
    const { beat, gaps } = aTab();
    beat("catching_up");
    expect(gaps()).toBe(0);
    beat("live");
    beat("live");
    beat("down");
    beat("live");
    expect(gaps()).toBe(1);
    beat("live", { era: "two" });
    expect(gaps()).toBe(2);
  });
});
