import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadImage } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { z } from "zod";
import type { SandboxOptions } from "../create-sandbox";
import { BASE, bench } from "../test-bench";
import { requestId } from "./request-id";

const small: SandboxOptions = { scale: 0.1 };
const FLUX = "fal-ai/flux-2";
const MINIMAX = "fal-ai/minimax/speech-2.8-turbo";
const picture = {
  prompt: "A fox in the forest",
  image_size: { width: 1_536, height: 864 },
  output_format: "jpeg",
};
const voice = {
  prompt: "The lamp is lit.",
  voice_setting: { voice_id: "Calm_Woman" },
  audio_setting: { format: "flac" },
  output_format: "url",
};

const Submitted = z.object({ status_url: z.string(), response_url: z.string() });
const File = z.object({ url: z.string(), content_type: z.string(), file_size: z.number() });
const Pictures = z.object({
  images: z.array(File.extend({ width: z.number(), height: z.number() })),
  has_nsfw_concepts: z.array(z.boolean()),
  seed: z.number(),
});
const Voice = z.object({ audio: File, duration_ms: z.number() });

const pathOf = (url: string) => new URL(url).pathname;

/** What a run ends with, as JSON. */
async function result(model: string, input: unknown, b = bench(small)): Promise<unknown> {
  const { response_url: url } = Submitted.parse(await b.json("POST", `/fal/${model}`, input));
  b.pass(40);
  return (await b.request("GET", pathOf(url))).json();
}

async function fileAt(url: string, b: ReturnType<typeof bench>) {
  const response = await b.request("GET", pathOf(url));
  return { type: response.headers.get("content-type"), bytes: Buffer.from(await response.arrayBuffer()) };
}

test("a picture waits, is drawn in about 10 s, and lies behind a link, of the size asked for", async () => {
  const b = bench(small);
  const { status_url: status, response_url: url } = Submitted.parse(
    await b.json("POST", `/fal/${FLUX}`, picture),
  );
  const look = async () => (await b.json("GET", pathOf(status))).status;
  expect(await look()).toBe("IN_QUEUE");
  b.pass(4);
  expect(await look()).toBe("IN_PROGRESS");
  b.pass(9);
  expect(await look()).toBe("COMPLETED");
  const { images, has_nsfw_concepts: nsfw } = Pictures.parse(
    await (await b.request("GET", pathOf(url))).json(),
  );
  expect([images.length, nsfw]).toEqual([1, [false]]);
  const file = await fileAt(images[0]?.url ?? "", b);
  expect([file.type, file.bytes.byteLength]).toEqual(["image/jpeg", images[0]?.file_size]);
  const { width, height } = await loadImage(file.bytes);
  expect([width, height]).toEqual([154, 86]);
});

test("several pictures differ, and lie behind a link each", async () => {
  const b = bench(small);
  const { images } = Pictures.parse(await result(FLUX, { ...picture, num_images: 3 }, b));
  const files = await Promise.all(
    images.map(async ({ url }) => (await fileAt(url, b)).bytes.toString("base64")),
  );
  expect(new Set(files).size).toBe(3);
});

test.each([
  ["fal-ai/flux/schnell", { prompt: "x" }, [102, 77], "image/jpeg"],
  ["fal-ai/flux-2/flash", { prompt: "x", image_size: "portrait_16_9" }, [58, 102], "image/png"],
  [
    "fal-ai/nano-banana-2",
    { prompt: "A fox", aspect_ratio: "16:9", output_format: "jpeg" },
    [136, 77],
    "image/jpeg",
  ],
])("%s knows sizes of its own", async (model, input, size, type) => {
  const { images } = Pictures.parse(await result(model, input));
  expect([images[0]?.width, images[0]?.height, images[0]?.content_type]).toEqual([...size, type]);
});

test("a voice is spoken in about 5 s, and lies behind a link, with its length", async () => {
  const b = bench(small);
  const { audio, duration_ms: ms } = Voice.parse(await result(MINIMAX, voice, b));
  const { type, bytes } = await fileAt(audio.url, b);
  expect([type, audio.content_type, bytes.toString("latin1", 0, 4)]).toEqual([
    "audio/flac",
    "audio/flac",
    "fLaC",
  ]);
  expect(ms).toBeGreaterThan(100);
});

test("MiniMax answers with the sound itself in digits, unless it is asked for a link", async () => {
  const { output_format: _, ...plain } = voice;
  const { audio } = z.object({ audio: z.string() }).parse(await result(MINIMAX, plain));
  expect(Buffer.from(audio, "hex").toString("latin1", 0, 4)).toBe("fLaC");
});

test.each([
  [
    "fal-ai/minimax/speech-02-hd",
    { text: "Hello.", audio_setting: { format: "flac" }, output_format: "url" },
    "audio/flac",
  ],
  ["fal-ai/elevenlabs/tts/eleven-v3", { text: "Hello.", voice: "Aria" }, "audio/mpeg"],
  ["fal-ai/kokoro/american-english", { prompt: "Hello.", voice: "am_adam" }, "audio/wav"],
  ["fal-ai/orpheus-tts", { text: "Hello.", voice: "leo" }, "audio/wav"],
])("%s speaks", async (model, input, type) => {
  const { audio } = Voice.parse(await result(model, input));
  expect(audio.content_type).toBe(type);
});

