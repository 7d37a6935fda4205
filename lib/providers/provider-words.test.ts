import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  inItsWords,
  isModeration,
  namedFailureIn,
  refusalIn,
  saidIn,
  speaksOfModeration,
} from "./provider-words";

const words = "Prompt is too long";

describe("what went wrong", () => {
  test.each<[unknown, string | null]>([
    [words, null],
    [{ error: words }, null],
    [{ error: { message: words, code: "x", type: "y" } }, "x"],
    [{ error: { message: words, code: null, type: "y" } }, "y"],
    [{ error: { message: words, code: 400 } }, "400"],
    [{ error: words, code: 17 }, "17"],
    [{ error: [words] }, null],
    [{ error: { error: { message: words } } }, null],
    [{ error: null, fail_reason: words }, null],
    [{ error: {}, failure_reason: words }, null],
    [{ detail: words }, null],
    [{ detail: [{ loc: ["body", "prompt"], msg: words, type: "too_long" }] }, "too_long"],
    [{ detail: { message: words } }, null],
    [{ errors: [{ message: words }] }, null],
    [{ message: words }, null],
    [{ msg: words, error_code: "x" }, "x"],
    [{ user_error: words }, null],
    [{ code: "fail", message: words, data: null }, "fail"],
    [{ error: words, code: "x", message: "Failed" }, "x"],
    [{ code: "success", message: "SUCCEED", fail_reason: words }, null],
    [{ output: { error: words } }, null],
    [{ output: { error: { message: words, code: "x" } } }, "x"],
    [{ result: { msg: words } }, null],
    [{ data: { result: { detail: words } } }, null],
    [{ status_message: words }, null],
    [{ status_details: { reason: words } }, null],
    [{ err_msg: words }, null],
    [{ error: { code: 0, message: "" }, result: { msg: words } }, null],
    [{ error: JSON.stringify({ error: { message: words, code: "x" } }) }, "x"],
  ])("is read from %o", (body, code) => {
    expect(saidIn(body)).toEqual({ code, words });
  });

  test.each([
    null,
    undefined,
    {},
    [],
    "",
    0,
    true,
    { error: null },
    { error: {} },
    { error: "" },
    { error: false },
    { status: "failed" },
    { code: 0, message: "ok" },
    { code: "success" },
    { error: { code: null } },
    { error: { code: 0, message: "" } },
    { error: { code: "0", message: null, n: 3 } },
    { error: { status: "failed" } },
    { output: { url: "https://cdn.test/a", note: "fine" }, result: "x", data: { id: "a" } },
    "<!doctype html><title>404</title>",
    " <html>",
    { error: "502 <html><body>Bad gateway</body>" },
  ])("is nothing in %o", (body) => expect(saidIn(body)).toBeNull());

  test("is what speaks of the rules, where one place says why and another does not", () => {
    const why = "Blocked by content moderation";
    expect(saidIn({ error: "Task failed", fail_reason: why })?.words).toBe(why);
    expect(saidIn({ error: { message: "Failed", details: [{ reason: why }] } })?.words).toBe(why);
  });

  test("of a list is all of it", () => {
    expect(saidIn({ detail: [{ msg: "a" }, "b", null, { message: "c" }] })?.words).toBe("a b c");
  });

  test("of an object that nobody knows is its words, never JSON", () => {
    expect(saidIn({ error: { strange: "thing", n: 7, id: "4711", ok: true } })?.words).toBe("strange: thing");
  });

  test("of a refusal may be named by our fields, as Rails does", () => {
    expect(refusalIn({ title: ["can't be blank"], name: ["is taken", "is short"] })?.words).toBe(
      "title can't be blank; name is taken, is short",
    );
    expect(saidIn({ images: ["https://cdn.test/a"] })).toBeNull();
  });

  test("by that name is no remark on what goes well", () => {
    expect(namedFailureIn({ message: "Working on it", detail: "step 3" })).toBeNull();
    expect(namedFailureIn({ message: "Working on it", error: words })).toEqual({ code: null, words });
    expect(namedFailureIn({ output: { message: "Working on it" }, status_message: "step 3" })).toBeNull();
    expect(namedFailureIn({ output: { error: words } })).toEqual({ code: null, words });
  });

  test("never upsets its reader, is never endless, and has no link in it", () => {
    const hint = fc.constantFrom("error", "detail", "message", "code", "errors", "fail_reason");
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: fc.constantFrom("a", "<", "{", "[", " ", "\ud83d", "\0", "é"), maxLength: 400 }),
        fc.constant("See https://app.test/a.jpg?signature=abc"),
        fc.constantFrom(0, 17, null, true),
        fc.array(tie("value"), { maxLength: 5 }),
        fc.dictionary(hint, tie("value")),
      ),
    }));
    fc.assert(
      fc.property(value, (body) => {
        const said = refusalIn(body)?.words ?? "";
        expect(said.length).toBeLessThanOrEqual(300);
        expect(said.isWellFormed()).toBe(true);
        expect(said).not.toMatch(/https?:\/\//);
      }),
    );
  });

  test("is looked for only so deep, and only so far", () => {
    const deep = JSON.parse(`${'{"error":['.repeat(2_000)}"x"${"]}".repeat(2_000)}`);
    expect(saidIn(deep)).toBeNull();
    expect(saidIn(Array.from({ length: 100_000 }, () => ({}))))?.toBeNull();
  });
});

