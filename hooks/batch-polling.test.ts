import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import { addBatchToPoll, initializeBatchPolling, noticeBatches, stopBatchPolling } from "./batch-polling";

let asked: string[];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    const job = tagging("batch_asked", true);
    return Promise.resolve(Response.json(url.includes("?") ? { items: [], nextCursor: null } : job));
  });
});

afterEach(() => {
  stopBatchPolling();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const lists = [
  "/api/jobs?kind=image_tags&limit=20",
  "/api/jobs?kind=image_tags&status=pending,processing&limit=100",
];

const tagging = (id: string, isOver: boolean) =>
  jobFixture({
    kind: "image_tags",
    status: isOver ? "completed" : "processing",
    pollAfterMs: 2_000,
    details: { batches: [{ id, done: 4, of: 4, tagged: 3, failed: 1, isOver }] },
  });

test("the end of a batch is an event of the window, with its batch, its job and its counts", async () => {
  const heard: unknown[] = [];
  window.addEventListener("batchCompleted", (event) => heard.push(event.detail));
  initializeBatchPolling();
  noticeBatches(tagging("batch_asked", false));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual([{ batchId: "batch_asked", jobId: jobFixture().id, tagged: 3, failed: 1 }]);
  expect(asked).toEqual([...lists, `/api/jobs/${jobFixture().id}`]);
});

test("a job that is under way is watched from the first look on, however many newer ones there are", async () => {
  const ended: string[] = [];
  window.addEventListener("batchCompleted", ({ detail }) => ended.push(detail.batchId));
  vi.stubGlobal("fetch", (url: string) => {
    if (!url.includes("?")) return Promise.resolve(Response.json(tagging("batch_old", true)));
    const isOld = new URL(url, "http://localhost").searchParams.get("status") === "pending,processing";
    const newer = Array.from({ length: 20 }, (_, n) => ({
      ...tagging(`batch_${n}`, true),
      id: `newer-${n}`,
    }));
    return Promise.resolve(Response.json({ items: isOld ? [tagging("batch_old", false)] : newer }));
  });
  initializeBatchPolling();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ended).toEqual(["batch_old"]);
});

test("a batch that was added is looked for among the jobs, until polling is stopped", async () => {
  initializeBatchPolling();
  await vi.advanceTimersByTimeAsync(1_000);
  addBatchToPoll("batch_added");
  await vi.advanceTimersByTimeAsync(2_500);
  expect(asked).toEqual([...lists, ...lists, ...lists]);
  stopBatchPolling();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(6);
});

test("a page that is hidden or offline is left in peace", async () => {
  initializeBatchPolling();
  await vi.advanceTimersByTimeAsync(1_000);
  noticeBatches(tagging("batch_quiet", false));
  Object.assign(document, { visibilityState: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual(lists);
  vi.stubGlobal("navigator", { onLine: false });
  Object.assign(document, { visibilityState: "visible" });
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual(lists);
  vi.stubGlobal("navigator", { onLine: true });
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([...lists, `/api/jobs/${jobFixture().id}`]);
});
