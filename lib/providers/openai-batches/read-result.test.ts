import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AssetTags } from "@/lib/jobs/asset-tags";
import { isWhole, readResult, type LineResult } from "./read-result";

const id = randomUUID();
const answer = { tags: ["Fox", "snow "], caption: "A fox in snow.", colors: ["white"], contains_text: false };

/** A line of results with this response and error. */
const line = (response: unknown, error: unknown = null) =>
  JSON.stringify({ id: "batch_req_1", custom_id: id, response, error });

/** A line with this answer of the model. */
const said = (text: string, body: object = {}) =>
  line({
    status_code: 200,
    body: {
      status: "completed",
      output: [{ type: "message", content: [{ type: "output_text", text }] }],
      ...body,
    },
  });

const of = (text: string): LineResult => readResult(text).result;
const tagsOf = (fields: object) => of(said(JSON.stringify({ ...answer, ...fields })));

describe("tags", () => {
  test("are read of the picture they are of", () => {
    expect(readResult(said(JSON.stringify(answer)))).toEqual({
      assetId: id,
      result: {
        type: "tagged",
        tags: ["fox", "snow"],
        caption: "A fox in snow.",
        colors: ["white"],
        containsText: false,
      },
    });
  });

  test.each([
    [
      "more than asked for",
      { tags: Array.from({ length: 13 }, (_, n) => `t${n}`) },
      { tags: Array.from({ length: 12 }, (_, n) => `t${n}`) },
    ],
    ["fewer than asked for", { tags: ["one"] }, { tags: ["one"] }],
    ["the same twice", { tags: ["Fox", "fox ", " FOX", "snow"] }, { tags: ["fox", "snow"] }],
    ["in one text", { tags: "Fox, snow" }, { tags: ["fox", "snow"] }],
    ["with a hash", { tags: ["#fox"] }, { tags: ["fox"] }],
    ["empty ones", { tags: ["", " ", null, {}, "fox"] }, { tags: ["fox"] }],
    ["endless", { tags: ["x".repeat(10_000)] }, { tags: ["x".repeat(40)] }],
    ["without a caption", { caption: undefined }, { caption: null }],
    ["without colors", { colors: null }, { colors: [] }],
    ["six colors", { colors: ["a", "b", "c", "d", "e", "f"] }, { colors: ["a", "b", "c", "d", "e"] }],
    ["without a word on text", { contains_text: undefined }, { containsText: null }],
    ["text in words", { contains_text: "True" }, { containsText: true }],
    ["with line breaks", { caption: "a\nb\u2028c" }, { caption: "a b c" }],
  ])("are kept where they are %s", (_how, fields, kept) => {
    expect(tagsOf(fields)).toMatchObject({ type: "tagged", ...kept });
  });

  test("have nothing in them that no database takes", () => {
    const cut = tagsOf({
      tags: [`${"x".repeat(39)}🦊x`, `${"x".repeat(319)}🦊`],
      caption: `${"x".repeat(499)}🦊`,
    });
    expect(JSON.stringify(cut)).not.toMatch(/\\ud8/);
    const kept = JSON.stringify(tagsOf({ tags: ["a\0b", "\ud800x"], caption: "\0\0" }));
    expect(kept).not.toMatch(/\\u0000|\\ud800/);
    expect(JSON.stringify(of(line(null, { message: "a\0b" })))).not.toContain("\\u0000");
  });

  test("can be looked for and edited, whatever a model says", () => {
    const odd = fc.constantFrom(
      "\u200b",
      "\u0130",
      "J\u030c",
      "E\u0301",
      "\u1e9e",
      "\ud800",
      "\0",
      "#",
      "  ",
      "🦊",
      "Sea",
    );
    const word = fc.array(fc.oneof(odd, fc.string({ unit: "binary" })), { maxLength: 50 });
    const words = fc.array(
      word.map((parts) => parts.join("")),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(words, (said) => {
        const result = tagsOf({ tags: said });
        const tags = result.type === "tagged" ? result.tags : [];
        expect(AssetTags.safeParse(tags).data).toEqual(tags);
      }),
      { numRuns: 500 },
    );
    expect(tagsOf({ tags: ["\u200b", "E\u0301te\u0301"] })).toMatchObject({ tags: ["été"] });
  });

  test.each([
    ["a block of code", "```json\n" + JSON.stringify(answer) + "\n```"],
    ["a sentence around them", `Here you are: ${JSON.stringify(answer)} Enjoy!`],
  ])("are found in %s", (_where, text) => {
    expect(of(said(text))).toMatchObject({ type: "tagged", tags: ["fox", "snow"] });
  });

  test.each([
    ["of a gateway that hands on a chat", { choices: [{ message: { content: JSON.stringify(answer) } }] }],
    ["of the SDK's own field", { output_text: JSON.stringify(answer) }],
  ])("are found in the answer %s", (_whose, body) => {
    expect(of(line({ status_code: 200, body }))).toMatchObject({ type: "tagged" });
  });

  test("are found in a body that is text, and in half an answer that has them all", () => {
    const body = { status: "incomplete", output_text: JSON.stringify(answer) };
    expect(of(line({ status_code: 200, body: JSON.stringify(body) }))).toMatchObject({ type: "tagged" });
  });
});

