import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openBatchPlace, refusal } from "@/tests/support/batch-place";
import { stubEnvironment } from "@/tests/support/stub-environment";
import type { LibraryPicture, StartContext } from "../provider";
import { openaiBatches } from "./openai-batches";

const place = await openBatchPlace();
stubEnvironment({ OPENAI_BASE_URL: place.url, OPENAI_API_KEY: "sk-tests" });
const wait = vi.hoisted(() => vi.fn<(ms: number) => Promise<void>>(async () => {}));
vi.mock("node:timers/promises", () => ({ setTimeout: wait }));
beforeEach(() => wait.mockClear());
afterEach(() => vi.unstubAllGlobals());

const picture = (url = "https://app.test/a.jpg") => ({ assetId: randomUUID(), url });
const request = { body: { model: "gpt-6-luna" }, files: [] };

/** What a start gets: these pictures, as often as it asks. */
function contextOf(pictures: readonly LibraryPicture[], trouble?: Error): StartContext {
  return {
    operationId: randomUUID(),
    callbackUrl: "http://app.test/",
    fileUrls: [],
    async *pictures() {
      yield* pictures;
      if (trouble) throw trouble;
    },
  };
}

const start = (context = contextOf([picture()])) => openaiBatches.start(request, context);

describe("a start", () => {
  test("sends one line a picture under the operation's name, and has a batch made of it that carries the operation", async () => {
    const pictures = [picture(), picture("data:image/jpeg;base64,aaaa")];
    const context = contextOf(pictures);
    const started = await start(context);
    expect(started).toEqual({ ref: "batch_1", observation: { state: "queued", expectedAt: null } });
    const [file] = place.files.values();
    expect(file).toMatchObject({
      name: `${context.operationId}.jsonl`,
      fields: {
        purpose: "batch",
        "expires_after[anchor]": "created_at",
        "expires_after[seconds]": String(3 * 86_400),
      },
    });
    const lines =
      file?.text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)) ?? [];
    expect(lines.map((line) => line.custom_id)).toEqual(pictures.map(({ assetId }) => assetId));
    expect(lines[1]).toMatchObject({
      method: "POST",
      url: "/v1/responses",
      body: {
        model: "gpt-6-luna",
        store: false,
        input: [{ content: [{ type: "input_text" }, { image_url: pictures[1]?.url, detail: "low" }] }],
        text: { format: { type: "json_schema", strict: true } },
      },
    });
    expect(place.batches[0]).toMatchObject({
      input_file_id: file?.id,
      endpoint: "/v1/responses",
      completion_window: "24h",
      metadata: { operation_id: context.operationId },
      output_expires_after: { anchor: "created_at", seconds: 2_592_000 },
    });
  });

  test("sends nothing where no picture is left, and costs nothing", async () => {
    await expect(start(contextOf([]))).rejects.toMatchObject({
      message: expect.stringContaining("left to be tagged"),
      facts: { retryable: false, mayHaveWorked: false },
      refusal: { charged: false },
    });
    expect(place.calls).toEqual([]);
  });

  test.each([
    ["before the first", []],
    ["after some", [picture(), picture()]],
  ])("begins nothing where the pictures break off %s, and may be made again", async (_when, pictures) => {
    await expect(start(contextOf(pictures, new Error("storage is away")))).rejects.toMatchObject({
      code: "internal",
      message: expect.stringContaining("images could not be read"),
      facts: { retryable: true, mayHaveWorked: false },
    });
    expect(place.batches).toEqual([]);
  });

  test("lets go of the pictures when its call ends early", async () => {
    let isLetGo = false;
    const endless = contextOf([]);
    endless.pictures = async function* () {
      try {
        for (;;) yield picture("x".repeat(60_000));
      } finally {
        isLetGo = true;
      }
    };
    // Nobody takes it in: the connection ends while it is being sent.
    vi.stubGlobal("fetch", async (input: Request) => {
      await input.body?.cancel();
      throw new TypeError("fetch failed");
    });
    await expect(start(endless)).rejects.toMatchObject({ code: "unreachable" });
    await expect.poll(() => isLetGo).toBe(true);
  });
});

