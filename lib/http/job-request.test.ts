import { describe, expect, test } from "vitest";
import { NotFound } from "@/lib/services/errors";
import { BadRequest } from "./errors";
import { parseJobId } from "./job-id";
import { parseJobRequest } from "./job-request";
import { stubEnvironment } from "@/tests/support/stub-environment";

stubEnvironment();

function parse(body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return parseJobRequest(new Request("http://app.test/api/jobs", { method: "POST", body: text, headers }));
}

const body = { kind: "photoshoot", input: { title: "Ada" } };

describe("the request to create a job", () => {
  test("has a kind, an input, and perhaps an idempotency key", async () => {
    expect(await parse(body)).toEqual({ ...body, idempotencyKey: null });
    const key = "x".repeat(200);
    expect(await parse(body, { "idempotency-key": key })).toEqual({ ...body, idempotencyKey: key });
  });

  test.each(["", "x".repeat(201)])("is refused with a key of another length", async (key) => {
    const request = parse(body, { "idempotency-key": key });
    await expect(request).rejects.toMatchObject({ name: "BadRequest", code: "invalid_idempotency_key" });
  });

  test.each([[], null, "text", { kind: 1, input: {} }, { input: {} }, { ...body, priority: 9 }])(
    "is refused as %o",
    async (wrong) => {
      await expect(parse(JSON.stringify(wrong))).rejects.toMatchObject({ code: "invalid_body" });
    },
  );

  test("may name 50,000 images, and is refused above 256 KB for any other kind, and above 3 MB for all", async () => {
    const assetIds = Array<string>(50_000).fill("8c1f0a52-6f3e-4c1b-9a39-0d5f6f1f7a11");
    expect((await parse({ kind: "image_tags", input: { assetIds } })).input).toEqual({ assetIds });
    for (const kind of ["photoshoot", "song"]) {
      const request = parse({ kind, input: { assetIds } });
      await expect(request).rejects.toMatchObject({ name: "BodyTooLarge", mostBytes: 256 * 1024 });
    }
    const twice = { kind: "image_tags", input: { assetIds: [...assetIds, ...assetIds] } };
    await expect(parse(twice)).rejects.toMatchObject({ name: "BodyTooLarge", mostBytes: 3 * 1024 * 1024 });
  });

  test("is refused where it is not JSON", async () => {
    await expect(parse('{"kind":')).rejects.toBeInstanceOf(BadRequest);
  });
});

describe("a job's id in a path", () => {
  test("is a uuid", () => {
    const id = "8c1f0a52-6f3e-4c1b-9a39-0d5f6f1f7a11";
    expect(parseJobId(id)).toBe(id);
  });

  test.each(["", "1", "8c1f0a52-6f3e-4c1b-9a39", "' or 1=1 --", "../jobs"])(
    "that is %o is nobody's job",
    (id) => {
      expect(() => parseJobId(id)).toThrow(NotFound);
    },
  );
});
