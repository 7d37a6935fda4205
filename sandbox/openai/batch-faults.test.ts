import { expect, test } from "vitest";
import { BATCHES, batchBench, jsonl, readResult, saidIn, tagRequests } from "./batch-bench";

/** A batch of so many requests that meets these faults, when it is over. */
async function over(faults: string, count = 100) {
  const b = batchBench({ faults });
  const id = await b.begin(tagRequests(count));
  b.pass(60);
  const batch = await b.look(id);
  const linesOf = async (file: "output_file_id" | "error_file_id") =>
    batch[file] ? b.lines(batch[file]) : [];
  return { ...b, id, batch, output: await linesOf("output_file_id"), errors: await linesOf("error_file_id") };
}

const readable = (line: string): boolean => {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
};

test("an expired batch keeps what it finished, and says of the rest that it was not begun", async () => {
  const { batch, output, errors } = await over("batch-expires,line-fails*3");
  expect(batch).toMatchObject({
    status: "expired",
    expired_at: expect.any(Number),
    completed_at: null,
    finalizing_at: null,
    request_counts: { total: 100, completed: 60, failed: 3 },
  });
  expect(output).toHaveLength(60);
  const codes = errors
    .map(readResult)
    .map(({ response, error }) => error?.code ?? response?.body.error?.code);
  expect(codes.toSorted()).toEqual([
    ...Array<string>(37).fill("batch_expired"),
    ...Array<string>(3).fill("image_parse_error"),
  ]);
});

test("a batch may expire with nothing done, and then there is no file of output; what is to fail fails", async () => {
  const { batch, errors } = await over("batch-expires-empty,line-fails@openai*1", 4);
  expect(batch).toMatchObject({
    status: "expired",
    output_file_id: null,
    request_counts: { total: 4, completed: 0, failed: 1 },
  });
  const codes = errors.map(readResult).map(({ error }) => error?.code ?? null);
  expect(codes.toSorted()).toEqual([...Array<string>(3).fill("batch_expired"), null]);
});

test("a batch that stalls stands half-way until its 24 hours are over", async () => {
  const b = batchBench({ faults: "batch-stalls" });
  const id = await b.begin(tagRequests(10));
  const half = { status: "in_progress", request_counts: { total: 10, completed: 5, failed: 0 } };
  b.pass(60);
  expect(await b.look(id)).toMatchObject(half);
  b.pass(23 * 3_600);
  expect(await b.look(id)).toMatchObject(half);
  b.pass(3_600);
  expect(await b.look(id)).toMatchObject({ ...half, status: "expired" });
});

test.each([
  ["token-limit", "token_limit_exceeded"],
  ["failed@create-batch", "server_error"],
])("a batch that meets %s is taken, and fails with no line at fault", async (faults, code) => {
  const { batch, output, errors } = await over(faults, 2);
  expect(batch).toMatchObject({
    status: "failed",
    errors: { data: [{ code, line: null, message: expect.any(String) }] },
    output_file_id: null,
    error_file_id: null,
  });
  expect([output, errors]).toEqual([[], []]);
});

test("moderation refuses every line of a batch, in words that have to be escaped", async () => {
  const { errors } = await over("moderation@create-batch", 3);
  const said = errors.map(readResult).map(({ response }) => response?.body.error);
  expect(said).toHaveLength(3);
  expect(said).toContainEqual({
    type: "invalid_request_error",
    param: "input",
    code: "moderation_blocked",
    message: expect.stringContaining("<b>(moderation_blocked)</b>"),
  });
});

test.each([
  ["line-fails", 400, "image_parse_error"],
  ["line-link-dead", 400, "invalid_value"],
  ["line-server-error", 500, "server_error"],
])("%s puts a line into the error file", async (fault, status, code) => {
  const { batch, output, errors } = await over(`${fault}*2`, 9);
  expect(batch["request_counts"]).toEqual({ total: 9, completed: 7, failed: 2 });
  expect(output).toHaveLength(7);
  expect(
    errors
      .map(readResult)
      .map(({ response, error }) => [response?.status_code, response?.body.error?.code, error]),
  ).toEqual([
    [status, code, null],
    [status, code, null],
  ]);
});

