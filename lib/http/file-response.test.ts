import { describe, expect, test } from "vitest";
import { fileResponse } from "./file-response";

const file = new Blob(["0123456789"], { type: "image/jpeg" });

function answer(range: string | null, query = "", of = file) {
  const headers = new Headers(range === null ? {} : { range });
  return fileResponse(new Request(`http://app.test/file${query}`, { headers }), of, "picture-01.jpg");
}

describe("without a range", () => {
  test("the file is answered whole, with its type, for its owner's browser alone", async () => {
    const response = answer(null);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("0123456789");
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    expect(response.headers.get("cache-control")).toContain("private");
  });

  test.each(["pages=1-2", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1,4-5", "0-1"])(
    "and with one we do not serve (%s), whole too",
    async (range) => {
      const response = answer(range);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe("0123456789");
    },
  );
});

describe("a range", () => {
  test.each([
    ["bytes=0-0", "0", "bytes 0-0/10"],
    ["bytes=2-5", "2345", "bytes 2-5/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=7-999", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=-999", "0123456789", "bytes 0-9/10"],
  ])("%s is answered with just that part", async (range, text, contentRange) => {
    const response = answer(range);
    expect(response.status).toBe(206);
    expect(await response.text()).toBe(text);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
  });

  test.each(["bytes=10-", "bytes=99-100", "bytes=-0", "bytes=5-2"])(
    "%s cannot be satisfied",
    async (range) => {
      const response = answer(range);
      expect(response.status).toBe(416);
      expect(response.headers.get("content-range")).toBe("bytes */10");
      expect(await response.text()).toBe("");
    },
  );

  test("of an empty file cannot be satisfied", () => {
    for (const range of ["bytes=0-", "bytes=-1"]) expect(answer(range, "", new Blob([])).status).toBe(416);
  });
});

test("a file is shown in the page, or downloaded under its name where that is asked for", () => {
  expect(answer(null).headers.get("content-disposition")).toBe('inline; filename="picture-01.jpg"');
  expect(answer(null, "?download=1").headers.get("content-disposition")).toBe(
    'attachment; filename="picture-01.jpg"',
  );
});

test("a file cannot run scripts in our origin, in whole or in part", () => {
  for (const range of [null, "bytes=0-1", "bytes=99-"]) {
    expect(answer(range).headers.get("content-security-policy")).toContain("sandbox");
  }
});
