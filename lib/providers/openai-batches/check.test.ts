import { describe, expect, test } from "vitest";
import { openBatchPlace, refusal } from "@/tests/support/batch-place";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openaiBatches } from "./openai-batches";

const place = await openBatchPlace();
stubEnvironment({ OPENAI_BASE_URL: place.url, OPENAI_API_KEY: "sk-tests" });

const seconds = (ago = 0) => Math.floor(Date.now() / 1_000) - ago;
const check = (refs: readonly string[]) => openaiBatches.check(refs, () => true);
const content = (id: string) => ({ url: `${place.url}/files/${id}/content`, expiresAt: null });
const counts = (total: number, completed: number, failed = 0) => ({
  request_counts: { total, completed, failed },
});

/** What is made of a batch with these fields, asked for by itself. */
async function seen(fields: Record<string, unknown>) {
  const { id } = place.addBatch(fields);
  return (await check([String(id)])).get(String(id));
}

describe("a batch that is under way", () => {
  test("validates with nothing counted: it waits", async () => {
    expect(await seen({ ...counts(0, 0) })).toEqual({ state: "queued", expectedAt: null });
  });

  test("shows no share of it while nothing is counted, and then how many are done", async () => {
    expect(await seen({ status: "in_progress", ...counts(0, 0) })).toEqual({
      state: "running",
      progress: null,
      expectedAt: null,
    });
    expect(await seen({ status: "in_progress", ...counts(240, 120, 2) })).toEqual({
      state: "running",
      progress: 50,
      expectedAt: null,
      parts: { done: 122, of: 240 },
    });
  });

  test.each(["finalizing", "in_progress"])(
    "is never done before it says so: all of it counted, and %s",
    async (status) => {
      expect(await seen({ status, ...counts(9, 9) })).toMatchObject({
        state: "running",
        progress: 99,
        parts: { done: 9, of: 9 },
      });
    },
  );

  test("is being canceled for up to ten minutes, and runs until it is", async () => {
    expect(await seen({ status: "cancelling", ...counts(4, 1) })).toMatchObject({
      state: "running",
      progress: 25,
    });
  });
});

describe("a batch that is over", () => {
  test("offers its output and error file, its tokens and its counts", async () => {
    const ended = { output_file_id: "file-o", error_file_id: "file-e", usage: { total_tokens: 4_711 } };
    expect(await seen({ status: "completed", ...counts(10, 9, 1), ...ended })).toEqual({
      state: "succeeded",
      files: [content("file-o"), content("file-e")],
      isCutShort: false,
      tokensUsed: 4_711,
      parts: { done: 10, of: 10 },
    });
  });

  test("of which every line failed has an error file alone, which is read", async () => {
    expect(await seen({ status: "completed", ...counts(9, 0, 9), error_file_id: "file-e" })).toMatchObject({
      state: "succeeded",
      files: [content("file-e")],
    });
  });

  test.each(["", null, undefined, 0, "  "])("has no file where its id is %o", async (error_file_id) => {
    const ended = { output_file_id: "file-o", error_file_id };
    expect(await seen({ status: "completed", ...ended })).toMatchObject({ files: [content("file-o")] });
  });

  test.each(["expired", "cancelled"])("as %s keeps what it did, whatever its counts say", async (status) => {
    const ended = { output_file_id: "file-o", error_file_id: "file-e", ...counts(10, 1, 0) };
    expect(await seen({ status, ...ended })).toMatchObject({
      state: "succeeded",
      isCutShort: true,
      files: [content("file-o"), content("file-e")],
      parts: { done: 1, of: 10 },
    });
  });

  test.each([
    ["expired", "expired"],
    ["completed", "no_result"],
  ])("as %s without any file has failed, can be tried again and costs nothing", async (status, code) => {
    const ended = {
      output_file_id: "",
      error_file_id: null,
      completed_at: seconds(86_400),
      ...counts(10, 0),
    };
    expect(await seen({ status, ...ended })).toMatchObject({
      state: "failed",
      error: { code, retryable: true, charged: false },
    });
  });

  test("without any file was stopped by somebody: it is canceled, and no failure that goes on by itself", async () => {
    const ended = { status: "cancelled", cancelled_at: seconds(60), ...counts(10, 0) };
    expect(await seen(ended)).toEqual({ state: "canceled" });
    expect(await seen({ ...ended, cancelled_at: seconds(86_400), ...counts(10, 3) })).toEqual({
      state: "canceled",
    });
  });

  test.each([
    ["completed", "file-o"],
    ["expired", null],
    ["cancelled", null],
    ["failed", null],
  ])("as %s has its input deleted, which nobody waits for", async (status, output_file_id) => {
    const isAsked = Promise.withResolvers<void>();
    const goesOn = Promise.withResolvers<void>();
    place.answer(/DELETE/, async (_nth, honest) => {
      isAsked.resolve();
      await goesOn.promise;
      return honest();
    });
    const input = place.addFile("", "ours.jsonl");
    const under = place.addFile("", "others.jsonl");
    await seen({ status: "finalizing", input_file_id: under.id });
    await seen({ status, output_file_id, completed_at: seconds(86_400), input_file_id: input.id });
    expect(place.files.size).toBe(2);
    await isAsked.promise;
    goesOn.resolve();
    await expect.poll(() => [...place.files.keys()]).toEqual([under.id]);
  });

  test("may name its files a little later than its end, and has none where they never come", async () => {
    const ended = { status: "completed", ...counts(3, 3) };
    expect(await seen({ ...ended, completed_at: seconds(20) })).toMatchObject({
      state: "running",
      progress: 99,
    });
    expect(await seen({ ...ended, completed_at: seconds(3_600) })).toMatchObject({
      error: { code: "no_result", charged: null },
    });
  });
});