describe("an upload that fails", () => {
  test.each([
    [500, { code: "unavailable", facts: { retryable: true, mayHaveWorked: false } }],
    [503, { code: "unavailable", facts: { retryable: true, mayHaveWorked: false } }],
    [429, { code: "rate_limited", facts: { retryable: true, mayHaveWorked: false } }],
    [401, { code: "not_authorized", facts: { retryable: true, mayHaveWorked: false } }],
    [400, { code: "rejected", facts: { retryable: false, mayHaveWorked: false } }],
    [404, { code: "misconfigured", facts: { retryable: false, mayHaveWorked: false } }],
  ])("with %i has begun nothing", async (status, error) => {
    place.answer(/POST \/files/, () => refusal(status, "No."));
    await expect(start()).rejects.toMatchObject(error);
    expect(place.calls.filter((call) => call === "POST /batches")).toEqual([]);
  });

  test("is sent once: a stream has nothing to send twice", async () => {
    place.answer(/POST \/files/, () => refusal(503, "No."));
    await expect(start()).rejects.toMatchObject({ code: "unavailable" });
    expect(place.calls.filter((call) => call === "POST /files")).toHaveLength(1);
  });

  test.each([
    ["a broken connection", () => Response.error()],
    ["an answer without an id", () => Response.json({ object: "file" })],
    ["half an answer", () => new Response('{"id":"file-')],
    ["a page", () => new Response("<!doctype html><title>Hi</title>")],
  ])("with %s has begun nothing, and what it left is deleted", async (_what, answer) => {
    place.answer(/POST \/files/, async (_nth, honest) => {
      await honest();
      return answer();
    });
    const other = place.addFile("", "others.jsonl");
    await expect(start()).rejects.toMatchObject({ facts: { retryable: true, mayHaveWorked: false } });
    expect([...place.files.keys()]).toEqual([other.id]);
  });

  test("by losing a part of the file is noticed, and deleted", async () => {
    place.answer(/POST \/files/, async (_nth, honest) => {
      const file = (await (await honest()).json()) as { bytes: number };
      return Response.json({ ...file, bytes: file.bytes - 1 });
    });
    await expect(start()).rejects.toMatchObject({ facts: { retryable: true, mayHaveWorked: false } });
    expect([place.files.size, place.batches.length]).toEqual([0, 0]);
  });

  test("is none where a gateway counts no bytes, and gives a number as id", async () => {
    place.answer(/POST \/files/, async (_nth, honest) => {
      await honest();
      return Response.json({ data: { id: 77 } });
    });
    place.answer(/POST \/batches/, () => Response.json({ id: 12, status: "Queued" }));
    expect(await start()).toEqual({ ref: "12", observation: { state: "queued", expectedAt: null } });
  });
});

describe("an upload whose time is over", () => {
  /** Stands for a connection that takes so many bytes of a body, and no more until its time is over. */
  function takes(most: number): void {
    vi.stubGlobal("fetch", async (input: Request) => {
      if (!input.url.endsWith("/files") || input.method !== "POST") return Response.json({ data: [] });
      const reader = input.body?.getReader();
      for (let bytes = 0; bytes < most;) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) break;
        bytes += value?.byteLength ?? 0;
      }
      throw new DOMException("too late", "TimeoutError");
    });
  }
  const many = contextOf(Array.from({ length: 400 }, () => picture("x".repeat(20_000))));

  test("as it is too large for its way is refused, and goes on with a smaller one at nobody's cost", async () => {
    takes(2_000_000);
    await expect(start(many)).rejects.toMatchObject({
      code: "too_slow",
      facts: { retryable: false, mayHaveWorked: false, isUnasked: true },
      refusal: { code: "too_slow", retryable: true, charged: false },
    });
  });

  test("with all of a small one sent is its provider's trouble", async () => {
    takes(Infinity);
    await expect(start()).rejects.toMatchObject({
      code: "timeout",
      facts: { retryable: true, mayHaveWorked: false },
    });
  });

  test("while our own pictures were still to come is our trouble", async () => {
    const context = contextOf([]);
    const isAwaited = Promise.withResolvers<void>();
    context.pictures = async function* () {
      yield picture();
      isAwaited.resolve();
      await new Promise(() => {});
    };
    vi.stubGlobal("fetch", async (input: Request) => {
      if (input.method === "GET") return Response.json({ data: [] });
      void input.bytes().catch(() => {});
      await isAwaited.promise;
      throw new DOMException("too late", "TimeoutError");
    });
    await expect(start(context)).rejects.toMatchObject({
      code: "internal",
      facts: { retryable: true, mayHaveWorked: false },
    });
  });

  test("as the whole process stood still makes no batch, and is our trouble", async () => {
    const now = vi.spyOn(Date, "now");
    place.answer(/POST \/files/, async (_nth, honest) => {
      const answer = await honest();
      now.mockReturnValue(8.64e15);
      return answer;
    });
    await expect(start()).rejects.toMatchObject({ code: "internal", facts: { retryable: true } });
    now.mockRestore();
    expect([place.batches.length, place.files.size]).toEqual([0, 0]);
  });
});

