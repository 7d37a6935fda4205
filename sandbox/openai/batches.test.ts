import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BATCHES, batchBench, jsonl, saidIn, tagRequest, tagRequests } from "./batch-bench";

const ids = (results: readonly { custom_id: string }[]) => results.map((result) => result.custom_id);

test("a batch is validated for 3 s, works for half a minute with counts that grow, and completes", async () => {
  const b = batchBench();
  const id = await b.begin(tagRequests(100), { metadata: { operation_id: "o-1" } });
  const validating = await b.look(id);
  expect(validating).toMatchObject({
    object: "batch",
    endpoint: "/v1/responses",
    status: "validating",
    model: null,
    in_progress_at: null,
    output_file_id: null,
    error_file_id: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
    metadata: { operation_id: "o-1" },
  });
  expect(Number(validating["expires_at"]) - Number(validating["created_at"])).toBe(24 * 3_600);
  const seen: number[] = [];
  for (let n = 0; n < 4; n += 1) {
    b.pass(7);
    const batch = await b.look(id);
    expect(batch).toMatchObject({ status: "in_progress", model: "gpt-6-luna", completed_at: null });
    const { total, completed } = batch["request_counts"] as { total: number; completed: number };
    expect(total).toBe(100);
    seen.push(completed);
  }
  expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
  b.pass(15);
  const over = await b.look(id);
  expect(over).toMatchObject({
    status: "completed",
    output_file_id: expect.stringMatching(/^file-/),
    error_file_id: null,
    request_counts: { total: 100, completed: 100, failed: 0 },
    usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
  });
  const times = ["created_at", "in_progress_at", "finalizing_at", "completed_at"].map((at) =>
    Number(over[at]),
  );
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.map((at) => at - (times[0] ?? 0))).toEqual([
    0,
    3,
    expect.closeTo(35, -1),
    expect.closeTo(38, -1),
  ]);
});

test("it says finalizing with all counted before it says completed", async () => {
  const b = batchBench();
  const id = await b.begin(tagRequests(10));
  b.pass(30);
  for (let second = 0; (await b.look(id)).status === "in_progress"; second += 1) {
    expect(second).toBeLessThan(20);
    b.pass(1);
  }
  expect(await b.look(id)).toMatchObject({
    status: "finalizing",
    request_counts: { total: 10, completed: 10, failed: 0 },
    output_file_id: null,
  });
});

test("speed makes it as much faster", async () => {
  const b = batchBench({ speed: 10 });
  const id = await b.begin(tagRequests(1));
  b.pass(4.5);
  expect((await b.look(id)).status).toBe("completed");
});

test("every request is answered once, in another order than asked, and the usage is the sum", async () => {
  const b = batchBench();
  const asked = tagRequests(600);
  const id = await b.begin(asked);
  b.pass(60);
  const over = await b.look(id);
  const results = await b.results(over["output_file_id"]);
  const names = asked.map((line) => String(line["custom_id"]));
  expect(ids(results)).not.toEqual(names);
  expect(ids(results).toSorted()).toEqual(names.toSorted());
  const tokens = results.map(({ response }) => response?.body.usage?.total_tokens ?? 0);
  expect(over["usage"]).toMatchObject({ total_tokens: tokens.reduce((sum, n) => sum + n, 0) });
});

