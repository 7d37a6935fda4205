import { describe, expect, test } from "vitest";
import { fileResponse } from "./file-response";

const file = new Blob(["0123456789"], { type: "image/jpeg" });

function answer(range: string | null, query = "", of = file) {
  const headers = new Headers(range === null ? {} : { range });
  const served = { name: "picture-01.jpg", contentType: "image/jpeg", version: "v1", load: async () => of };
  return fileResponse(new Request(`http://app.test/file${query}`, { headers }), served);
}

describe("without a range", () => {
  test("the file is answered whole, with its type, for its owner's browser alone", async () => {
    const response = await answer(null);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("0123456789");
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    expect(response.headers.get("cache-control")).toContain("private");
  });

  test.each(["pages=1-2", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1,4-5", "0-1"])(
    "and with one we do not serve (%s), whole too",
    async (range) => {
      const response = await answer(range);
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
    const response = await answer(range);
    expect(response.status).toBe(206);
    expect(await response.text()).toBe(text);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
  });

  test.each(["bytes=10-", "bytes=99-100", "bytes=-0", "bytes=5-2"])(
    "%s cannot be satisfied",
    async (range) => {
      const response = await answer(range);
      expect(response.status).toBe(416);
      expect(response.headers.get("content-range")).toBe("bytes */10");
      expect(await response.text()).toBe("");
    },
  );

  test("of an empty file cannot be satisfied", async () => {
    for (const range of ["bytes=0-", "bytes=-1"]) {
      expect((await answer(range, "", new Blob([]))).status).toBe(416);
    }
  });
});

test("a file is shown in the page, or downloaded under its name where that is asked for", async () => {
  expect((await answer(null)).headers.get("content-disposition")).toBe('inline; filename="picture-01.jpg"');
  expect((await answer(null, "?download=1")).headers.get("content-disposition")).toBe(
    'attachment; filename="picture-01.jpg"',
  );
});

test("a file cannot run scripts in our origin, in whole or in part", async () => {
  for (const range of [null, "bytes=0-1", "bytes=99-"]) {
    expect((await answer(range)).headers.get("content-security-policy")).toContain("sandbox");
  }
});

test("a client that has this version is told so, and nothing is loaded", async () => {
  const request = new Request("http://app.test/file", { headers: { "if-none-match": '"v1"' } });
  const load = () => Promise.reject(new Error("loaded"));
  const response = await fileResponse(request, {
    name: "a.jpg",
    contentType: "image/jpeg",
    version: "v1",
    load,
  });
  expect(response.status).toBe(304);
});

test("a part of the file is only given if it is still the file that the client has a part of", async () => {
  const served = { name: "a.mp4", contentType: "video/mp4", version: "v2", load: async () => file };
  const part = async (ifRange: string) => {
    const headers = { range: "bytes=7-", "if-range": ifRange };
    const response = await fileResponse(new Request("http://app.test/file", { headers }), served);
    return [response.status, await response.text()];
  };
  expect(await part('"v2"')).toEqual([206, "789"]);
  expect(await part('"v1"')).toEqual([200, "0123456789"]);
});