test("words lose links, files and keys, and are cut between letters", () => {
  const text = "See https://app.test/a.jpg?signature=abc or data:image/png;base64,AAAA= with sk-proj-abc123";
  expect(inItsWords(text)).toBe("See (link) or (file) with (key)");
  expect(inItsWords(`${"x".repeat(299)}😀`).isWellFormed()).toBe(true);
});

describe("moderation", () => {
  test.each([
    "moderation_blocked",
    "content_policy_violation",
    "imagine:content-moderated",
    "SAFETY",
    "nsfw_content",
    "bio_policy",
    "corporate_policy",
    "content_filter",
    "ResponsibleAIPolicyViolation",
    "DataInspectionFailed",
    "sensitive_words",
  ])("is meant by the code %s", (code) => expect(isModeration(code)).toBe(true));

  test.each([
    null,
    undefined,
    "",
    "server_error",
    "invalid_image",
    "rate_limit_policy",
    "400",
    "retention_policy",
    "unsafe_integer",
    "case_sensitive",
    "operation_prohibited",
    "access_policy_denied",
  ])("is not meant by the code %s", (code) => expect(isModeration(code)).toBe(false));

  test.each([
    "Generated video rejected by content moderation.",
    "This is against our usage policies.",
    "Content moderated",
    "Your request was rejected by our safety system.",
    "The prompt has sensitive words",
    "NSFW",
    "内容审核不通过",
    "It violates our community guidelines",
    "blocked by the content filter",
    "contains nudity",
    "It violates our policy.",
    "Blocked for policy reasons",
    "Against our content policies",
    "It violates the safety policy.",
    "Rejected by safety",
    "The prompt was flagged",
    "Not safe for work",
    "Safety check failed",
    "The picture is unsafe",
    "This is sensitive content.",
    "Use of prohibited content",
    "This violates our terms of service",
    "Copyrighted characters cannot be made",
    "Not in line with the content guidelines",
  ])("is spoken of in: %s", (said) => expect(speaksOfModeration(said)).toBe(true));

  test.each([
    "",
    "upstream died",
    "Prompt is too long",
    "names are case-sensitive",
    "under moderate load",
    "Too many requests: see our rate limit policy",
    "violates the schema",
    "violates our schema",
    "Copyright 2026 Acme",
    "See the API guidelines",
    "This method is prohibited",
    "You must accept the terms of service",
    "Deleted under our retention policy",
    "seed is an unsafe integer",
    "Limited by our rate policy",
    "Your organization's policy forbids this",
    "Denied by the bucket's access policy",
    "A safety timeout of 30 s",
    "not for time-sensitive work",
    "The job is still awaiting moderation",
    "The moderation service is unavailable",
  ])("is not spoken of in: %s", (said) => expect(speaksOfModeration(said)).toBe(false));
});