test("a line about words alone is answered in words, one that is forbidden fails, and the rest goes on", async () => {
  const b = batchBench();
  const ask = (input: string) => ({ model: "gpt-6-luna", input });
  const id = await b.begin([
    tagRequest("words", "", { body: ask("Why is the sky blue?") }),
    tagRequest("forbidden", "", { body: ask("[[forbidden]]") }),
    tagRequest("wrong", "", { body: { model: "gpt-6-luna" } }),
    tagRequest("short", "", { body: { ...ask("Why?"), max_output_tokens: 16 } }),
  ]);
  b.pass(60);
  const over = await b.look(id);
  expect(over["request_counts"]).toEqual({ total: 4, completed: 2, failed: 2 });
  const done = await b.results(over["output_file_id"]);
  const words = done.find(({ custom_id }) => custom_id === "words");
  expect(words?.response?.body.output?.[0]?.content[0]?.["text"]).toContain("Why is the sky blue?");
  const short = done.find(({ custom_id }) => custom_id === "short");
  expect(short?.response?.body).toMatchObject({
    status: "incomplete",
    incomplete_details: { reason: "max_output_tokens" },
  });
  const failed = await b.results(over["error_file_id"]);
  expect(
    failed.map(({ custom_id, response }) => [custom_id, response?.status_code, response?.body.error?.code]),
  ).toEqual(
    expect.arrayContaining([
      ["forbidden", 400, "moderation_blocked"],
      ["wrong", 400, "invalid_value"],
    ]),
  );
});

test("a batch may be all failures: completed, with no file of output", async () => {
  const b = batchBench({ faults: "line-fails" });
  const id = await b.begin(tagRequests(9));
  b.pass(60);
  const over = await b.look(id);
  expect(over).toMatchObject({
    status: "completed",
    output_file_id: null,
    request_counts: { total: 9, completed: 0, failed: 9 },
  });
  expect(await b.results(over["error_file_id"])).toHaveLength(9);
});

test.each([
  ["invalid_json_line", `${jsonl(tagRequests(2))}{"custom_id":\n`, 3],
  ["missing_required_parameter", jsonl([{ method: "POST" }]), 1],
  ["invalid_method", jsonl([tagRequest("a", "", { method: "GET" })]), 1],
  ["url_mismatch", jsonl([tagRequest("a", "", { url: "/v1/chat/completions" })]), 1],
  ["duplicate_custom_id", jsonl([...tagRequests(2), ...tagRequests(1)]), 3],
  [
    "model_mismatch",
    jsonl([...tagRequests(1), tagRequest("b", "", { body: { model: "gpt-6-sol", input: "b" } })]),
    2,
  ],
  ["model_not_found", jsonl([tagRequest("a", "", { body: { model: "gpt-0", input: "a" } })]), 1],
  ["empty_file", "\n", null],
  ["too_many_tasks", "{}\n".repeat(50_001), null],
])("a file with %s is taken, and the batch fails", async (code, lines, line) => {
  const b = batchBench();
  const id = await b.begin(lines);
  expect((await b.look(id)).status).toBe("validating");
  b.pass(4);
  const failed = await b.look(id);
  expect(failed).toMatchObject({
    status: "failed",
    failed_at: expect.any(Number),
    in_progress_at: null,
    output_file_id: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
    errors: { object: "list" },
  });
  const { data } = failed["errors"] as { data: unknown[] };
  expect(data).toContainEqual({ code, message: expect.any(String), line, param: expect.toSatisfy(isParam) });
});

test("a file of more than 200 MB is taken, and the batch fails", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = batchBench({ dataFile });
  const fileId = await b.uploaded(jsonl(tagRequests(1)));
  const ledger = readFileSync(dataFile, "utf8");
  writeFileSync(dataFile, ledger.replace(/"bytes":\d+/, '"bytes":200000001'));
  const second = b.open();
  const order = { input_file_id: fileId, endpoint: "/v1/responses", completion_window: "24h" };
  const { id } = await b.json("POST", BATCHES, order, second);
  b.pass(20);
  expect(await b.look(id, second)).toMatchObject({
    status: "failed",
    errors: { data: [{ code: "file_too_large", line: null }] },
  });
});

const isParam = (param: unknown) => param === null || typeof param === "string";

test.each([
  [{ input_file_id: "file-1" }, "input_file_id"],
  [{ endpoint: "/v1/embeddings" }, "endpoint"],
  [{ completion_window: "1h" }, "completion_window"],
  [{ metadata: { a: "x".repeat(513) } }, "metadata.a"],
  [{ output_expires_after: { anchor: "created_at", seconds: 60 } }, "output_expires_after.seconds"],
])("%o is refused at once, and nothing is made", async (fields, param) => {
  const b = batchBench();
  const refused = await b.create(await b.uploaded(jsonl(tagRequests(1))), fields);
  expect([refused.status, await refused.json()]).toMatchObject([400, { error: { param } }]);
  expect(await b.json("GET", BATCHES)).toMatchObject({ data: [] });
});

