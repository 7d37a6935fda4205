import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openBatchPlace, refusal } from "@/tests/support/batch-place";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openaiBatches } from "./openai-batches";

const place = await openBatchPlace();
stubEnvironment({ OPENAI_BASE_URL: place.url, OPENAI_API_KEY: "sk-tests" });

const seconds = (ago = 0) => Math.floor(Date.now() / 1_000) - ago;
const request = { body: { model: "gpt-6-luna" }, files: [] };

/** Looks up a start of an operation whose intent is a minute old. */
function find(operationId: string, taken: readonly string[] = []) {
  const since = new Date(Date.now() - 60_000);
  return openaiBatches.find({ request, operationId, since, taken: async () => new Set(taken) });
}

const made = (operationId: string, fields = {}) =>
  place.addBatch({ metadata: { operation_id: operationId }, ...fields });

describe("a lost start", () => {
  test("whose batch was made is found by its metadata, and not begun again", async () => {
    const id = randomUUID();
    const batch = made(id);
    for (let n = 0; n < 250; n++) made(randomUUID());
    expect(await find(id)).toEqual({
      type: "found",
      started: { ref: batch["id"], observation: { state: "queued", expectedAt: null } },
    });
    expect(place.calls).toEqual(["GET /batches", "GET /batches", "GET /batches"]);
  });

  test("that was killed between its two calls is absent, and the file it left is deleted", async () => {
    const id = randomUUID();
    place.addFile("{}", `${id}.jsonl`);
    const other = place.addFile("{}", `${randomUUID()}.jsonl`);
    made(randomUUID());
    expect(await find(id)).toEqual({ type: "absent", isVouched: true });
    expect([...place.files.keys()]).toEqual([other.id]);
  });

  test("is not looked for further back than its intent", async () => {
    for (let n = 0; n < 250; n++) made(randomUUID(), { created_at: seconds(86_400 - n) });
    expect(await find(randomUUID())).toEqual({ type: "absent", isVouched: false });
    expect(place.calls.filter((call) => call === "GET /batches")).toHaveLength(1);
  });

  test("is absent in an empty list, which may be a stub and vouches for nothing", async () => {
    expect(await find(randomUUID())).toEqual({ type: "absent", isVouched: false });
  });

  test.each([
    ["not be listed", /GET \/files/],
    ["not be deleted", /DELETE \/files/],
  ])("is looked up again where what it left could %s just now", async (_what, call) => {
    const id = randomUUID();
    place.addFile("{}", `${id}.jsonl`);
    place.answer(call, () => refusal(500, "No."));
    await expect(find(id)).rejects.toMatchObject({ code: "unavailable" });
    expect(place.files.size).toBe(1);
  });

  test.each([
    ["lists no files", /GET \/files/],
    ["deletes no files", /DELETE \/files/],
  ])("is absent all the same at a place that %s", async (_what, call) => {
    const id = randomUUID();
    place.addFile("{}", `${id}.jsonl`);
    place.answer(call, () => refusal(405, "Method not allowed."));
    expect(await find(id)).toMatchObject({ type: "absent" });
  });
});

describe("a list that does not say when a batch was made", () => {
  test.each([
    { created_at: undefined },
    { created_at: "soon" },
    { created_at: null, created: String(seconds()) },
  ])("(%o) shows it all the same", async (time) => {
    const id = randomUUID();
    const batch = made(id, time);
    made(randomUUID(), time);
    expect(await find(id)).toMatchObject({ started: { ref: batch["id"] } });
    expect(await find(randomUUID())).toEqual({ type: "absent", isVouched: true });
  });
});

describe("where a list shows no metadata", () => {
  test("a batch is known by the name of its input", async () => {
    const id = randomUUID();
    const others = made(randomUUID(), { metadata: null, input_file_id: place.addFile("", "x.jsonl").id });
    const ours = made(id, { metadata: undefined, input_file_id: place.addFile("", `${id}.jsonl`).id });
    expect(await find(id)).toMatchObject({ started: { ref: ours["id"] } });
    // Only what may be ours is looked into.
    place.calls.length = 0;
    expect(await find(randomUUID(), [String(ours["id"])])).toMatchObject({ type: "absent" });
    expect(place.calls).not.toContain(`GET /files/${String(ours["input_file_id"])}`);
    expect(place.calls).toContain(`GET /files/${String(others["input_file_id"])}`);
  });

  test.each([
    ["has no input", {}],
    ["has an input that is not there", { input_file_id: "file-gone" }],
  ])("a batch that %s may be ours: nothing is proven, and no file deleted", async (_what, fields) => {
    const id = randomUUID();
    place.addFile("", `${id}.jsonl`);
    made(id, { metadata: null, ...fields });
    expect(await find(id)).toEqual({ type: "unprovable" });
    expect(place.files.size).toBe(1);
  });

  test("too many that may be ours are not looked into one by one", async () => {
    for (let n = 0; n < 30; n++) made("", { metadata: null, input_file_id: place.addFile("", "x.jsonl").id });
    expect(await find(randomUUID())).toEqual({ type: "unprovable" });
    expect(place.calls.length).toBeLessThan(30);
  });
});

describe("a list that cannot be relied on", () => {
  const row = { id: "batch_1", status: "in_progress", metadata: { operation_id: randomUUID() } };
  test.each<[string, () => Response, object]>([
    ["404", () => refusal(404, "No such path."), { type: "unprovable" }],
    ["405", () => refusal(405, "Method not allowed."), { type: "unprovable" }],
    ["501", () => refusal(501, "Not implemented."), { type: "unprovable" }],
    ["no word of whether there is more", () => Response.json({ data: [row] }), { type: "unprovable" }],
    ["rows without an id", () => Response.json({ data: [{}], has_more: false }), { type: "unprovable" }],
    [
      "the same page again and again",
      () => Response.json({ data: [row], has_more: true }),
      { type: "unprovable" },
    ],
    [
      "batches under another name",
      () => Response.json({ batches: [row], has_more: false }),
      { type: "absent" },
    ],
    ["a list alone", () => Response.json([row]), { type: "unprovable" }],
  ])("with %s proves no more than it can", async (_what, answer, found) => {
    place.answer(/GET \/batches/, answer);
    expect(await find(randomUUID())).toMatchObject(found);
  });

  test.each<[string, () => Response, string]>([
    ["429", () => refusal(429, "Slow down."), "rate_limited"],
    ["500", () => refusal(500, "Oops."), "unavailable"],
    ["a page", () => new Response("<!doctype html>", { status: 404 }), "bad_response"],
    ["a broken connection", () => Response.error(), "unreachable"],
    ["a refused key", () => refusal(401, "No."), "not_authorized"],
  ])("that ends in %s is asked again later", async (_what, answer, code) => {
    place.answer(/GET \/batches/, answer);
    await expect(find(randomUUID())).rejects.toMatchObject({ code });
  });
});