describe("a picture that was asked about and got no tags", () => {
  test.each<[string, string, string]>([
    [
      "the model refused",
      said("", { output: [{ type: "message", content: [{ type: "refusal", refusal: "I can't." }] }] }),
      "refused",
    ],
    [
      "the filter stopped it",
      said("", { status: "incomplete", incomplete_details: { reason: "content_filter" } }),
      "moderation",
    ],
    [
      "its answer broke off",
      said('{"tags":["fo', { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } }),
      "unreadable",
    ],
    ["it answered with a poem", said("Roses are red"), "unreadable"],
    ["it answered with a schema of its own", said('{"labels":["fox"]}'), "unreadable"],
    ["it answered without tags", said(JSON.stringify({ ...answer, tags: [] })), "unreadable"],
    ["it answered with nothing", line({ status_code: 200, body: null }), "unreadable"],
    ["there is nothing in the line", JSON.stringify({ custom_id: id }), "unreadable"],
    [
      "it is against the rules",
      line({ status_code: 400, body: { error: { code: "content_policy_violation", message: "No." } } }),
      "moderation",
    ],
    [
      "400 lies in the output, with no error",
      line({ status_code: 400, body: { error: { message: "Invalid image." } } }),
      "rejected",
    ],
    [
      "its data URL is too long",
      line({ status_code: 400, body: { error: { code: "invalid_payload", message: "string too long" } } }),
      "rejected",
    ],
    ["the error is text", line({ status_code: 400, body: { error: "Invalid image." } }), "rejected"],
    [
      "it could not be fetched",
      line({
        status_code: 400,
        body: {
          error: {
            code: "invalid_value",
            param: "url",
            message: "Timeout while downloading https://a.test/x?signature=abc",
          },
        },
      }),
      "link_failed",
    ],
    [
      "it could not be fetched, in other words",
      line({
        status_code: 400,
        body: { error: { message: "Failed to download image from https://a.test/x." } },
      }),
      "link_failed",
    ],
    ["the error lies beside", line(null, { code: "invalid_image", message: "Not an image." }), "rejected"],
  ])("has its reason: %s", (_why, text, code) => {
    const { assetId, result } = readResult(text);
    expect([assetId, result]).toEqual([
      id,
      { type: "failed", code, reason: expect.stringMatching(/^[A-Z].+\.$/) },
    ]);
  });

  test("is told nothing of a link that only we may have", () => {
    const message = "Unsupported: https://a.test/x?signature=abc";
    expect(JSON.stringify(of(line({ status_code: 400, body: { error: { message } } })))).not.toContain(
      "signature",
    );
  });
});

describe("a picture of which nothing is known", () => {
  test.each<[string, string, string]>([
    [
      "the batch expired before its turn",
      line(null, { code: "batch_expired", message: "This request could not be executed." }),
      "expired",
    ],
    [
      "the batch was canceled before its turn",
      line(null, { code: "batch_cancelled", message: "No." }),
      "expired",
    ],
    [
      "the provider had an error of its own",
      line({ status_code: 500, body: { error: { message: "Oops" } } }),
      "unavailable",
    ],
    [
      "there was no room",
      line({ status_code: 429, body: { error: { message: "Slow down" } } }),
      "unavailable",
    ],
    [
      "our key was refused",
      line({ status_code: 401, body: { error: { message: "Wrong key" } } }),
      "unavailable",
    ],
    [
      "a server error beside",
      line(null, {
        code: "server_error",
        message: "An error occurred while processing your request. Please include the request ID req_1",
      }),
      "unavailable",
    ],
    [
      "the same without a code",
      line(null, { message: "The server had an internal error (request ID req_abc)" }),
      "unavailable",
    ],
    [
      "the answer failed in a server error",
      said("", { status: "failed", error: { code: "server_error", message: "Oops" } }),
      "unavailable",
    ],
    ["the answer was canceled", said("", { status: "cancelled" }), "unavailable"],
  ])("is left, and can be sent again: %s", (_why, text, code) => {
    const { result } = readResult(text);
    expect(result).toEqual({ type: "left", code, reason: expect.stringMatching(/^[A-Z].+\.$/) });
    expect(JSON.stringify(result)).not.toContain("req_");
  });
});

describe("a line that is broken", () => {
  test("is that of its picture where it still says which", () => {
    expect(readResult(said("x").slice(0, 90))).toMatchObject({ assetId: id, result: { code: "unreadable" } });
  });

  test.each([
    "",
    "null",
    "7",
    "[]",
    '"x"',
    "{",
    "{}",
    "not JSON",
    '{"custom_id":7}',
    '{"custom_id":"scene-3"}',
  ])("or somebody's (%s) is nobody's, and stops nothing", (text) => {
    expect(readResult(text)).toMatchObject({ assetId: null, result: { type: "failed" } });
  });

  test("is all there once it ends, and before that if it can be read", () => {
    expect(isWhole({ text: "{", isEnded: true, end: 2 })).toBe(true);
    expect(isWhole({ text: "{", isEnded: false, end: 1 })).toBe(false);
    expect(isWhole({ text: "{}", isEnded: false, end: 2 })).toBe(true);
  });
});