describe("a batch that was refused whole", () => {
  const failed = (code: string | null, message = "No.", line: number | null = null) => ({
    status: "failed",
    errors: { object: "list", data: [{ code, message, line, param: null }] },
  });

  test("as too much waits there already goes on by itself: no image is at fault, nothing is charged", async () => {
    expect(await seen(failed("token_limit_exceeded", "Enqueued token limit reached for gpt-6-luna"))).toEqual(
      {
        state: "failed",
        error: {
          code: "queue_full",
          message: expect.stringContaining("takes no more images"),
          retryable: true,
          charged: false,
        },
      },
    );
    const words = "Enqueued token limit reached for gpt-6-luna in organization org-1. Limit: 1,350,000";
    expect(await seen(failed(null, words))).toMatchObject({ error: { code: "queue_full" } });
  });

  test.each([
    "invalid_json_line",
    "duplicate_custom_id",
    "url_mismatch",
    "mismatched_url",
    "model_mismatch",
    "mismatched_model",
    "empty_file",
    "too_many_tasks",
    "invalid_url",
    "missing_required_parameter",
  ])("for its file (%s) is our fault, is not tried again, and says which line", async (code) => {
    expect(await seen(failed(code, "Bad line", 17))).toEqual({
      state: "failed",
      error: {
        code: "internal",
        message: expect.stringContaining(`${code}, line 17`),
        retryable: false,
        charged: false,
      },
    });
  });

  test.each<[string, Record<string, unknown>, object]>([
    [
      "for its model",
      failed("model_not_found", "No such model."),
      { code: "misconfigured", retryable: true },
    ],
    ["over money", failed("insufficient_quota"), { code: "payment_required", retryable: true }],
    ["in the provider's own trouble", failed("server_error"), { code: "server_error", retryable: true }],
    ["against the rules", failed("content_policy_violation"), { code: "moderation", retryable: false }],
    ["with an error that is text", { status: "failed", errors: "Too bad." }, { message: "Too bad." }],
    ["with a list alone", { status: "failed", errors: [{ code: "empty_file" }] }, { code: "internal" }],
    ["without a word", { status: "failed", errors: null }, { code: "failed", retryable: true }],
  ])("%s is told so", async (_why, fields, error) => {
    expect(await seen(fields)).toMatchObject({ state: "failed", error: { charged: false, ...error } });
  });

  test("leaves its input to us: it is deleted, and nobody else's", async () => {
    const input = place.addFile("", "ours.jsonl");
    const others = place.addFile("", "others.jsonl");
    place.addBatch({ status: "in_progress", input_file_id: others.id });
    await seen({ ...failed("token_limit_exceeded"), input_file_id: input.id });
    await expect.poll(() => [...place.files.keys()]).toEqual([others.id]);
  });

  test("is told so where its input cannot be deleted too", async () => {
    place.answer(/DELETE/, () => refusal(500, "No."));
    const input = place.addFile("", "ours.jsonl");
    const fields = { ...failed("token_limit_exceeded"), input_file_id: input.id };
    expect(await seen(fields)).toMatchObject({ error: { code: "queue_full" } });
  });
});

