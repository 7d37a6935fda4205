import { expect, test } from "vitest";
import { bench } from "../test-bench";

const submit = async (model: string, fields: Record<string, unknown>) => {
  const b = bench();
  const response = await b.request("POST", `/fal/${model}`, { prompt: "a paper boat", ...fields });
  return [response.status, await response.json()] as const;
};

test.each([
  ["fal-ai/veo3.1/fast", { duration: "4s", aspect_ratio: "9:16", resolution: "1080p" }],
  ["fal-ai/veo3.1/fast/image-to-video", { image_url: "http://app.test/a.jpg", duration: "8s" }],
  ["fal-ai/veo3", {}],
  ["fal-ai/kling-video/v2.5/pro/text-to-video", { duration: "10", aspect_ratio: "1:1" }],
  ["fal-ai/kling-video/v3/pro/text-to-video", { duration: "7" }],
  ["fal-ai/ltx-2/text-to-video", { duration: 6, resolution: "1440p" }],
  ["fal-ai/wan-25-preview/text-to-video", { duration: "5", seed: 1 }],
])("%s takes %o", async (model, fields) => {
  const [status, body] = await submit(model, fields);
  expect([status, body]).toEqual([200, expect.objectContaining({ status: "IN_QUEUE" })]);
});

test.each([
  ["fal-ai/ltx-2/text-to-video", "duration", "5s", "6, 8 or 10"],
  ["fal-ai/ltx-2/text-to-video", "duration", "6", "6, 8 or 10"],
  ["fal-ai/veo3.1/fast", "duration", 8, "'4s', '6s' or '8s'"],
  ["fal-ai/veo3.1/fast", "aspect_ratio", "4:3", "'auto', '16:9' or '9:16'"],
  ["fal-ai/veo3.1/fast", "resolution", "480p", "'720p', '1080p' or '4k'"],
  ["fal-ai/kling-video/v2.5/pro/text-to-video", "duration", "5s", "'5' or '10'"],
  ["fal-ai/kling-video/v2.5/pro/text-to-video", "duration", 5, "'5' or '10'"],
])("%s refuses %s %o, and says what it takes", async (model, field, value, expected) => {
  const [status, body] = await submit(model, { [field]: value });
  expect([status, body]).toEqual([
    422,
    {
      detail: [
        expect.objectContaining({
          loc: ["body", field],
          msg: `Input should be ${expected}`,
          type: "literal_error",
          input: value,
        }),
      ],
    },
  ]);
});

test("everything that is wrong is listed at once", async () => {
  const [, body] = await submit("fal-ai/veo3.1", { prompt: undefined, duration: "5", aspect_ratio: "2:1" });
  expect(body).toMatchObject({
    detail: [
      { loc: ["body", "prompt"], type: "missing" },
      { loc: ["body", "aspect_ratio"] },
      { loc: ["body", "duration"] },
    ],
  });
});

test.each([
  ["fal-ai/veo3.1/image-to-video", "image_url"],
  ["fal-ai/kling-video/v3/pro/image-to-video", "start_image_url"],
])("%s needs a picture, as %s", async (model, field) => {
  expect(await submit(model, {})).toMatchObject([
    422,
    { detail: [{ loc: ["body", field], type: "missing" }] },
  ]);
});

test.each([
  ["fal-ai/nonsense", 'Application "nonsense" not found'],
  ["fal-ai/nonsense/text-to-video", 'Application "nonsense" not found'],
  ["somebody/veo3.1", 'Application "veo3.1" not found'],
  ["fal-ai/veo3.1/faster", "Path /faster not found"],
  ["fal-ai/kling-video/v9/pro/text-to-video", "Path /v9/pro/text-to-video not found"],
])("%s is not there", async (model, detail) => {
  expect(await submit(model, {})).toEqual([404, { detail }]);
});
