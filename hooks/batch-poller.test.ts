import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { jobFixture } from "@/tests/support/job-fixture";
import { ApiError } from "./api";
import { BatchPoller } from "./batch-poller";
import type { BatchEnd } from "./batch-watch";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function tagging(isOver: boolean, fields: Partial<JobView> = {}): JobView {
  const batch = { id: "batch_1", done: 20, of: 20, tagged: 18, failed: 2, isOver };
  const status = isOver ? "completed" : "processing";
  return jobFixture({
    kind: "image_tags",
    status,
    pollAfterMs: 2_000,
    details: { batches: [batch] },
    ...fields,
  });
}

/** A server with one job, and a tab that looks at it. */
function aTab(server: { job: JobView | null; error?: ApiError | null }) {
  const asked: string[] = [];
  const told: BatchEnd[] = [];
  const listeners = new Set<() => void>();
  const page = { isAwake: true, isLive: false, listeners, wake: () => listeners.forEach((tell) => tell()) };
  const answer = <T>(what: string, value: () => T): Promise<T> => {
    asked.push(what);
    return server.error ? Promise.reject(server.error) : Promise.resolve(value());
  };
  const poller = new BatchPoller({
    askList: () => answer("list", () => (server.job ? [server.job] : [])),
    askJob: (id) =>
      answer("job", () => {
        if (server.job?.id !== id) throw new ApiError("", 404, "not_found");
        return server.job;
      }),
    tell: (end) => told.push(end),
    isAwake: () => page.isAwake,
    isLive: () => page.isLive,
    onChange: (tell) => {
      const listener = () => tell();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return { poller, asked, told, page };
}

const end = { batchId: "batch_1", jobId: jobFixture().id, tagged: 18, failed: 2 };

test("a batch under way is asked about every 2 s, its end is told once, and then nothing is asked any more", async () => {
  const server = { job: tagging(false) };
  const { poller, asked, told } = aTab(server);
  poller.start();
  await vi.advanceTimersByTimeAsync(6_500);
  expect(asked).toEqual(["list", "job", "job", "job"]);
  expect(told).toEqual([]);
  server.job = tagging(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual([end]);
  asked.length = 0;
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked).toEqual([]);
  expect(told).toHaveLength(1);
});

test("while changes are told as they happen it asks once a minute; as soon as they are not, every 2 s again", async () => {
  const server = { job: tagging(false) };
  const { poller, asked, page } = aTab(server);
  page.isLive = true;
  poller.start();
  await vi.advanceTimersByTimeAsync(125_000);
  expect(asked).toEqual(["list", "job", "job"]);
  page.isLive = false;
  page.wake();
  await vi.advanceTimersByTimeAsync(4_500);
  expect(asked).toHaveLength(6);
});

test("where somebody else on the page keeps asking, the poller asks nothing, and tells the end that they saw", async () => {
  const server = { job: tagging(false) };
  const { poller, asked, told } = aTab(server);
  poller.start();
  await vi.advanceTimersByTimeAsync(0);
  asked.length = 0;
  for (let seconds = 0; seconds < 20; seconds += 2) {
    poller.notice(server.job);
    await vi.advanceTimersByTimeAsync(2_000);
  }
  poller.notice(tagging(true));
  poller.notice(tagging(true));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
  expect(told).toEqual([end]);
});

test("two tabs tell an end once each", async () => {
  const server = { job: tagging(false) };
  const tabs = [aTab(server), aTab(server)] as const;
  for (const { poller } of tabs) poller.start();
  await vi.advanceTimersByTimeAsync(3_000);
  server.job = tagging(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tabs.map(({ told }) => told)).toEqual([[end], [end]]);
});

test("asleep it asks nothing; awake again it asks at once", async () => {
  const server = { job: tagging(false) };
  const { poller, asked, told, page } = aTab(server);
  poller.start();
  await vi.advanceTimersByTimeAsync(1_000);
  page.isAwake = false;
  page.wake();
  asked.length = 0;
  server.job = tagging(true);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toEqual([]);
  page.isAwake = true;
  page.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(["job"]);
  expect(told).toEqual([end]);
});

test("begun asleep, it first asks when it is awake", async () => {
  const { poller, asked, page } = aTab({ job: null });
  page.isAwake = false;
  poller.start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
  page.isAwake = true;
  page.wake();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual(["list"]);
});

test("while nobody answers it asks less and less often, and goes on where it stopped", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const server: { job: JobView; error: ApiError | null } = { job: tagging(false), error: null };
  const { poller, asked, told } = aTab(server);
  poller.start();
  await vi.advanceTimersByTimeAsync(1_000);
  server.error = new ApiError("", 0, "unreachable");
  asked.length = 0;
  await vi.advanceTimersByTimeAsync(33_000);
  expect(asked).toHaveLength(5);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked.length).toBeLessThan(5 + 21);
  server.error = null;
  server.job = tagging(true);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(told).toEqual([end]);
  vi.restoreAllMocks();
});

test("the very first look is made again when it failed", async () => {
  const server: { job: JobView; error: ApiError | null } = {
    job: tagging(false),
    error: new ApiError("", 0, "unreachable"),
  };
  const { poller, asked } = aTab(server);
  poller.start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual(["list"]);
  server.error = null;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(asked.slice(0, 2)).toEqual(["list", "list"]);
});

test("signed out, it asks no more", async () => {
  const { poller, asked } = aTab({ job: null, error: new ApiError("", 401, "unauthorized") });
  poller.start();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toEqual(["list"]);
});

test("a batch that is added before its job is known is looked for, and told when it is over", async () => {
  const server: { job: JobView | null } = { job: null };
  const { poller, asked, told } = aTab(server);
  poller.start();
  await vi.advanceTimersByTimeAsync(0);
  poller.add("batch_1");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual(["list", "list"]);
  server.job = tagging(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual([end]);
});

test("a batch that nobody knows is looked for six times, then let go", async () => {
  const { poller, asked } = aTab({ job: null });
  poller.start();
  await vi.advanceTimersByTimeAsync(0);
  asked.length = 0;
  poller.add("batch_unknown");
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked).toEqual(Array.from({ length: 6 }, () => "list"));
});

test("a job that is gone is asked about no more", async () => {
  const server: { job: JobView | null } = { job: tagging(false) };
  const { poller, asked } = aTab(server);
  poller.start();
  await vi.advanceTimersByTimeAsync(0);
  server.job = null;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toEqual(["list", "job"]);
});

test("stopped, it asks nothing and tells nothing of answers that come too late; begun again, it looks again, and tells no end twice", async () => {
  const server = { job: tagging(false) };
  const { poller, asked, told, page } = aTab(server);
  poller.start();
  poller.start();
  await vi.advanceTimersByTimeAsync(0);
  server.job = tagging(true);
  vi.advanceTimersByTime(2_000);
  poller.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toEqual(["list", "job"]);
  expect(told).toEqual([]);
  expect(page.listeners.size).toBe(0);

  server.job = tagging(false);
  poller.start();
  await vi.advanceTimersByTimeAsync(0);
  server.job = tagging(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(told).toEqual([end]);
  poller.stop();
  poller.start();
  poller.add("batch_1");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(told).toEqual([end]);
});
