import { createHash, createPublicKey, verify } from "node:crypto";
import { ApiError, createFalClient, ValidationError } from "@fal-ai/client";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import type { SandboxServer } from "@/sandbox/server";
import { useSandbox } from "./use-sandbox";

const sandbox = useSandbox();
afterEach(() => sandbox.fast.sandbox.setFaults(""));

const model = "fal-ai/veo3.1/fast";
const input = { prompt: "A paper boat", duration: "4s", aspect_ratio: "9:16" } as const;

/** The official client, as a person would set it up, but for where it calls. */
const client = (at: SandboxServer = sandbox.fast, credentials = "id:secret") =>
  createFalClient({
    credentials,
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace("https://queue.fal.run", `${at.url}/fal`),
    }),
  });

/** What a promise is rejected with. */
async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error("It was not rejected."),
    (error: unknown) => error,
  );
}

test("a request is submitted, asked about, and its result fetched with a film that plays", async () => {
  const { queue } = client();
  const submitted = await queue.submit(model, { input });
  expect(submitted).toMatchObject({ status: "IN_QUEUE", queue_position: expect.any(Number) });
  const requestId = submitted.request_id;
  const status = () => queue.status(model, { requestId, logs: true });
  await expect.poll(async () => (await status()).status).toBe("COMPLETED");
  expect(await status()).toMatchObject({ metrics: { inference_time: expect.any(Number) } });
  const result = await queue.result(model, { requestId });
  expect(result.requestId).toBe(requestId);
  const { url, file_size: size } = z
    .object({ video: z.object({ url: z.string(), file_size: z.number() }) })
    .parse(result.data).video;
  const film = Buffer.from(await (await fetch(url)).arrayBuffer());
  expect(film.byteLength).toBe(size);
  expect(film.subarray(4, 8).toString()).toBe("ftyp");
});

test("subscribe goes to the end by itself, and hears of it", async () => {
  const heard: string[] = [];
  const { data } = await client().subscribe(model, {
    input,
    logs: true,
    pollInterval: 5,
    onQueueUpdate: ({ status }) => heard.push(status),
  });
  expect(data).toMatchObject({ video: { content_type: "video/mp4" } });
  expect(heard.at(-1)).toBe("COMPLETED");
  expect(heard).toEqual(heard.toSorted((a, b) => order(a) - order(b)));
});

test("a picture is drawn, and lies behind its link", async () => {
  const { data } = await client().subscribe("fal-ai/flux-2", {
    input: { prompt: "A fox in the forest", image_size: { width: 1536, height: 864 }, output_format: "jpeg" },
    pollInterval: 5,
  });
  expect(data.images).toMatchObject([{ content_type: "image/jpeg", width: 384, height: 216 }]);
  const picture = Buffer.from(await (await fetch(data.images[0]?.url ?? "")).arrayBuffer());
  expect([picture.subarray(0, 2).toString("hex"), picture.subarray(-2).toString("hex")]).toEqual([
    "ffd8",
    "ffd9",
  ]);
});

test("a text is spoken, and lies behind its link with its length beside it", async () => {
  const { data } = await client().subscribe("fal-ai/minimax/speech-2.8-turbo", {
    input: { prompt: "The lamp is lit.", output_format: "url", audio_setting: { format: "flac" } },
    pollInterval: 5,
  });
  expect(data).toMatchObject({ audio: { content_type: "audio/flac" }, duration_ms: expect.any(Number) });
  const voice = Buffer.from(await (await fetch(data.audio.url)).arrayBuffer());
  expect(voice.toString("latin1", 0, 4)).toBe("fLaC");
});

test("a voice that nobody has is a ValidationError that says where", async () => {
  const input = { prompt: "Hello", voice_setting: { voice_id: "Nobody" } };
  const refused = await errorOf(client().queue.submit("fal-ai/minimax/speech-2.8-turbo", { input }));
  expect((refused as ValidationError).fieldErrors).toMatchObject([
    { loc: ["body", "voice_setting", "voice_id"], type: "value_error" },
  ]);
});

const order = (status: string) => ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"].indexOf(status);

