import { HttpResponse } from "msw";
import { describe, expect, test } from "vitest";
import { ProviderError } from "../provider-error";
import { readSubmitted } from "./read-submitted";

const endpoint = "acme/lynx/image-to-video";
const read = async (response: Response) => {
  const { status, headers } = response;
  return readSubmitted(
    { label: "fal", endpoint, setting: "FAL_VIDEO_MODELS" },
    { status, headers, text: await response.text() },
  );
};

async function failure(response: Response): Promise<ProviderError> {
  const error = await read(response).catch((thrown: unknown) => thrown);
  if (error instanceof ProviderError) return error;
  throw new Error("it did not fail");
}

test("what was queued has an id", async () => {
  expect(await read(HttpResponse.json({ request_id: "r-1", status: "IN_QUEUE" }))).toBe("r-1");
});

test.each([
  [{ id: "r-1" }, "r-1"],
  [{ requestId: "r-1", id: "of the gateway" }, "r-1"],
  [{ id: "of the gateway", request_id: "r-1", status: 3 }, "r-1"],
  [{ task_id: 4326 }, "4326"],
  [{ code: 0, data: { request_id: "r-1" } }, "r-1"],
  [{ gateway_request_id: "r-1" }, "r-1"],
])("its id is all that is needed, under whatever name: %j", async (body, id) => {
  expect(await read(HttpResponse.json(body))).toBe(id);
});

describe("a refusal", () => {
  test.each([
    ["content_policy_violation", 422, "moderation"],
    ["content_policy_violation", 403, "moderation"],
    ["image_too_large", 422, "rejected"],
    [undefined, 400, "rejected"],
  ])("of type %s with %i is %s, in fal's words, and costs nothing", async (type, status, code) => {
    const detail = [{ loc: ["body", "prompt"], msg: "Not this.", type }];
    const error = await failure(HttpResponse.json({ detail }, { status }));
    expect(error).toMatchObject({ code, message: "fal refused: Not this." });
    expect(error.facts).toMatchObject({ retryable: false, mayHaveWorked: false });
    expect(error.refusal).toMatchObject({ retryable: false, charged: false });
  });

  test("in a sentence is told as it is, without links", async () => {
    const body = { detail: "No: http://app.test/a?signature=abc", error_type: "bad_request" };
    const { message } = await failure(HttpResponse.json(body, { status: 400 }));
    expect(message).toBe("fal refused: No: (link)");
  });

  test("without a word tells its status, and shows no JSON", async () => {
    const detail = [{ loc: ["body"], type: "x" }];
    const { message } = await failure(HttpResponse.json({ detail }, { status: 422 }));
    expect(message).toBe("fal refused: status 422");
  });
});

describe("a model that fal does not know", () => {
  test.each([
    [404, "Application not found"],
    [405, "Method Not Allowed"],
  ])("is named, is for whoever runs this to mend, and costs nothing: %i", async (status, detail) => {
    const error = await failure(HttpResponse.json({ detail }, { status }));
    expect(error).toMatchObject({
      code: "misconfigured",
      message:
        "fal does not know the model acme/lynx/image-to-video: FAL_VIDEO_MODELS or FAL_QUEUE_URL may be set wrong.",
      facts: { retryable: false, mayHaveWorked: false },
      refusal: { retryable: true, charged: false },
    });
  });

  test.each([404, 405])(
    "is not what a page with %i tells of: somebody on the way to fal has answered",
    async (status) => {
      expect(await failure(HttpResponse.html("<h1>No</h1>", { status }))).toMatchObject({
        code: "bad_response",
        facts: { retryable: true, mayHaveWorked: false },
      });
    },
  );
});

describe("what says nothing of the request is trouble", () => {
  test.each<[number, string, boolean]>([
    [401, "not_authorized", false],
    [403, "forbidden", false],
    [429, "rate_limited", false],
    [408, "unavailable", true],
    [503, "unavailable", true],
  ])("%i is %s", async (status, code, mayHaveWorked) => {
    const response = HttpResponse.json({ detail: "No" }, { status });
    expect(await failure(response)).toMatchObject({ code, facts: { retryable: true, mayHaveWorked } });
  });

  test("an answer without an id may have worked", async () => {
    const facts = { retryable: true, mayHaveWorked: true };
    expect(await failure(HttpResponse.json({ status: "IN_QUEUE" }))).toMatchObject({ facts });
  });
});
