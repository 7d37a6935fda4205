import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { updateFixture } from "@/tests/support/status-update";
import { Hub } from "./hub";
import { restAfterMs, type HostMessage } from "./messages";
import type { SourceListener } from "./source";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function aHub() {
  const posted: HostMessage[] = [];
  const open = new Set<SourceListener>();
  let opened = 0;
  const hub = new Hub(
    "ada",
    "worker",
    null,
    (says) => ({
      open: () => {
        open.add(says);
        opened += 1;
      },
      close: () => open.delete(says),
    }),
    (message) => posted.push(message),
  );
  const states = () => posted.flatMap((message) => (message.kind === "state" ? message.state : []));
  return { hub, posted, open, opened: () => opened, states };
}

test("says every 5 s that it is there, and what happens, while a tab is looked at", async () => {
  const { hub, posted, open, states } = aHub();
  for (const says of open) says.onUpdate(updateFixture({ id: 3 }), "c3");
  expect(posted).toMatchObject([{ kind: "update", update: { id: 3 }, cursor: "c3" }]);
  for (let half = 0; half < 10; half += 1) {
    await vi.advanceTimersByTimeAsync(30_000);
    for (const says of open) says.onSign();
    hub.hear({ from: "tab", kind: "awake", isBack: false });
  }
  expect(states().length).toBeGreaterThan(60);
  expect(open.size).toBe(1);
});

test("rests soon after nobody looks any more, and goes on at the first word of a tab, which is answered at once", async () => {
  const { hub, posted, open, states } = aHub();
  for (const says of open) says.onCursor("c5");
  await vi.advanceTimersByTimeAsync(restAfterMs + 10_000);
  expect([open.size, vi.getTimerCount()]).toEqual([0, 0]);
  posted.length = 0;
  hub.hear({ from: "tab", kind: "awake", isBack: false });
  expect(open.size).toBe(1);
  expect(states()).toEqual(["opening"]);
  expect(posted).toMatchObject([{ cursor: "c5" }]);
});

test("a machine that slept is not one that nobody looks at: it is opened anew as it wakes", async () => {
  const { posted, open, opened, states } = aHub();
  for (const says of open) says.onState({ state: "live", isWhole: true, isWatched: true });
  posted.length = 0;
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(8_000);
  expect([opened(), open.size]).toEqual([2, 1]);
  expect(states().at(-1)).toBe("catching_up");
});

test("ends when a tab signs out, and begins for a tab that is new alone", () => {
  const { hub, open, states } = aHub();
  hub.hear({ from: "tab", kind: "end" });
  expect([open.size, vi.getTimerCount(), states()]).toEqual([0, 0, ["over"]]);
  hub.hear({ from: "tab", kind: "awake", isBack: true });
  expect([open.size, states()]).toEqual([0, ["over", "over"]]);
  hub.hear({ from: "tab", kind: "hello" });
  expect(open.size).toBe(1);
});

test("a tab that comes while it is connected opens nothing more", async () => {
  const { hub, opened } = aHub();
  await vi.advanceTimersByTimeAsync(6_000);
  for (let tab = 0; tab < 10; tab += 1) hub.hear({ from: "tab", kind: "hello" });
  expect(opened()).toBe(1);
});

test("says whether whoever tells it looks at jobs, which another one may not", () => {
  const { hub, posted, open } = aHub();
  const last = () => posted.at(-1);
  for (const isWatched of [true, false]) {
    for (const says of open) says.onState({ state: "live", isWhole: false, isWatched });
    expect(last()).toMatchObject({ kind: "state", state: "live", isWatched });
  }
  hub.hear({ from: "tab", kind: "hello" });
  expect(last()).toMatchObject({ isWatched: false });
});