describe("a create call", () => {
  const cannotFind = () => refusal(400, "Cannot find file file-1, or organization org does not have access.");

  test("that does not know the file yet is made again", async () => {
    place.answer(/POST \/batches/, (nth, honest) => (nth < 3 ? cannotFind() : honest()));
    expect(await start()).toMatchObject({ ref: "batch_1" });
    expect(wait.mock.calls).toEqual([[1_000], [2_000]]);
    expect([place.batches.length, place.files.size]).toEqual([1, 1]);
  });

  test("that never knows it gives the file up, and the start is made again later", async () => {
    let now = 0;
    vi.spyOn(Date, "now").mockImplementation(() => now);
    wait.mockImplementation(async (ms) => void (now += ms));
    place.answer(/POST \/batches/, cannotFind);
    await expect(start()).rejects.toMatchObject({ facts: { retryable: true, mayHaveWorked: false } });
    vi.restoreAllMocks();
    expect(now).toBeGreaterThan(5_000);
    expect(now).toBeLessThan(20_000);
    expect(place.files.size).toBe(0);
  });

  test.each([
    [429, "rate_limited", true],
    [400, "rejected", false],
    [401, "not_authorized", true],
    [404, "misconfigured", false],
  ])("refused with %i deletes the file, and has begun nothing", async (status, code, retryable) => {
    place.answer(/POST \/batches/, () => refusal(status, "No."));
    await expect(start()).rejects.toMatchObject({ code, facts: { retryable, mayHaveWorked: false } });
    expect([place.files.size, place.calls.filter((call) => call === "POST /batches").length]).toEqual([0, 1]);
  });

  test.each([400, 429])("refused with %i as too much waits there goes on with less of it", async (status) => {
    place.answer(/POST \/batches/, () =>
      refusal(status, "Enqueued token limit reached", "token_limit_exceeded"),
    );
    await expect(start()).rejects.toMatchObject({
      code: "queue_full",
      facts: { retryable: false, mayHaveWorked: false },
      refusal: { code: "queue_full", retryable: true, charged: false },
    });
    expect(place.files.size).toBe(0);
  });

  test("of a model that is not there names the setting", async () => {
    place.answer(/POST \/batches/, () => refusal(400, "The model does not exist.", "model_not_found"));
    await expect(start()).rejects.toThrow(/TAGS_MODEL/);
  });

  test.each([
    ["500", () => refusal(500, "Oops.")],
    ["a broken connection", () => Response.error()],
    ["an answer without an id", () => Response.json({ status: "validating" })],
  ])("that ends in %s may have worked: its file stays", async (_what, answer) => {
    place.answer(/POST \/batches/, answer);
    await expect(start()).rejects.toMatchObject({ facts: { mayHaveWorked: true } });
    expect(place.files.size).toBe(1);
  });

  test("whose batch was refused at once says so", async () => {
    const errors = {
      data: [{ code: "token_limit_exceeded", message: "Enqueued token limit reached", line: null }],
    };
    place.answer(/POST \/batches/, () => Response.json({ id: "b", status: "failed", errors }));
    expect(await start()).toMatchObject({ observation: { state: "failed", error: { code: "queue_full" } } });
  });
});