describe("a gateway's batch", () => {
  test.each<[string, Record<string, unknown>, object]>([
    ["in capitals", { status: "IN_PROGRESS" }, { state: "running" }],
    ["with a prefix", { status: "JOB_STATE_SUCCEEDED", output_file_id: "f" }, { state: "succeeded" }],
    ["under another name", { status: undefined, state: "queued" }, { state: "queued" }],
    ["inside an envelope", { status: undefined, data: { id: "x", status: "running" } }, { state: "running" }],
    ["without counts", { status: "in_progress", request_counts: null }, { state: "running", progress: null }],
    [
      "with counts as text",
      { status: "in_progress", request_counts: { total: "4", completed: "1" } },
      { progress: 25 },
    ],
    [
      "with files that have numbers",
      { status: "completed", output_file_id: 12 },
      { files: [{ url: expect.stringContaining("/files/12/content") }] },
    ],
    [
      "with more done than there are",
      { status: "in_progress", ...counts(2, 3) },
      { progress: 99, parts: { done: 2, of: 2 } },
    ],
    [
      "with a word that nobody knows",
      { status: "simmering", ...counts(4, 2) },
      { state: "running", progress: 50 },
    ],
    [
      "that is over, in a word that nobody knows",
      { status: "simmered", output_file_id: "f", completed_at: seconds() },
      { state: "succeeded" },
    ],
    [
      "with tokens that nobody has added up",
      { status: "completed", output_file_id: "f", usage: { input_tokens: 2, output_tokens: 3 } },
      { tokensUsed: 5 },
    ],
    [
      "with no tokens at all",
      { status: "completed", output_file_id: "f", usage: { total_tokens: 0 } },
      { files: [{}] },
    ],
  ])("%s is read", async (_how, fields, expected) => {
    expect(await seen(fields)).toMatchObject(expected);
  });

  test("that says nothing at all says nothing of the work", async () => {
    place.answer(/GET \/batches\/b/, () => Response.json({}));
    expect((await check(["b"])).get("b")).toMatchObject({ code: "bad_response" });
  });
});

