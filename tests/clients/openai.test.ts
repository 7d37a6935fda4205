import OpenAI, {
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  InvalidWebhookSignatureError,
  NotFoundError,
  RateLimitError,
  toFile,
} from "openai";
import { loadImage } from "@napi-rs/canvas";
import type { SandboxServer } from "@/sandbox/server";
import { afterEach, expect, test } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { useSandbox, webhookSecret } from "./use-sandbox";

const sandbox = useSandbox();
afterEach(() => sandbox.fast.sandbox.setFaults(""));

/** The official client, as a person would set it up, but for where it calls. */
const client = (at: SandboxServer = sandbox.fast, apiKey = "sk-proj-1234") =>
  new OpenAI({ apiKey, baseURL: `${at.url}/openai/v1`, webhookSecret });

const question = { model: "gpt-6-luna", input: "Why is the sky blue?", background: true };
const scene = {
  model: "sora-2",
  prompt: "A fox crosses a frozen lake",
  seconds: "4",
  size: "1280x720",
} as const;

/** Asks until it is over. */
async function finished(id: string, openai = client()) {
  const look = () => openai.responses.retrieve(id);
  await expect.poll(async () => (await look()).status).not.toMatch(/queued|in_progress/);
  return look();
}

async function finishedVideo(id: string, openai = client()) {
  await expect.poll(async () => (await openai.videos.retrieve(id)).status).toMatch(/completed|failed/);
  return openai.videos.retrieve(id);
}

test("an answer runs in the background from queued to its words, and says what it cost", async () => {
  const request = { ...question, metadata: { job_id: "8c1f" } };
  const waiting = await client(sandbox.slow).responses.create(request);
  expect(waiting).toMatchObject({ object: "response", status: "queued", metadata: { job_id: "8c1f" } });
  const done = await finished((await client().responses.create(request)).id);
  expect(done).toMatchObject({ status: "completed", error: null });
  expect(done.output_text).toContain(question.input);
  expect(done.usage?.total_tokens).toBeGreaterThan(0);
});

test("the image tool gives a picture beside its words", async () => {
  const photo = await renderSamplePhoto(1, "cat");
  const { id } = await client().responses.create({
    model: "gpt-6-luna",
    background: true,
    tools: [{ type: "image_generation", size: "1024x1536", output_format: "jpeg" }],
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: "A product card" },
          {
            type: "input_image",
            detail: "auto",
            image_url: `data:image/jpeg;base64,${photo.toString("base64")}`,
          },
        ],
      },
    ],
  });
  const { output } = await finished(id);
  const drawing = output.find((item) => item.type === "image_generation_call");
  expect(Buffer.from(drawing?.result ?? "", "base64").subarray(0, 3)).toEqual(
    Buffer.from([0xff, 0xd8, 0xff]),
  );
});

const script = {
  type: "object",
  properties: {
    title: { type: "string" },
    scenes: {
      type: "array",
      minItems: 3,
      maxItems: 3,
      items: {
        type: "object",
        properties: { narration: { type: "string" }, mood: { type: "string", enum: ["calm", "grand"] } },
        required: ["narration", "mood"],
        additionalProperties: false,
      },
    },
  },
  required: ["title", "scenes"],
  additionalProperties: false,
};

test("a script comes in the form of its JSON schema", async () => {
  const { id } = await client().responses.create({
    model: "gpt-6-luna",
    background: true,
    input: "A keeper lights his lamp. A fox comes to the door.",
    text: { format: { type: "json_schema", name: "story_script", strict: true, schema: script } },
  });
  const { output_text: text } = await finished(id);
  expect(JSON.parse(text)).toEqual({
    title: expect.any(String),
    scenes: Array.from({ length: 3 }, () => ({
      narration: expect.any(String),
      mood: expect.stringMatching(/^(calm|grand)$/),
    })),
  });
});

