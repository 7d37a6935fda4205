import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { expect, test } from "vitest";
import { z } from "zod";
import { BASE, bench } from "../test-bench";

const APP = "/fal/fal-ai/kling-video/v2.5/pro/text-to-video";
const Submitted = z.looseObject({
  request_id: z.string(),
  response_url: z.string(),
  status_url: z.string(),
  cancel_url: z.string(),
});
const Result = z.object({
  video: z.object({
    url: z.string(),
    content_type: z.literal("video/mp4"),
    file_name: z.string(),
    file_size: z.number(),
  }),
});

async function submitted(options: Parameters<typeof bench>[0] = {}, input: Record<string, unknown> = {}) {
  const b = bench(options);
  const created = await b.request("POST", APP, { prompt: "a paper boat", duration: "5", ...input });
  const links = Submitted.parse(await created.json());
  const call = async (method: string, url: string, on = b.sandbox) => {
    const response = await b.request(method, url.replace(BASE, ""), undefined, on);
    return {
      code: response.status,
      headers: response.headers,
      body: z.looseObject({}).parse(await response.json()),
    };
  };
  return {
    ...b,
    links,
    status: async (on = b.sandbox) => call("GET", `${links.status_url}?logs=1`, on),
    result: async (on = b.sandbox) => call("GET", links.response_url, on),
    cancel: async () => call("PUT", links.cancel_url),
  };
}

test("a request waits while those in front go, runs and tells how far it is, and is completed", async () => {
  const f = await submitted();
  const positions = [];
  for (let n = 0; n < 4; n += 1) {
    const { code, body } = await f.status();
    expect([code, body["status"]]).toEqual([202, "IN_QUEUE"]);
    positions.push(body["queue_position"]);
    f.pass(1.1);
  }
  expect(positions).toEqual(positions.toSorted().toReversed());
  expect(new Set(positions).size).toBeGreaterThan(2);
  f.pass(15);
  const running = await f.status();
  expect(running).toMatchObject({
    code: 202,
    body: {
      status: "IN_PROGRESS",
      logs: expect.arrayContaining([expect.objectContaining({ level: "INFO" })]),
    },
  });
  expect((await f.result()).code).toBe(400);
  f.pass(15);
  expect(await f.status()).toMatchObject({
    code: 200,
    body: { status: "COMPLETED", metrics: { inference_time: expect.any(Number) } },
  });
});

test("links leave out the app's sub-path, and the journal counts by route", async () => {
  const f = await submitted();
  const { request_id: id, response_url: url } = f.links;
  expect(url).toBe(`${BASE}/fal/fal-ai/kling-video/requests/${id}`);
  expect(f.links.status_url).toBe(`${url}/status`);
  expect(f.links.cancel_url).toBe(`${url}/cancel`);
  await f.status();
  expect(f.sandbox.journal.report().byRoute).toEqual({
    "POST /fal/:owner/:app": 1,
    "GET /fal/:owner/:app/requests/:id/status": 1,
  });
});

test("the result is a film of the length and shape asked for, which anybody with the link can read in parts", async () => {
  const f = await submitted({}, { duration: "10", aspect_ratio: "9:16" });
  f.pass(40);
  const { video } = Result.parse((await f.result()).body);
  const whole = await f.request("GET", video.url.replace(BASE, ""), undefined, f.sandbox, {
    authorization: "",
  });
  const bytes = Buffer.from(await whole.arrayBuffer());
  expect(bytes.byteLength).toBe(video.file_size);
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  expect(await input.computeDuration()).toBeCloseTo(10, 1);
  expect([await track?.getDisplayWidth(), await track?.getDisplayHeight()]).toEqual([360, 640]);
  const part = await f.request("GET", video.url.replace(BASE, ""), undefined, f.sandbox, {
    range: "bytes=10-19",
  });
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
  f.sandbox.setFaults("expired-links@fal-file");
  expect((await f.request("GET", video.url.replace(BASE, ""))).status).toBe(410);
});

test("a request goes on after a restart", async () => {
  const dataFile = join(mkdtempSync(join(tmpdir(), "sandbox-")), "sandbox.jsonl");
  const f = await submitted({ dataFile });
  const second = f.open();
  expect((await f.status(second)).body["status"]).toBe("IN_QUEUE");
  f.pass(40);
  expect((await f.status(second)).body["status"]).toBe("COMPLETED");
});

test("a platform's failure is a completed request whose result is an error with its type, in body and header", async () => {
  const f = await submitted({ faults: "failed@fal-submit" });
  f.pass(40);
  expect(await f.status()).toMatchObject({
    code: 200,
    body: { status: "COMPLETED", error_type: "runner_server_error" },
  });
  const { code, headers, body } = await f.result();
  expect([code, headers.get("x-fal-error-type")]).toEqual([500, "runner_server_error"]);
  expect(body).toEqual({ detail: expect.any(String), error_type: "runner_server_error" });
});

test.each([
  ["moderation", {}],
  ["", { prompt: "a [[forbidden]] boat" }],
])("moderation %s shows in the result alone, as a list of what is wrong", async (faults, input) => {
  const f = await submitted({ faults }, input);
  f.pass(40);
  expect((await f.status()).body["status"]).toBe("COMPLETED");
  const { code, body } = await f.result();
  expect(code).toBe(422);
  expect(body).toMatchObject({
    detail: [{ loc: ["body", "prompt"], type: "content_policy_violation", msg: expect.any(String) }],
  });
});

test("canceling ends a request once; afterwards, and for unknown ones, it says so", async () => {
  const f = await submitted();
  f.pass(10);
  expect(await f.cancel()).toMatchObject({ code: 202, body: { status: "CANCELLATION_REQUESTED" } });
  expect(await f.cancel()).toMatchObject({ code: 400, body: { status: "ALREADY_COMPLETED" } });
  expect((await f.result()).headers.get("x-fal-error-type")).toBe("client_cancelled");
  const unknown = await f.request("PUT", "/fal/fal-ai/kling-video/requests/none/cancel");
  expect([unknown.status, await unknown.json()]).toEqual([404, { status: "NOT_FOUND" }]);
});

test("no prompt, no key, no such request", async () => {
  const b = bench();
  const promptless = await b.request("POST", APP, { duration: "5" });
  expect([promptless.status, await promptless.json()]).toMatchObject([
    422,
    { detail: [{ loc: ["body", "prompt"] }] },
  ]);
  expect(
    (await b.request("POST", APP, { prompt: "x" }, b.sandbox, { authorization: "Bearer x" })).status,
  ).toBe(401);
  expect((await b.request("GET", "/fal/fal-ai/kling-video/requests/none/status")).status).toBe(404);
});

test("faults are worded as fal words them, and strike where they are told to", async () => {
  const f = await submitted();
  f.sandbox.setFaults("429@fal-status*1,500@fal-status*1");
  expect(await f.status()).toMatchObject({ code: 429, body: { detail: expect.any(String) } });
  expect(await f.status()).toMatchObject({ code: 500, body: { detail: expect.any(String) } });
  expect((await f.status()).code).toBe(202);
});
