import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { refuseMalformed } from "./malformed";

const asked = (path: string, init: ConstructorParameters<typeof NextRequest>[1] = {}) =>
  new NextRequest(`http://app.test${path}`, init);

async function refused(request: NextRequest): Promise<[number, string] | null> {
  const answer = await refuseMalformed(request);
  if (!answer) return null;
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  return [answer.status, ((await answer.json()) as { code: string }).code];
}

describe("an address", () => {
  test.each([
    "/api/jobs/%ff",
    "/api/jobs/%",
    "/api/x/%zz/y",
    "/api/webhooks/%c0%af",
    "/api/uploads/a/%ed%a0%80",
    "/jobs/%ff",
  ])("%s is one that nothing is at", async (path) => {
    expect(await refused(asked(path))).toEqual([404, "not_found"]);
  });

  test.each(["/api/jobs/%25ff", "/api/jobs/%00", "/api/jobs/%e2%82%ac", "/api/jobs?a=%ff"])(
    "%s is not refused here",
    async (path) => {
      expect(await refused(asked(path))).toBeNull();
    },
  );
});

describe("a method that nothing has", () => {
  test.each([
    ["PROPFIND", "/api/jobs"],
    ["UNKNOWN", "/api"],
    ["DELETE", "/jobs"],
    ["OPTIONS", "/"],
  ])("%s %s is 405", async (method, path) => {
    expect(await refused(asked(path, { method }))).toEqual([405, "method_not_allowed"]);
  });

  test("one that some route has is left to that route", async () => {
    expect(await refused(asked("/api/jobs", { method: "DELETE" }))).toBeNull();
  });
});

describe("a form for a page", () => {
  const form = (headers: Record<string, string>, body: BodyInit = new FormData()) =>
    asked("/sign-in", { method: "POST", headers: { host: "app.test", ...headers }, body, duplex: "half" });

  test("from our own page passes, also behind a proxy, and can still be read by the page", async () => {
    const own = form({ origin: "http://app.test" });
    expect(await refused(own)).toBeNull();
    expect(own.bodyUsed).toBe(false);
    expect(
      await refused(form({ origin: "https://a.test", "x-forwarded-host": "a.test, b.test" })),
    ).toBeNull();
  });

  test.each(["https://evil.test", "null", "http://["])("from %s is refused", async (origin) => {
    expect(await refused(form({ origin }))).toEqual([403, "foreign_origin"]);
  });

  test.each([
    ["without a boundary", "multipart/form-data", "--x--"],
    [
      "that breaks off",
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb',
    ],
  ])("%s is a bad request", async (_what, type, body) => {
    expect(await refused(form({ "content-type": type }, body))).toEqual([400, "invalid_form"]);
  });

  const large = new Uint8Array(1024 * 1024 + 1);

  test.each(["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])(
    "of more than 1 MB is too large by what it announces, and is not waited for (%s)",
    async (type) => {
      for (const call of [{}, { "next-action": "x" }]) {
        const headers = { ...call, "content-type": type, "content-length": String(large.length) };
        expect(await refused(form(headers, new ReadableStream()))).toEqual([413, "body_too_large"]);
      }
    },
  );

  test("that announces less than it has is read up to 1 MB, and no further", async () => {
    let read = 0;
    const endless = new ReadableStream({
      pull(controller) {
        const chunk = large.subarray(0, 64 * 1024);
        read += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const type = { "content-type": "multipart/form-data; boundary=x" };
    expect(await refused(form(type, endless))).toEqual([413, "body_too_large"]);
    expect(read).toBeLessThan(1.5 * large.length);
  });

  test("that React calls with has its arguments in it", async () => {
    const call = { "next-action": "x" };
    const whole = new FormData();
    whole.set("0", '["$K1"]');
    expect(await refused(form(call, whole))).toBeNull();
    expect(await refused(form(call, "[]"))).toBeNull();
    for (const body of [new FormData(), "", "[", "null", "{}", "[".repeat(5_000) + "]".repeat(5_000)]) {
      expect(await refused(form(call, body))).toEqual([400, "invalid_form"]);
    }
  });

  test("that React calls with has each of its parts once, and none too deep to be read", async () => {
    const call = { "next-action": "x" };
    const deep = "[".repeat(3_000) + "]".repeat(3_000);
    for (const [name, value] of [
      ["0", "[]"],
      ["0", deep],
      ["1", deep],
      ["1", "no JSON"],
    ] as const) {
      const body = new FormData();
      body.append("0", '[{},"$1"]');
      body.append(name, value);
      expect(await refused(form(call, body))).toEqual([400, "invalid_form"]);
    }
    const whole = new FormData();
    whole.append("0", '[{"error":null},"$K1"]');
    whole.append("1_password", deep);
    whole.append("2", '{"a":1}');
    expect(await refused(form(call, whole))).toBeNull();
  });
});
