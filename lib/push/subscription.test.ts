import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { updateFixture } from "@/tests/support/status-update";
import { behind, cursorText, readSnapshot, type Position } from "./cursor";
import type { Listener } from "./listener";
import { Subscription } from "./subscription";

const epoch = "0123456789ab";
const [early, middle, late] = [readSnapshot("5:5:"), readSnapshot("7:7:"), readSnapshot("9:9:")];
/** In a batch that began before the listener was told what it missed, and ended after that. */
const batch = (id: number): Position => ({ base: early, until: late, id });

const updateOf = (id: number, jobId = String(id)) => updateFixture({ id, jobId });

let told: string[];

function subscriptionOf(more: Partial<Listener> = {}): Subscription {
  const listener: Listener = {
    userId: "u",
    sessionId: null,
    since: null,
    ready: (cursor) => void told.push(`ready ${cursor}`),
    caughtUp: (cursor) => void told.push(`caught up ${cursor}`),
    send: ({ id }, cursor) => told.push(`${id} ${cursor}`) > 0,
    end: (reason) => void told.push(`end ${reason}`),
    ...more,
  };
  return new Subscription(listener, epoch, behind(early), () => {});
}

const text = (position: Position) => cursorText(epoch, position);

beforeEach(() => {
  told = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test("what arrives while it is told what it missed comes after that, without what it was told; its cursors know what it was told", () => {
  const subscription = subscriptionOf();
  subscription.arrive({ update: updateOf(3), xid: 6, place: batch(3) });
  subscription.arrive({ update: updateOf(4), xid: 8, place: batch(4) });
  subscription.replay(updateOf(3), { base: early, until: middle, id: 3 });
  subscription.catchUp(behind(middle));
  expect(told).toEqual([
    `3 ${text({ base: early, until: middle, id: 3 })}`,
    `caught up ${text(behind(middle))}`,
    `4 ${text({ base: middle, until: late, id: 4 })}`,
  ]);
});

test("whoever misses very much while it is told what it missed is told that anew", () => {
  const subscription = subscriptionOf();
  for (let id = 1; id <= 1_001; id++) subscription.arrive({ update: updateOf(id), xid: 8, place: batch(id) });
  expect(subscription.catchUp(behind(middle))).toBe(false);
  expect(subscription.catchUp(behind(late))).toBe(true);
  expect(told).toEqual([`caught up ${text(behind(late))}`]);
});

test("while something is held its cursor stays behind what was told; else it moves on with the tail", () => {
  const subscription = subscriptionOf();
  subscription.catchUp(behind(early));
  subscription.arrive({ update: updateOf(1, "a"), xid: 6, place: batch(1) });
  subscription.arrive({ update: updateOf(2, "a"), xid: 6, place: batch(2) });
  expect(subscription.cursor(behind(late))).toBe(text(batch(1)));
  vi.advanceTimersByTime(250);
  expect(told.slice(1)).toEqual([`1 ${text(batch(1))}`, `2 ${text(batch(2))}`]);
  expect(subscription.cursor(behind(late))).toBe(text(behind(late)));
});

test("a listener that takes no more, or fails, is ended once, and the cursor of what it took stays its own", () => {
  const subscription = subscriptionOf({ send: () => false });
  subscription.catchUp(behind(early));
  subscription.arrive({ update: updateOf(1), xid: 6, place: batch(1) });
  subscription.arrive({ update: updateOf(2), xid: 6, place: batch(2) });
  subscription.end("shutdown");
  expect(told.slice(1)).toEqual(["end slow"]);
  expect(subscription.cursor(behind(late))).toBe(text(batch(1)));
});