test("a request can be canceled while it waits; afterwards that is a 400, and the result says who canceled", async () => {
  const { queue } = client(sandbox.slow);
  const { request_id: requestId } = await queue.submit(model, { input });
  await queue.cancel(model, { requestId });
  const again = await errorOf(queue.cancel(model, { requestId }));
  expect(again).toBeInstanceOf(ApiError);
  expect(again).toMatchObject({ status: 400, body: { status: "ALREADY_COMPLETED" } });
  expect(await errorOf(queue.result(model, { requestId }))).toMatchObject({
    body: { error_type: "client_cancelled" },
  });
});

test("a result that is not there yet is an ApiError", async () => {
  const { queue } = client(sandbox.slow);
  const { request_id: requestId } = await queue.submit(model, { input });
  expect(await errorOf(queue.result(model, { requestId }))).toMatchObject({ status: 400 });
});

test("a field that is wrong is a ValidationError that names it and what it may be", async () => {
  const refused = await errorOf(
    // @ts-expect-error the client knows the lengths
    client().queue.submit(model, { input: { ...input, duration: "5s" } }),
  );
  expect(refused).toBeInstanceOf(ValidationError);
  expect((refused as ValidationError).getFieldErrors("duration")).toMatchObject([
    { loc: ["body", "duration"], msg: "Input should be '4s', '6s' or '8s'", type: "literal_error" },
  ]);
});

test("moderation is a completed request whose result is a ValidationError", async () => {
  sandbox.fast.sandbox.setFaults("moderation@fal-submit");
  const refused = await errorOf(client().subscribe(model, { input, pollInterval: 5 }));
  expect(refused).toBeInstanceOf(ValidationError);
  expect((refused as ValidationError).fieldErrors).toMatchObject([{ type: "content_policy_violation" }]);
});

test("a runner that fails is an ApiError of the result", async () => {
  sandbox.fast.sandbox.setFaults("failed@fal-submit");
  const failed = await errorOf(client().subscribe(model, { input, pollInterval: 5 }));
  expect(failed).toMatchObject({ status: 500, body: { error_type: "runner_server_error" } });
});

test.each([
  ["wrong", "No user found for Key ID and Secret"],
  ["", "Authentication is required to access this application."],
])("the key %o is an ApiError 401", async (key, detail) => {
  const refused = await errorOf(client(sandbox.fast, key).queue.submit(model, { input }));
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ status: 401, body: { detail } });
});

test("an unknown model and an unknown request are ApiErrors 404", async () => {
  const { queue } = client();
  const unknown = await errorOf(queue.submit("fal-ai/nonsense", { input: { prompt: "x" } }));
  expect(unknown).toMatchObject({ status: 404, body: { detail: 'Application "nonsense" not found' } });
  const requestId = "00000000-0000-0000-0000-000000000000";
  expect(await errorOf(queue.status(model, { requestId }))).toMatchObject({ status: 404 });
});

test("the client gets over a 429 by itself", async () => {
  const { queue } = client();
  sandbox.fast.sandbox.setFaults("429@fal-submit*1");
  expect((await queue.submit(model, { input })).status).toBe("IN_QUEUE");
});

test("a webhook that was asked for arrives with the result, signed by a key that is published", async () => {
  const webhookUrl = `${sandbox.appUrl}/hooks/fal?op=1`;
  const { request_id: id } = await client().queue.submit(model, { input, webhookUrl });
  const { path, headers, body } = await sandbox.letterAbout(id);
  expect(path).toBe("/hooks/fal?op=1");
  expect(JSON.parse(body)).toMatchObject({
    request_id: id,
    status: "OK",
    payload: { video: { content_type: "video/mp4" } },
  });
  expect(await isGenuine(headers, body)).toBe(true);
  expect(await isGenuine(headers, `${body} `)).toBe(false);
});

/** As fal's page on webhooks has a receiver check it; the client brings nothing for that. */
async function isGenuine(headers: Record<string, unknown>, body: string): Promise<boolean> {
  const value = (name: string) => z.string().parse(headers[`x-fal-webhook-${name}`]);
  const hash = createHash("sha256").update(body).digest("hex");
  const message = [value("request-id"), value("user-id"), value("timestamp"), hash].join("\n");
  const jwks = await fetch(`${sandbox.fast.url}/fal/.well-known/jwks.json`);
  const Jwk = z.object({ kty: z.string(), crv: z.string(), x: z.string() });
  return z
    .object({ keys: z.array(Jwk) })
    .parse(await jwks.json())
    .keys.map((key) => createPublicKey({ key, format: "jwk" }))
    .some((key) => verify(null, Buffer.from(message), key, Buffer.from(value("signature"), "hex")));
}
