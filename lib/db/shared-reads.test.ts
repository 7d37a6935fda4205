import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ledgerGrew, ledgerWritten } from "./ledger-writes";
import { readSeenRows } from "./read-jobs";
import { readShared } from "./shared-reads";

vi.mock("./read-jobs", () => ({ readSeenRows: vi.fn<typeof readSeenRows>() }));

const state = Symbol.for("darkroom.shared-reads");
const start = new Date("2026-03-01T12:00:00.000Z");
let users = 0;
let ada = person();
let calls: Array<{ userId: string; ids: readonly string[] }> = [];
/** What the database says of every job, at present. */
let progress = 0;
let rowOf = (id: string, userId: string): unknown => row(id, userId);

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  Reflect.deleteProperty(globalThis, state);
  ada = person();
  [calls, progress] = [[], 0];
  rowOf = row;
  vi.mocked(readSeenRows).mockImplementation(async (user, ids) => {
    calls.push({ userId: user.id, ids });
    const found = new Map(
      ids.map((id) => [id, rowOf(id, user.id)] as const).filter(([, seen]) => seen !== undefined),
    );
    await new Promise((resolve) => setTimeout(resolve, 10));
    return found;
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function person() {
  const id = `user-${++users}`;
  return { id, email: `${id}@darkroom.test`, accessToken: `token-of-${id}` };
}

function row(id: string, userId: string): Record<string, unknown> {
  const at = new Date(start.getTime() + progress).toISOString();
  const empty = ["stage", "output", "error", "delay", "forecast"];
  const never = ["next_check_at", "checked_at", "admitted_at", "started_at", "completed_at"];
  const none = ["auto_retries", "priority", "checks", "checks_saved", "failed_checks"];
  return {
    id,
    user_id: userId,
    kind: "sora",
    status: "processing",
    progress,
    attempt: 1,
    engines: {},
    input: {},
    timeline: [],
    deadline_at: at,
    created_at: at,
    updated_at: at,
    operations: [],
    artifacts: [],
    ...Object.fromEntries([...empty, ...never].map((name) => [name, null])),
    ...Object.fromEntries(none.map((name) => [name, 0])),
  };
}

/** How far a job is, as this user is told. */
const read = async (id = "job", user = ada, knownAt: Date | null = null) =>
  (await readShared(user, id, knownAt))?.progress;

/** So many who ask at once, once they are answered. */
async function crowd(count: number, id = "job"): Promise<Array<number | undefined>> {
  const asked = Promise.all(Array.from({ length: count }, () => read(id)));
  await vi.advanceTimersByTimeAsync(30);
  return asked;
}

async function later<T>(asked: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(30);
  return asked;
}

describe("a job that few ask for", () => {
  test("is read anew for each of them", async () => {
    for (let n = 0; n < 10; n++) {
      progress = n;
      expect(await later(read())).toBe(n);
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(calls).toHaveLength(10);
  });

  test("is never given as it was before they asked", async () => {
    const first = read();
    progress = 1;
    const second = read();
    expect(await later(Promise.all([first, second]))).toEqual([0, 1]);
  });
});

test("jobs of one user that are asked for meanwhile are read in one call", async () => {
  const ids = ["1", "2", "3", "4", "5", "6"];
  await later(Promise.all(ids.map((id) => read(id))));
  expect(calls.map((call) => call.ids)).toEqual([["1"], ["2", "3", "4", "5", "6"]]);
});

test("a call reads twenty jobs at most", async () => {
  const ids = Array.from({ length: 50 }, (_, n) => String(n));
  const asked = Promise.all(ids.map((id) => read(id)));
  await vi.advanceTimersByTimeAsync(50);
  await asked;
  expect(calls.map((call) => call.ids.length)).toEqual([1, 20, 20, 9]);
});

test("nobody waits for a call that hangs besides their own", async () => {
  vi.mocked(readSeenRows).mockReturnValueOnce(new Promise(() => undefined));
  void read("1");
  const asked = read("2");
  await vi.advanceTimersByTimeAsync(110);
  expect(await asked).toBe(0);
});

describe("a job that many ask for", () => {
  test("is read every 0.4 s at most", async () => {
    await crowd(1_000);
    await vi.advanceTimersByTimeAsync(400);
    calls = [];
    for (let n = 0; n < 1_000; n++) {
      void read();
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(calls.length).toBeGreaterThan(20);
    expect(calls.length).toBeLessThanOrEqual(10_000 / 400);
  });

  test("is never older than that", async () => {
    await crowd(10);
    progress = 1;
    await vi.advanceTimersByTimeAsync(400);
    expect(await later(read())).toBe(1);
  });

  test.each([
    ["wrote", ledgerWritten],
    ["wrote to it", () => ledgerWritten(true, ["other", "job"])],
    ["was told", ledgerGrew],
    ["was told of it", () => ledgerGrew(["job"])],
  ])("is never given as it was before this process %s", async (_what, grow) => {
    await crowd(10);
    const asked = read();
    progress = 1;
    grow();
    expect(await later(Promise.all([asked, read()]))).toEqual([0, 1]);
  });

  test("is given as it was while this process writes to others, and is told of them", async () => {
    await crowd(10);
    await read();
    calls = [];
    ledgerWritten(true, ["other"]);
    ledgerGrew(["other"]);
    expect(await read()).toBe(0);
    expect(calls).toEqual([]);
  });

  test("is never given as it was while it was being read and this process wrote", async () => {
    await crowd(10);
    await vi.advanceTimersByTimeAsync(400);
    const asked = read();
    progress = 1;
    ledgerWritten();
    const [, after] = await later(Promise.all([asked, read()]));
    expect(after).toBe(1);
  });

  test("is never given older than whoever asks knows it", async () => {
    await crowd(10);
    progress = 1;
    const known = new Date(start.getTime() + 1);
    expect(await read("job", ada, start)).toBe(0);
    expect(await later(read("job", ada, known))).toBe(1);
  });

  test("is read with the others of the same user that many ask for", async () => {
    await crowd(10, "1");
    await crowd(10, "2");
    await vi.advanceTimersByTimeAsync(400);
    calls = [];
    expect(await later(Promise.all([read("1"), read("2")]))).toEqual([0, 0]);
    expect(calls.map(({ ids }) => ids)).toEqual([["1", "2"]]);
  });

  test("is read again once reading it has failed", async () => {
    await crowd(10);
    await vi.advanceTimersByTimeAsync(400);
    vi.mocked(readSeenRows).mockRejectedValueOnce(new Error("away"));
    await expect(read()).rejects.toThrow("away");
    expect(await later(read())).toBe(0);
  });
});

describe("nobody is told of a job of somebody else's", () => {
  test("however many ask for it", async () => {
    const eve = person();
    rowOf = (id, userId) => (userId === ada.id ? row(id, userId) : undefined);
    await crowd(100);
    for (let n = 0; n < 10; n++) expect(await later(read("job", eve))).toBeUndefined();
    expect(calls.filter(({ userId }) => userId === eve.id).length).toBeGreaterThan(1);
  });

  test("should the database show it", async () => {
    rowOf = (id) => row(id, "somebody");
    expect(await later(read())).toBeUndefined();
  });
});

test("a row that makes no sense keeps nobody from the others", async () => {
  rowOf = (id, userId) => (id === "bad" ? { id } : row(id, userId));
  const asked = Promise.allSettled(["first", "bad", "good"].map((id) => read(id)));
  await vi.advanceTimersByTimeAsync(30);
  expect((await asked).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("what nobody asks for any more is let go of", async () => {
  await crowd(10);
  await vi.advanceTimersByTimeAsync(3_000);
  const { readers } = Reflect.get(globalThis, state) as { readers: Map<string, object> };
  expect(readers.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});