test.each<[string, Record<string, unknown>, readonly string[], string]>([
  [FLUX, { prompt: undefined }, ["prompt"], "missing"],
  [FLUX, { prompt: "" }, ["prompt"], "string_too_short"],
  [FLUX, { image_size: { width: 1_536, height: 100 } }, ["image_size", "height"], "greater_than_equal"],
  [FLUX, { image_size: { width: 9_999, height: 864 } }, ["image_size", "width"], "less_than_equal"],
  [FLUX, { num_images: 9 }, ["num_images"], "less_than_equal"],
  [FLUX, { output_format: "gif" }, ["output_format"], "literal_error"],
  [MINIMAX, { prompt: undefined, text: "Hello." }, ["prompt"], "missing"],
  [MINIMAX, { prompt: "a".repeat(10_001) }, ["prompt"], "string_too_long"],
  [MINIMAX, { voice_setting: { voice_id: "Nobody" } }, ["voice_setting", "voice_id"], "value_error"],
  [MINIMAX, { audio_setting: { format: "wav" } }, ["audio_setting", "format"], "literal_error"],
  ["fal-ai/kokoro/french", { voice: "af_heart" }, ["voice"], "literal_error"],
  ["fal-ai/elevenlabs/tts/eleven-v3", { text: "Hello.", voice: "Nobody" }, ["voice"], "value_error"],
])("%s refuses %o", async (model, fields, place, type) => {
  const input = model === FLUX ? picture : voice;
  const response = await bench(small).request("POST", `/fal/${model}`, { ...input, ...fields });
  expect([response.status, await response.json()]).toMatchObject([
    422,
    { detail: [{ loc: ["body", ...place], type, msg: expect.any(String) }] },
  ]);
});

test.each(["fal-ai/flux-9", "fal-ai/flux-2/nonsense", "fal-ai/minimax/speech-9", "fal-ai/kokoro/klingon"])(
  "%s is not there",
  async (model) => expect((await bench(small).request("POST", `/fal/${model}`, picture)).status).toBe(404),
);

test("what is forbidden is refused in the result: everywhere, or in pictures or voices alone", async () => {
  const policy = { detail: [{ type: "content_policy_violation" }] };
  expect(await result(FLUX, { ...picture, prompt: "[[forbidden]]" })).toMatchObject(policy);
  expect(await result(FLUX, { ...picture, prompt: "Fox [[forbidden picture]]" })).toMatchObject(policy);
  expect(await result(MINIMAX, { ...voice, prompt: "Fox [[forbidden voice]]" })).toMatchObject(policy);
  expect(await result(MINIMAX, { ...voice, prompt: "Fox [[forbidden picture]]" })).toHaveProperty("audio");
});

test("each sort has faults of its own, which are decided when it is asked for", async () => {
  const b = bench({
    ...small,
    faults:
      "black-picture@fal-picture*1,cut-picture@fal-picture*1,silent-voice@fal-voice*1,failed@fal-voice*1",
  });
  const submit = async (model: string, input: unknown) =>
    pathOf(Submitted.parse(await b.json("POST", `/fal/${model}`, input)).response_url);
  const urls = [
    await submit(MINIMAX, voice),
    await submit(FLUX, picture),
    await submit(FLUX, picture),
    await submit(MINIMAX, voice),
  ];
  b.sandbox.setFaults("");
  b.pass(40);
  const [failed, black, cut, right] = await Promise.all(
    urls.map(async (url) => (await b.request("GET", url)).json() as Promise<unknown>),
  );
  expect(failed).toMatchObject({ error_type: "runner_server_error" });
  expect(Pictures.parse(black).has_nsfw_concepts).toEqual([true]);
  const { bytes } = await fileAt(Pictures.parse(cut).images[0]?.url ?? "", b);
  expect(bytes.subarray(-2).toString("hex")).not.toBe("ffd9");
  expect(Voice.parse(right).duration_ms).toBeGreaterThan(0);
});

test("a blank voice lasts no time", async () => {
  const b = bench({ ...small, faults: "blank-voice" });
  expect(Voice.parse(await result(MINIMAX, voice, b)).duration_ms).toBe(0);
});

test("all of it survives a restart", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const b = bench({ ...small, dataFile });
  const urls: string[] = [];
  for (const [model, input] of [
    [FLUX, picture],
    [MINIMAX, voice],
  ] as const)
    urls.push(pathOf(Submitted.parse(await b.json("POST", `/fal/${model}`, input)).response_url));
  b.pass(20);
  const results = async (on = b.sandbox) =>
    Promise.all(urls.map(async (url) => (await b.request("GET", url, undefined, on)).text()));
  expect(await results(b.open({ ...small, dataFile }))).toEqual(await results());
});

test("films that were asked for before there were pictures and voices are still made", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const id = (Date.UTC(2026, 10, 21, 12) - 60_000) * 1_000;
  const run = { id, base: BASE, app: "fal-ai/veo3.1", prompt: "a boat", seconds: 1, width: 64, height: 64 };
  writeFileSync(
    dataFile,
    `${JSON.stringify({ kind: "fal.run", data: { ...run, webhook: null, fate: "success" } })}\n`,
  );
  const response = await bench({ dataFile }).request("GET", `/fal/fal-ai/veo3.1/requests/${requestId(id)}`);
  expect(await response.json()).toMatchObject({ video: { content_type: "video/mp4" } });
});
