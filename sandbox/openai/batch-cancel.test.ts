import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BATCHES, batchBench, tagRequests } from "./batch-bench";

async function begun(options: Parameters<typeof batchBench>[0] = {}) {
  const b = batchBench(options);
  const id = await b.begin(tagRequests(100));
  return { ...b, id, cancel: async () => b.request("POST", `${BATCHES}/${id}/cancel`) };
}

test("a batch canceled while it works is cancelling for a while, and keeps what it finished", async () => {
  const b = await begun();
  b.pass(20);
  const { completed } = (await b.look(b.id))["request_counts"] as { completed: number };
  const answer = await b.cancel();
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { status: "cancelling", cancelling_at: expect.any(Number), cancelled_at: null, output_file_id: null },
  ]);
  expect((await b.cancel()).status).toBe(200);
  b.pass(3);
  const over = await b.look(b.id);
  expect(over).toMatchObject({
    status: "cancelled",
    cancelled_at: expect.any(Number),
    finalizing_at: null,
    request_counts: { total: 100, completed, failed: 0 },
  });
  expect(completed).toBeGreaterThan(10);
  expect(completed).toBeLessThan(90);
  expect(await b.results(over["output_file_id"])).toHaveLength(completed);
  const rest = await b.results(over["error_file_id"]);
  expect(rest.map(({ error }) => error?.code)).toEqual(Array(100 - completed).fill("batch_cancelled"));
});

test("a batch canceled while it is validated has done nothing, and has no files", async () => {
  const b = await begun();
  b.pass(1);
  expect((await b.cancel()).status).toBe(200);
  b.pass(60);
  expect(await b.look(b.id)).toMatchObject({
    status: "cancelled",
    in_progress_at: null,
    output_file_id: null,
    error_file_id: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
  });
});

test("a batch canceled while it is finalizing has done everything", async () => {
  const b = await begun();
  b.pass(20);
  while ((await b.look(b.id)).status === "in_progress") b.pass(1);
  expect(await (await b.cancel()).json()).toMatchObject({ status: "cancelling" });
  b.pass(3);
  expect(await b.look(b.id)).toMatchObject({
    status: "cancelled",
    finalizing_at: expect.any(Number),
    error_file_id: null,
    request_counts: { total: 100, completed: 100, failed: 0 },
  });
});

test.each([
  ["", "completed"],
  ["batch-expires", "expired"],
  ["token-limit", "failed"],
])("a batch that is over (%s) cannot be canceled", async (faults, status) => {
  const b = await begun({ faults });
  b.pass(60);
  const refused = await b.cancel();
  expect([refused.status, await refused.json()]).toMatchObject([
    409,
    { error: { message: `Cannot cancel a batch with status '${status}'.` } },
  ]);
  expect((await b.look(b.id)).status).toBe(status);
});

test("a cancellation survives a restart, and what was canceled can be canceled again", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = await begun({ dataFile });
  b.pass(20);
  await b.cancel();
  const second = b.open();
  b.pass(3);
  expect((await b.look(b.id, second)).status).toBe("cancelled");
  expect((await b.request("POST", `${BATCHES}/${b.id}/cancel`, undefined, second)).status).toBe(200);
});
