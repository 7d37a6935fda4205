import { expect, test } from "vitest";
import { z } from "zod";
import type { SandboxOptions } from "../create-sandbox";
import { bench } from "../test-bench";

const SPEECH = "/openai/v1/audio/speech";
const body = { model: "gpt-4o-mini-tts", voice: "marin", input: "The lamp is lit.", response_format: "wav" };

const small: SandboxOptions = { scale: 0.25 };

const ask = async (fields: Record<string, unknown> = {}, options = small) => {
  const response = await bench(options).request("POST", SPEECH, { ...body, ...fields });
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};

const Problem = z.object({
  error: z.object({ message: z.string(), param: z.string().nullable(), code: z.string().nullable() }),
});

const refused = async (fields: Record<string, unknown>, options = small) => {
  const { status, bytes } = await ask(fields, options);
  return { status, ...Problem.parse(JSON.parse(bytes.toString())).error };
};

/** The loudest of the samples behind a head of 44 bytes. */
function loudest(wav: Buffer): number {
  let most = 0;
  for (let at = 44; at + 1 < wav.byteLength; at += 2) most = Math.max(most, Math.abs(wav.readInt16LE(at)));
  return most;
}

test("speech comes at once, as a WAV whose head does not know its length", async () => {
  const { status, type, bytes } = await ask();
  expect([status, type]).toEqual([200, "audio/wav"]);
  expect([bytes.toString("latin1", 0, 4), bytes.readUInt32LE(4), bytes.readUInt32LE(40)]).toEqual([
    "RIFF",
    0xffffffff,
    0xffffffff,
  ]);
  expect(loudest(bytes)).toBeGreaterThan(10_000);
});

test("the same is said in the same bytes by every sandbox, at another speed in others", async () => {
  const [first, again, faster] = [await ask(), await ask(), await ask({ speed: 2 })];
  expect(first.bytes.equals(again.bytes)).toBe(true);
  expect(faster.bytes.byteLength).toBeLessThan(first.bytes.byteLength * 0.8);
});

test("in a small world speech is as much shorter", async () => {
  const [usual, short] = [await ask({}, {}), await ask()];
  expect(short.bytes.byteLength / usual.bytes.byteLength).toBeLessThan(0.4);
});

test.each([
  ["flac", "audio/flac", "fLaC"],
  ["pcm", "audio/pcm", ""],
  ["mp3", "audio/mpeg", ""],
  ["opus", "audio/ogg", "OggS"],
])("%s is %s", async (format, type, head) => {
  const speech = await ask({ response_format: format });
  expect([speech.status, speech.type]).toEqual([200, type]);
  expect(speech.bytes.byteLength).toBeGreaterThan(1_000);
  expect(speech.bytes.toString("latin1", 0, head.length)).toBe(head);
});

test.each<[Record<string, unknown>, number, string | null, string | null, RegExp]>([
  [{ input: undefined }, 400, "input", "missing_required_parameter", /^Missing required parameter: 'input'/],
  [{ input: "" }, 400, "input", "invalid_value", /too short/],
  [{ input: "a".repeat(4_097) }, 400, null, null, /String should have at most 4096 characters/],
  [
    { voice: "nobody" },
    400,
    "voice",
    "invalid_value",
    /^Invalid value: 'nobody'\. Supported values are: 'alloy'/,
  ],
  [{ voice: "marin", model: "tts-1" }, 400, null, null, /Input should be 'alloy'.+ or 'shimmer'/],
  [{ voice: undefined }, 400, "voice", "missing_required_parameter", /./],
  [{ response_format: "ogg" }, 400, "response_format", "invalid_value", /'wav'/],
  [{ speed: 5 }, 400, "speed", "invalid_value", /./],
  [{ model: "tts-9" }, 404, "model", "model_not_found", /does not exist/],
  [{ model: "gpt-6-luna" }, 404, "model", "model_not_found", /endpoint/],
  [{ input: "[[forbidden]]" }, 400, "input", "moderation_blocked", /safety/],
  [{ input: "He went. [[forbidden voice]]" }, 400, "input", "moderation_blocked", /safety/],
])("%o is refused with %i", async (fields, status, param, code, message) => {
  expect(await refused(fields)).toEqual({ status, param, code, message: expect.stringMatching(message) });
});

test("4096 characters, and what is forbidden in pictures alone, are spoken", async () => {
  expect((await ask({ input: "a ".repeat(2_048) })).status).toBe(200);
  expect((await ask({ input: "[[forbidden picture]]" })).status).toBe(200);
});

test("every speech model ends on the day that is told of it", async () => {
  const b = bench(small);
  const speak = async (model: string) =>
    (await b.request("POST", SPEECH, { ...body, model, voice: "nova" })).status;
  const models = ["tts-1", "tts-1-hd", "gpt-4o-mini-tts", "gpt-4o-mini-tts-2025-12-15"];
  for (const model of models) {
    expect(await b.json("GET", `/openai/v1/models/${model}`)).toMatchObject({ shutdown_date: "2027-01-06" });
    expect(await speak(model)).toBe(200);
  }
  b.pass(60 * 24 * 3_600);
  for (const model of models) expect(await speak(model)).toBe(404);
});

test("a voice may be silent, blank or empty, once where once is asked for", async () => {
  const b = bench({ ...small, faults: "silent-voice@create-speech*1,blank-voice*1,empty-voice*1" });
  const spoken: Buffer[] = [];
  for (let n = 0; n < 4; n += 1)
    spoken.push(Buffer.from(await (await b.request("POST", SPEECH, body)).arrayBuffer()));
  const [silent, blank, empty, right] = spoken;
  expect([silent?.byteLength, loudest(silent ?? Buffer.alloc(0))]).toEqual([right?.byteLength, 0]);
  expect([blank?.byteLength, empty?.byteLength]).toEqual([44, 0]);
  expect(loudest(right ?? Buffer.alloc(0))).toBeGreaterThan(10_000);
});

test("what goes wrong goes wrong in the call itself", async () => {
  expect(await refused({}, { ...small, faults: "moderation@create-speech" })).toMatchObject({
    status: 400,
    code: "moderation_blocked",
  });
  expect(await refused({}, { ...small, faults: "failed@create-speech" })).toMatchObject({ status: 500 });
  expect(await refused({}, { ...small, faults: "429@create-speech" })).toMatchObject({
    status: 429,
    code: "rate_limit_exceeded",
  });
  expect(await ask({}, { ...small, faults: "html@create-speech" })).toMatchObject({
    status: 200,
    type: expect.stringContaining("html"),
  });
});

test("every call is in the journal by its route", async () => {
  const b = bench(small);
  await b.request("POST", SPEECH, body);
  expect(b.sandbox.journal.count(`POST ${SPEECH}`)).toBe(1);
});

test("a call is held as long as the work would take, where that is asked for", async () => {
  const holding = { ...small, holds: true, speed: 20 };
  const begun = performance.now();
  await ask({}, holding);
  expect(performance.now() - begun).toBeGreaterThan(90);
});