test("a picture comes with the answer, in base64", async () => {
  const { data, size } = await client().images.generate({
    model: "gpt-image-2",
    prompt: "A lighthouse at dusk",
    size: "1536x864",
    output_format: "jpeg",
  });
  expect(size).toBe("1536x864");
  const { width, height } = await loadImage(Buffer.from(data?.[0]?.b64_json ?? "", "base64"));
  expect([width, height]).toEqual([384, 216]);
});

const speech = { model: "gpt-4o-mini-tts", voice: "marin", input: "The lamp is lit." } as const;

test.each([
  ["wav", "audio/wav", "RIFF"],
  ["flac", "audio/flac", "fLaC"],
] as const)("speech comes with the answer, as %s", async (format, type, head) => {
  const answer = await client().audio.speech.create({ ...speech, response_format: format });
  expect(answer.headers.get("content-type")).toBe(type);
  expect(Buffer.from(await answer.arrayBuffer()).toString("latin1", 0, 4)).toBe(head);
});

test("an answer can be canceled while it runs, and not once it is done", async () => {
  const openai = client(sandbox.slow);
  const { id } = await openai.responses.create(question);
  expect((await openai.responses.cancel(id)).status).toBe("cancelled");
  expect((await openai.responses.retrieve(id)).status).toBe("cancelled");
  const done = await client().responses.create(question);
  await finished(done.id);
  await expect(client().responses.cancel(done.id)).rejects.toThrow(BadRequestError);
});

test("a video is made, found in the list, downloaded, and deleted", async () => {
  const openai = client();
  const created = await openai.videos.create(scene);
  expect(created).toMatchObject({ object: "video", model: "sora-2", seconds: "4", size: "1280x720" });
  expect(await finishedVideo(created.id)).toMatchObject({ status: "completed", progress: 100 });
  const listed: string[] = [];
  for await (const video of openai.videos.list({ limit: 1 })) listed.push(video.id);
  expect(listed).toContain(created.id);
  const film = Buffer.from(await (await openai.videos.downloadContent(created.id)).arrayBuffer());
  expect(film.subarray(4, 8).toString()).toBe("ftyp");
  const still = await openai.videos.downloadContent(created.id, { variant: "thumbnail" });
  expect(still.headers.get("content-type")).toBe("image/webp");
  expect(await openai.videos.delete(created.id)).toEqual({
    id: created.id,
    object: "video.deleted",
    deleted: true,
  });
  await expect(openai.videos.retrieve(created.id)).rejects.toThrow(NotFoundError);
});

test("a video starts from a picture that comes along as a file", async () => {
  const photo = await renderSamplePhoto(1, "dog");
  const reference = await toFile(photo, "dog.jpg", { type: "image/jpeg" });
  const { id } = await client().videos.create({ ...scene, input_reference: reference });
  expect((await finishedVideo(id)).status).toBe("completed");
});

test("files are uploaded, listed, read and deleted", async () => {
  const { files } = client();
  const line = '{"custom_id":"a"}\n';
  const file = await files.create({ file: await toFile(Buffer.from(line), "req.jsonl"), purpose: "batch" });
  expect(file).toMatchObject({ object: "file", filename: "req.jsonl", bytes: line.length, purpose: "batch" });
  const listed = await files.list({ purpose: "batch" });
  expect(listed.data.map(({ id }) => id)).toEqual([file.id]);
  expect(await (await files.content(file.id)).text()).toBe(line);
  expect(await files.delete(file.id)).toMatchObject({ deleted: true });
  await expect(files.retrieve(file.id)).rejects.toThrow(NotFoundError);
});

test("models are listed, with the day on which they end", async () => {
  const { data } = await client().models.list();
  expect(data.map(({ id }) => id)).toContain("gpt-6-luna");
  expect(await client().models.retrieve("gpt-4o")).toMatchObject({ shutdown_date: "2027-01-14" });
});

