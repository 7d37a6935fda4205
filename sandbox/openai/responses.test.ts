import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadImage } from "@napi-rs/canvas";
import OpenAI, { BadRequestError, NotFoundError } from "openai";
import { expect, test } from "vitest";
import { renderSamplePhoto } from "../pictures/sample-photo";
import { bench, BASE } from "../test-bench";

const RESPONSES = "/openai/v1/responses";
const PROMPT = "Why does film need darkness while it develops?";

/** The real SDK, with its requests led into the sandbox. */
function client(b: ReturnType<typeof bench>, on = b.sandbox): OpenAI {
  return new OpenAI({
    apiKey: "sk-test",
    baseURL: `${BASE}/openai/v1`,
    maxRetries: 0,
    fetch: async (url, init) => on.handle(new Request(url, init)),
  });
}

const chat = (
  b: ReturnType<typeof bench>,
  more: Partial<OpenAI.Responses.ResponseCreateParamsNonStreaming> = {},
) =>
  client(b).responses.create({
    model: "gpt-6-luna",
    input: PROMPT,
    background: true,
    metadata: { job_id: "8c1f" },
    ...more,
  });

const card = (b: ReturnType<typeof bench>, image?: string) =>
  chat(b, {
    tools: [{ type: "image_generation", size: "1024x1536", output_format: "jpeg" }],
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: "A card for a cat collar, dark and elegant" },
          ...(image === undefined
            ? []
            : [{ type: "input_image" as const, image_url: image, detail: "auto" as const }]),
        ],
      },
    ],
  });

function pictureIn(response: OpenAI.Responses.Response): Buffer {
  const call = response.output.find((item) => item.type === "image_generation_call");
  return Buffer.from(call?.result ?? "", "base64");
}

test("an answer in words is queued, in progress, completed; it names the prompt and says what it cost", async () => {
  const b = bench();
  const { id, status, metadata } = await chat(b);
  expect([status, metadata]).toEqual(["queued", { job_id: "8c1f" }]);
  b.pass(5);
  expect((await client(b).responses.retrieve(id)).status).toBe("in_progress");
  b.pass(10);
  const done = await client(b).responses.retrieve(id);
  expect(done.status).toBe("completed");
  expect(done.output_text).toContain(PROMPT);
  expect(done.output_text.split("\n\n").length).toBeGreaterThan(5);
  expect(done.usage?.total_tokens).toBe((done.usage?.input_tokens ?? 0) + (done.usage?.output_tokens ?? 0));
});

test("a card is a picture of the size asked for, the same at every look and after a restart", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = bench({ dataFile });
  const { id } = await card(b);
  b.pass(15);
  expect((await client(b).responses.retrieve(id)).status).toBe("in_progress");
  b.pass(10);
  const done = await client(b).responses.retrieve(id);
  const picture = pictureIn(done);
  const image = await loadImage(picture);
  expect([image.width, image.height]).toEqual([1024, 1536]);
  expect(done.usage?.output_tokens).toBeGreaterThan(1_000);
  expect(pictureIn(await client(b, b.open()).responses.retrieve(id)).equals(picture)).toBe(true);
});

test("a photo in the request is seen on the card; one that cannot be read does no harm", async () => {
  const drawn = async (image?: string) => {
    const b = bench();
    const { id } = await card(b, image);
    b.pass(30);
    return pictureIn(await client(b).responses.retrieve(id));
  };
  const photo = await renderSamplePhoto(1, "cat");
  const without = await drawn();
  expect((await drawn(`data:image/jpeg;base64,${photo.toString("base64")}`)).equals(without)).toBe(false);
  expect((await drawn("data:image/jpeg;base64,AAAA")).equals(without)).toBe(true);
  expect((await drawn("http://nowhere.test/a.jpg")).equals(without)).toBe(true);
});

test("canceling ends it for good, also after a restart; what has ended cannot be canceled", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = bench({ dataFile });
  const { id } = await chat(b);
  b.pass(5);
  expect((await client(b).responses.cancel(id)).status).toBe("cancelled");
  b.pass(60);
  expect((await client(b, b.open()).responses.retrieve(id)).status).toBe("cancelled");
  const other = await chat(b);
  b.pass(60);
  await expect(client(b).responses.cancel(other.id)).rejects.toThrow(BadRequestError);
});

test("too small a budget leaves the answer incomplete", async () => {
  const b = bench();
  const { id } = await chat(b, { max_output_tokens: 16 });
  b.pass(20);
  const response = await client(b).responses.retrieve(id);
  expect(response).toMatchObject({
    status: "incomplete",
    incomplete_details: { reason: "max_output_tokens" },
  });
  expect(response.output_text).toHaveLength(64);
  expect(response.usage?.output_tokens).toBe(16);
});

test("in the foreground the answer is there at once", async () => {
  expect((await chat(bench(), { background: false })).status).toBe("completed");
});

test("failed work is failed; moderation refuses words and fails pictures", async () => {
  const failing = bench({ faults: "failed@create-response*1,moderation" });
  const [failed, words, picture] = [await chat(failing), await chat(failing), await card(failing)];
  failing.pass(60);
  const sdk = client(failing).responses;
  expect(await sdk.retrieve(failed.id)).toMatchObject({ status: "failed", error: { code: "server_error" } });
  expect(await sdk.retrieve(words.id)).toMatchObject({
    status: "completed",
    output: [{ content: [{ type: "refusal" }] }],
  });
  expect(await sdk.retrieve(picture.id)).toMatchObject({
    status: "failed",
    error: { code: "image_content_policy_violation" },
  });
});

test("a forbidden prompt and an unknown response are refused in OpenAI's words", async () => {
  const b = bench();
  await expect(chat(b, { input: "something [[forbidden]]" })).rejects.toMatchObject({
    status: 400,
    code: "moderation_blocked",
  });
  await expect(client(b).responses.retrieve("resp_1")).rejects.toThrow(NotFoundError);
  expect(b.sandbox.journal.report().byRoute).toEqual({
    [`POST ${RESPONSES}`]: 1,
    [`GET ${RESPONSES}/:id`]: 1,
  });
});

test("what is not stored runs in the foreground alone, and cannot be read again", async () => {
  const b = bench();
  await expect(chat(b, { store: false })).rejects.toMatchObject({
    status: 400,
    param: "store",
    message: expect.stringContaining("Background mode requires 'store' to be true."),
  });
  const { id, ...rest } = await chat(b, { background: false, store: false });
  expect(rest).toMatchObject({ status: "completed", store: false });
  await expect(client(b).responses.retrieve(id)).rejects.toThrow(NotFoundError);
});