test("only a file for batches makes one, and a file that is not seen yet is refused as one that is not there", async () => {
  const b = batchBench({ faults: "unseen-file*1" });
  const form = new FormData();
  form.set("purpose", "vision");
  form.set("file", new File(["x"], "x.jsonl"));
  const { id: picture } = await b.json("POST", "/openai/v1/files", form);
  const fileId = await b.uploaded(jsonl(tagRequests(1)));
  const unseen = await b.create(fileId);
  expect([unseen.status, await unseen.json()]).toMatchObject([
    400,
    { error: { message: expect.stringContaining("Cannot find file") } },
  ]);
  expect((await b.create(picture)).status).toBe(400);
  expect((await b.create(fileId)).status).toBe(200);
});

test("lists are newest first, and pages follow one another without a gap", async () => {
  const b = batchBench();
  const made: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    made.unshift(await b.begin(tagRequests(1)));
    b.pass(1);
  }
  const first = await b.json("GET", `${BATCHES}?limit=2`);
  expect(first).toMatchObject({
    object: "list",
    data: [
      { id: made[0], status: "validating" },
      { id: made[1], status: "validating" },
    ],
    last_id: made[1],
    has_more: true,
  });
  expect(await b.json("GET", `${BATCHES}?limit=2&after=${made[1]}`)).toMatchObject({
    data: [{ id: made[2] }],
    has_more: false,
  });
  expect((await b.request("GET", `${BATCHES}/batch_1`)).status).toBe(404);
});

test("the same seed makes the same results, and a restart changes nothing of what is under way or over", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = batchBench({ dataFile, faults: "line-fails:0.2" });
  const id = await b.begin(tagRequests(300));
  b.pass(20);
  const half = await b.look(id);
  const second = b.open({ faults: "" });
  expect(await b.look(id, second)).toEqual(half);
  b.pass(40);
  const over = await b.look(id, second);
  expect(over).toMatchObject({ status: "completed", error_file_id: expect.any(String) });
  const third = b.open();
  expect(await b.look(id, third)).toEqual(over);
  const text = await b.text(over["output_file_id"], third);

  const other = batchBench({ faults: "line-fails:0.2" });
  const twin = await other.begin(tagRequests(300));
  other.pass(60);
  expect(await other.text((await other.look(twin))["output_file_id"])).toBe(text);
});

test("a batch whose file is deleted on the way still completes", async () => {
  const b = batchBench();
  const fileId = await b.uploaded(jsonl(tagRequests(3)));
  const created = await b.create(fileId);
  const { id } = (await created.json()) as { id: string };
  expect(await b.json("DELETE", `/openai/v1/files/${fileId}`)).toMatchObject({ deleted: true });
  b.pass(60);
  expect(await b.look(id)).toMatchObject({ status: "completed", request_counts: { completed: 3 } });
  expect((await b.content(fileId)).status).toBe(404);
});

test("an answer to a picture is what was asked for: tags, a caption, colours", async () => {
  const b = batchBench();
  const id = await b.begin(tagRequests(20));
  b.pass(60);
  for (const result of await b.results((await b.look(id))["output_file_id"])) {
    const said = saidIn(result) as { tags: string[]; colors: string[] };
    expect(said).toEqual({
      tags: expect.any(Array),
      caption: expect.any(String),
      colors: expect.any(Array),
      contains_text: false,
    });
    expect(said.tags.length).toBeGreaterThanOrEqual(3);
    expect(said.tags.length).toBeLessThanOrEqual(12);
    expect(said.colors.length).toBeGreaterThanOrEqual(1);
    expect(said.colors.length).toBeLessThanOrEqual(5);
  }
});