describe("a check", () => {
  const many = (count: number, fields = {}) =>
    Array.from({ length: count }, () => String(place.addBatch({ status: "in_progress", ...fields })["id"]));

  test("of 100 batches is one list call", async () => {
    const refs = many(100, counts(4, 1));
    const answers = await check(refs);
    expect(refs.map((ref) => answers.get(ref))).toEqual(
      refs.map(() => expect.objectContaining({ state: "running", progress: 25 })),
    );
    expect(place.calls).toEqual(["GET /batches"]);
  });

  test("of one or two asks for them alone", async () => {
    await check(many(2));
    expect(place.calls.toSorted()).toEqual(["GET /batches/batch_1", "GET /batches/batch_2"]);
  });

  test("asks for the batch itself where a row does not tell how it ended", async () => {
    const refs = many(4, { status: "completed", output_file_id: "file-o" });
    place.answer(/GET \/batches$/, () => {
      const rows = place.batches.map(({ id, status }) => ({ id, status }));
      return Response.json({ data: rows, has_more: false });
    });
    for (const answer of (await check(refs)).values()) expect(answer).toMatchObject({ state: "succeeded" });
  });

  test("deletes the input of every batch that a list shows as refused", async () => {
    const errors = { data: [{ code: "token_limit_exceeded" }] };
    for (let n = 0; n < 4; n++) many(1, { status: "failed", errors, input_file_id: place.addFile("").id });
    await check(place.batches.map(({ id }) => String(id)));
    await expect.poll(() => place.files.size).toBe(0);
  });

  test("says missing where the provider itself knows it no more, and of that one only", async () => {
    const [one = ""] = many(1);
    const answers = await check([one, "batch_gone"]);
    expect(answers.get("batch_gone")).toEqual({ state: "missing" });
    expect(answers.get(one)).toMatchObject({ state: "running" });
  });

  test.each<[string, () => Response, object]>([
    ["a 400 for a 404", () => refusal(400, "No batch found with id 'b'."), { state: "missing" }],
    ["a page for a 404", () => new Response("<html></html>", { status: 404 }), { code: "bad_response" }],
    [
      "an error that is text",
      () => Response.json({ error: "Not found" }, { status: 404 }),
      { state: "missing" },
    ],
    ["a refused key", () => refusal(401, "No."), { code: "not_authorized" }],
    ["500", () => refusal(500, "No."), { code: "unavailable" }],
    ["429", () => refusal(429, "No."), { code: "rate_limited" }],
    ["a broken connection", () => Response.error(), { code: "unreachable" }],
    [
      "429 in the body of a 200",
      () => Response.json({ code: 429, message: "busy" }),
      { code: "rate_limited" },
    ],
  ])("that is answered with %s takes it for what it is", async (_what, answer, expected) => {
    place.answer(/GET \/batches\/b/, answer);
    expect((await check(["b"])).get("b")).toMatchObject(expected);
  });

  test("does not answer a list call that ends badly with a hail of single ones", async () => {
    place.answer(/GET \/batches$/, () => refusal(429, "Slow down."));
    const answers = await check(many(50));
    expect([...answers.values()].every((answer) => answer instanceof Error)).toBe(true);
    expect(place.calls).toHaveLength(1);
  });

  test("asks nothing once its time is over", async () => {
    expect((await openaiBatches.check(many(5), () => false)).size).toBe(0);
    expect(place.calls).toEqual([]);
  });
});

describe("a batch that a webhook names", () => {
  test("is told by the operation that it carries, and is nobody's without", async () => {
    place.addBatch({ metadata: { operation_id: "op-1" } });
    place.addBatch({ metadata: null });
    expect(await openaiBatches.identify?.("batch_1")).toBe("op-1");
    expect(await openaiBatches.identify?.("batch_2")).toBeNull();
    expect(await openaiBatches.identify?.("batch_gone")).toBeNull();
  });
});

describe("a cancel", () => {
  const cancel = () => openaiBatches.cancel?.("batch_1");

  test("is asked for, and takes its time", async () => {
    place.addBatch({ status: "in_progress" });
    expect(await cancel()).toBe("requested");
    expect(place.calls).toEqual(["POST /batches/batch_1/cancel"]);
  });

  test.each<[string, () => Response, string]>([
    ["has a batch that is canceled", () => Response.json({ id: "b", status: "cancelled" }), "canceled"],
    ["finds a batch that is over", () => Response.json({ id: "b", status: "completed" }), "finished"],
    [
      "is refused, as it is over",
      () => refusal(400, "Cannot cancel a batch with status completed."),
      "finished",
    ],
    ["is refused with a conflict", () => refusal(409, "It is over."), "finished"],
    ["is answered with nothing", () => new Response(null, { status: 204 }), "requested"],
  ])("that %s is told so", async (_how, answer, said) => {
    place.answer(/cancel/, answer);
    expect(await cancel()).toBe(said);
  });

  test("that a place does not offer, or that finds no way there, has stopped nothing", async () => {
    place.answer(/cancel/, () => refusal(405, "No."));
    await expect(cancel()).rejects.toMatchObject({ facts: { isUnsupported: true } });
    place.answer(/cancel/, () => Response.error());
    await expect(cancel()).rejects.toMatchObject({ code: "unreachable" });
  });
});

describe("new work", () => {
  test("is refused with a model that was shut down, by the name of its setting", async () => {
    const now = new Date("2026-11-26");
    place.answer(/GET \/models/, () => Response.json({ data: [{ id: "old", shutdown_date: "2026-01-01" }] }));
    expect(await openaiBatches.refusal?.("old", now)).toMatch(/Set TAGS_MODEL/);
    expect(await openaiBatches.refusal?.("gpt-6-luna", now)).toBeNull();
  });
});
