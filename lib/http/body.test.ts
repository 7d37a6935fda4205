import { describe, expect, test } from "vitest";
import { readBody, readFormFile, readJson } from "./body";
import { BadRequest, BodyTooLarge } from "./errors";

const post = (body: RequestInit["body"], headers: Record<string, string> = {}) =>
  new Request("http://app.test/", {
    method: "POST",
    body: body ?? null,
    headers,
    duplex: "half",
  } as RequestInit);

/** A body in pieces, without a content-length, that notes how many were asked for. */
function stream(pieces: number, size: number) {
  const seen = { pulled: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.pulled++ < pieces) controller.enqueue(new Uint8Array(size).fill(97));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

describe("a body", () => {
  test("of just the limit is read, one byte more is refused", async () => {
    expect(await readBody(post("x".repeat(100)), 100)).toHaveLength(100);
    await expect(readBody(post("x".repeat(101)), 100)).rejects.toBeInstanceOf(BodyTooLarge);
  });

  test("is counted in bytes, not in letters", async () => {
    await expect(readBody(post("é".repeat(60)), 100)).rejects.toBeInstanceOf(BodyTooLarge);
  });

  test("that announces too much is refused unread", async () => {
    const { body, seen } = stream(1, 1);
    await expect(readBody(post(body, { "content-length": "101" }), 100)).rejects.toBeInstanceOf(BodyTooLarge);
    expect(seen.pulled).toBe(0);
  });

  test.each([{}, { "content-length": "10" }, { "content-length": "many" }])(
    "that is longer than it says (%o) is not read to its end",
    async (headers) => {
      const { body, seen } = stream(1_000, 60);
      await expect(readBody(post(body, headers), 100)).rejects.toBeInstanceOf(BodyTooLarge);
      expect(seen.pulled).toBeLessThan(10);
    },
  );

  test("that is not there is empty", async () => {
    expect(await readBody(new Request("http://app.test/"), 100)).toHaveLength(0);
  });
});

describe("JSON", () => {
  test("is read as it is", async () => {
    expect(await readJson(post('{"kind":"photoshoot"}'))).toEqual({ kind: "photoshoot" });
  });

  test.each(["", "{", "<html>", "undefined"])("of %o is a bad request", async (body) => {
    await expect(readJson(post(body))).rejects.toMatchObject({ name: "BadRequest", code: "invalid_json" });
  });

  test("that is no UTF-8 is a bad request, not text with holes in it", async () => {
    const halfACharacter = new Uint8Array([0x22, 0xc3, 0x28, 0x22]);
    await expect(readJson(post(halfACharacter))).rejects.toMatchObject({ code: "invalid_json" });
    expect(await readJson(post(new TextEncoder().encode('"é🎞"')))).toBe("é🎞");
  });

  test.each([
    ["lists", "[".repeat(5_000) + "]".repeat(5_000)],
    ["objects", `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`],
    ["as many lists as fit", "[".repeat(120_000) + "]".repeat(120_000)],
    ["one level more than we take", `${"[".repeat(66)}${"]".repeat(66)}`],
  ])("of %s inside each other is refused", async (_what, body) => {
    await expect(readJson(post(body))).rejects.toMatchObject({ code: "invalid_json" });
  });

  test("of as many levels as we take is read, and brackets in text are no levels", async () => {
    const nested = `${"[".repeat(64)}${"]".repeat(64)}`;
    expect(JSON.stringify(await readJson(post(nested)))).toBe(nested);
    expect(await readJson(post(JSON.stringify("[".repeat(5_000))))).toHaveLength(5_000);
  });

  test("of more than 256 KB is refused", async () => {
    await expect(readJson(post(`"${"x".repeat(256 * 1024)}"`))).rejects.toBeInstanceOf(BodyTooLarge);
  });
});

describe("an uploaded file", () => {
  const form = (name: string, value: Blob | string) => {
    const data = new FormData();
    data.set(name, value);
    return post(data);
  };
  const picture = new Blob(["jpeg"], { type: "image/jpeg" });

  test("arrives as it was sent", async () => {
    expect((await readFormFile(form("file", picture), 100)).bytes.toString()).toBe("jpeg");
  });

  test("is measured by itself, without what the form adds", async () => {
    expect((await readFormFile(form("file", new Blob(["x".repeat(100)])), 100)).bytes).toHaveLength(100);
    await expect(readFormFile(form("file", new Blob(["x".repeat(101)])), 100)).rejects.toBeInstanceOf(
      BodyTooLarge,
    );
  });

  test("in an endless form is refused", async () => {
    const { body } = stream(1_000, 64 * 1024);
    const endless = post(body, { "content-type": "multipart/form-data; boundary=x" });
    await expect(readFormFile(endless, 100)).rejects.toBeInstanceOf(BodyTooLarge);
  });

  const multipart = { "content-type": "multipart/form-data; boundary=x" };
  test.each([
    ["in another field", form("picture", picture)],
    ["that is only text", form("file", "jpeg")],
    ["without a form", post("jpeg", { "content-type": "image/jpeg" })],
    ["without a type", post(new Uint8Array([1, 2]))],
    ["in a form without a boundary", post("jpeg", { "content-type": "multipart/form-data" })],
    [
      "in a form that breaks off",
      post('--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\njp', multipart),
    ],
    ["in a form of rubbish", post("\u0000\u0001\u0002", multipart)],
  ])("%s is a bad request", async (_what, request) => {
    const error = await readFormFile(request, 100).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BadRequest);
    expect(error).toMatchObject({ code: "missing_file" });
  });
});