test("a misfiled line failed, though it is in the file of output", async () => {
  const { batch, output } = await over("line-misfiled*1", 3);
  expect(batch).toMatchObject({ error_file_id: null, request_counts: { completed: 2, failed: 1 } });
  expect(
    output
      .map(readResult)
      .map(({ response }) => response?.status_code)
      .toSorted(),
  ).toEqual([200, 200, 400]);
});

test("a model may refuse, break off, or say what nobody asked for", async () => {
  const { output } = await over("line-refused*1,line-cut-off*1,line-off-schema*1", 3);
  const results = output.map(readResult).map((result) => result.response?.body);
  const contents = results.map((body) => body?.output?.[0]?.content[0]);
  expect(contents.filter((content) => content?.type === "refusal")).toHaveLength(1);
  const incomplete = results.findIndex((body) => body?.status === "incomplete");
  expect(readable(String(contents[incomplete]?.["text"]))).toBe(false);
  expect(contents.map((content) => content?.["text"])).toContain('{"tags":"none"}');
});

test("a line may be missing, come twice, be broken, or be of nobody", async () => {
  const { batch, output } = await over("line-missing*1,line-twice*1,line-broken*1,line-unknown*1", 10);
  expect(batch["request_counts"]).toEqual({ total: 10, completed: 10, failed: 0 });
  expect(output).toHaveLength(10);
  const names = output.filter(readable).map((line) => readResult(line).custom_id);
  expect(names).toHaveLength(9);
  expect(new Set(names).size).toBe(8);
  expect(names).toContain("nobody-asked");
});

test("a caption may hold a line separator, which is no end of a line", async () => {
  const { output } = await over("line-separator", 2);
  expect(output).toHaveLength(2);
  expect(output.every((line) => line.includes("\u2028"))).toBe(true);
  expect(output.map(readResult).map(saidIn)).toEqual(
    Array(2).fill(expect.objectContaining({ tags: expect.any(Array) })),
  );
});

test("the id of a file that there is not may be blank, or absent", async () => {
  expect((await over("blank-file-ids", 1)).batch["error_file_id"]).toBe("");
  const { batch } = await over("absent-file-ids", 1);
  expect(batch).not.toHaveProperty("error_file_id");
  expect(batch["output_file_id"]).toMatch(/^file-/);
});

test("which lines are struck is decided when the file is read, and outlasts the faults", async () => {
  const b = batchBench({ faults: "line-fails*2" });
  const id = await b.begin(tagRequests(5));
  b.sandbox.setFaults("line-fails");
  b.pass(30);
  expect(await b.look(id)).toMatchObject({
    status: "in_progress",
    request_counts: { completed: 2, failed: 2 },
  });
  b.pass(30);
  expect(await b.look(id)).toMatchObject({ request_counts: { completed: 3, failed: 2 } });
});

test("429, 504 and a dropped connection come with batches as with everything", async () => {
  const b = batchBench({ faults: "429@create-batch*1,504-after-success@create-batch*1,404@get-batch*1" });
  const fileId = await b.uploaded(jsonl(tagRequests(1)));
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await b.create(fileId)).status);
  expect(statuses).toEqual([429, 504, 200]);
  const { data } = await b.json("GET", BATCHES);
  expect(data).toHaveLength(2);
  const { id } = (data as { id: string }[])[0] ?? { id: "" };
  expect((await b.request("GET", `${BATCHES}/${id}`)).status).toBe(404);
  expect(b.sandbox.journal.report().byRoute).toEqual({
    "POST /openai/v1/files": 1,
    "POST /openai/v1/batches": 3,
    "GET /openai/v1/batches": 1,
    "GET /openai/v1/batches/:id": 1,
  });
});