test("a webhook that arrived is genuine by the client's own check, and says what it is about", async () => {
  const openai = client();
  const { id } = await openai.responses.create(question);
  const { path, headers, body } = await sandbox.letterAbout(id);
  expect(path).toBe("/api/webhooks/openai");
  const event: unknown = await openai.webhooks.unwrap(body, headers);
  expect(event).toMatchObject({ object: "event", type: "response.completed", data: { id } });
  await expect(openai.webhooks.unwrap(`${body} `, headers)).rejects.toThrow(InvalidWebhookSignatureError);
});

test.each(["wrong", "sd_1234", "id:secret"])(
  "the key %s is refused as an AuthenticationError",
  async (key) => {
    const refused = client(sandbox.fast, key).models.list();
    await expect(refused).rejects.toThrow(AuthenticationError);
    await expect(refused).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
  },
);

test("what is not there is a NotFoundError, of whatever sort", async () => {
  const openai = client();
  const lost: Array<() => PromiseLike<unknown>> = [
    () => openai.responses.retrieve("resp_1"),
    () => openai.videos.retrieve("video_1"),
    () => openai.files.retrieve("file-1"),
    () => openai.models.retrieve("gpt-0"),
    () => openai.responses.create({ ...question, model: "gpt-0" }),
    () => openai.images.generate({ prompt: "A boat", model: "gpt-image-0" }),
    () => openai.audio.speech.create({ ...speech, model: "tts-0" }),
  ];
  for (const ask of lost) await expect(ask()).rejects.toThrow(NotFoundError);
});

test("too many requests are tried three times and then a RateLimitError; a passing 500 is not seen at all", async () => {
  const { sandbox: fast } = sandbox.fast;
  fast.journal.clear();
  fast.setFaults("429@list-models,retry-after=0");
  const refused = Promise.resolve(client().models.list());
  await expect(refused).rejects.toThrow(RateLimitError);
  await expect(refused).rejects.toMatchObject({ status: 429, code: "rate_limit_exceeded" });
  expect(fast.journal.count("GET /openai/v1/models")).toBe(3);
  fast.setFaults("500@list-models*1");
  expect((await client().models.list()).data.length).toBeGreaterThan(0);
  fast.setFaults("500@list-models");
  await expect(client().models.list({ maxRetries: 0 })).rejects.toThrow(InternalServerError);
});

test("what the real one refuses is a BadRequestError with the field's name, and makes nothing", async () => {
  const openai = client();
  const { journal } = sandbox.fast.sandbox;
  journal.clear();
  const refused: Array<[() => PromiseLike<unknown>, string | null]> = [
    [() => openai.responses.create({ ...question, store: false }), "store"],
    [() => openai.responses.create({ ...question, input: "[[forbidden]]" }), "input"],
    [() => openai.videos.create({ ...scene, prompt: "[[forbidden]]" }), "prompt"],
    [() => openai.images.generate({ prompt: "[[forbidden]]" }), null],
    [() => openai.images.generate({ prompt: "A boat", size: "1280x700" }), "size"],
    [() => openai.audio.speech.create({ ...speech, voice: "nobody" }), "voice"],
    [() => openai.audio.speech.create({ ...speech, input: "a".repeat(4_097) }), null],
    // @ts-expect-error the client knows which there are
    [() => openai.videos.create({ ...scene, seconds: "5" }), "seconds"],
  ];
  for (const [ask, param] of refused) {
    const answer = Promise.resolve(ask());
    await expect(answer).rejects.toThrow(BadRequestError);
    await expect(answer).rejects.toMatchObject({ param });
  }
  expect(journal.count()).toBe(refused.length);
});

test("work that fails says so in its own object, as the client's types have it", async () => {
  sandbox.fast.sandbox.setFaults("failed@create-video*1,moderation@create-response*1");
  const video = await client().videos.create(scene);
  expect(await finishedVideo(video.id)).toMatchObject({ status: "failed", error: { code: "server_error" } });
  const { id } = await client().responses.create(question);
  const [message] = (await finished(id)).output;
  expect(message).toMatchObject({
    type: "message",
    content: [{ type: "refusal", refusal: expect.any(String) }],
  });
});
