import { HttpResponse } from "msw";
import { describe, expect, test } from "vitest";
import { ProviderError } from "../provider-error";
import { readSubmitted } from "./read-submitted";

const endpoint = "acme/lynx/image-to-video";
const read = async (response: Response) => {
  const { status, headers } = response;
  return readSubmitted("fal", endpoint, { status, headers, text: await response.text() });
};

async function failure(response: Response): Promise<ProviderError> {
  const error = await read(response).catch((thrown: unknown) => thrown);
  if (error instanceof ProviderError) return error;
  throw new Error("it did not fail");
}

test("what was queued has an id", async () => {
  expect(await read(HttpResponse.json({ request_id: "r-1", status: "IN_QUEUE" }))).toBe("r-1");
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
  test("is named, cannot be tried again, and costs nothing", async () => {
    const error = await failure(HttpResponse.json({ detail: "Application not found" }, { status: 404 }));
    expect(error).toMatchObject({
      code: "rejected",
      message: "fal does not know the model acme/lynx/image-to-video.",
      facts: { retryable: false, mayHaveWorked: false },
      refusal: { retryable: false, charged: false },
    });
  });

  test("is not what a page with 404 tells of: somebody on the way to fal has answered", async () => {
    expect(await failure(HttpResponse.html("<h1>404</h1>", { status: 404 }))).toMatchObject({
      code: "bad_response",
      facts: { retryable: true, mayHaveWorked: false },
    });
  });
});

describe("what says nothing of the request is trouble", () => {
  test.each<[number, string, boolean]>([
    [401, "not_authorized", false],
    [403, "not_authorized", false],
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
