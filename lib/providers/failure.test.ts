import { describe, expect, test } from "vitest";
import { failureOf } from "./failure";

const of = (code: string | null, words = "Because.") =>
  failureOf({ code, words }, { silent: "It does not say why.", charged: null });

describe("work that its provider let fail", () => {
  test.each(["content_policy_violation", "moderation_blocked"])("by the rules stays so: %s", (code) => {
    expect(of(code)).toEqual({ code: "moderation", message: "Because.", retryable: false, charged: null });
  });

  test.each([null, "400", "internal_error", "bad_request"])(
    "by the rules, in words, stays so: %s",
    (code) => {
      expect(of(code, "Blocked by content moderation.")).toMatchObject({
        code: "moderation",
        retryable: false,
      });
    },
  );

  test.each(["invalid_image", "bad_request", "validation_error", "400", "422", "prompt_too_long"])(
    "over our input stays so: %s",
    (code) => expect(of(code)).toMatchObject({ code: "rejected", retryable: false }),
  );

  test.each([
    ["server_error", "server_error"],
    ["Internal Server Error", "internal_server_error"],
    ["rate_limit_exceeded", "rate_limit_exceeded"],
    ["503", "503"],
    ["429", "429"],
  ])("over trouble of its own may pass: %s", (code, ours) => {
    expect(of(code)).toMatchObject({ code: ours, retryable: true });
  });

  test.each([null, "17", "task_failed"])(
    "without a reason that we know is tried again by a person alone: %s",
    (code) => {
      expect(of(code)).toMatchObject({ code: "failed", message: "Because.", retryable: true });
    },
  );

  test("without a word says so, and gives its code if there is one", () => {
    expect(failureOf(null, { silent: "Silence.", charged: true })).toEqual({
      code: "failed",
      message: "Silence.",
      retryable: true,
      charged: true,
    });
    expect(failureOf({ code: "17", words: "" }, { silent: "Silence.", charged: null }).message).toBe(
      "Silence. It gives the code 17.",
    );
  });
});
