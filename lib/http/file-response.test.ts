import { describe, expect, test } from "vitest";
import { RangeNotSatisfiable } from "./errors";
import { fileResponse } from "./file-response";
import { problemResponse } from "./problem";

type Served = Parameters<typeof fileResponse>[1];

/** A stored file of these words, and of as many bytes as the record says. */
function stored(words: string, bytes = words.length): Served {
  const open: Served["open"] = async (span) => {
    const given = words.length === bytes ? span : null;
    const part = given ? words.slice(given.first, given.last + 1) : words;
    return { body: new Blob([part]).stream(), span: given, size: words.length };
  };
  return { name: "picture-01.jpg", contentType: "image/jpeg", version: "v1", bytes, open };
}

/** One whose bytes must not be asked for. */
const closed: Served = { ...stored("0123456789"), open: () => Promise.reject(new Error("opened")) };

function ask(
  headers: Record<string, string>,
  { of = stored("0123456789"), query = "", method = "GET" } = {},
) {
  return fileResponse(new Request(`http://app.test/file${query}`, { method, headers }), of);
}

const answer = (range: string | null, query = "") => ask(range === null ? {} : { range }, { query });

describe("without a range", () => {
  test("the file is answered whole, with its type, for its owner's browser alone", async () => {
    const response = await answer(null);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("0123456789");
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("content-length")).toBe("10");
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

test("what never changes is kept for a year, by its owner's browser alone", async () => {
  const kept = await fileResponse(new Request("http://app.test/file"), stored("0123456789"), {
    neverChanges: true,
  });
  expect(kept.headers.get("cache-control")).toBe("private, max-age=31536000, immutable, no-transform");
});

describe("a range", () => {
  test.each([
    ["bytes=0-0", "0", "bytes 0-0/10"],
    ["bytes=2-5", "2345", "bytes 2-5/10"],
    ["Bytes=2-5", "2345", "bytes 2-5/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=7-999", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=-999", "0123456789", "bytes 0-9/10"],
  ])("%s is answered with just that part", async (range, text, contentRange) => {
    const response = await answer(range);
    expect(response.status).toBe(206);
    expect(await response.text()).toBe(text);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(response.headers.get("content-length")).toBe(String(text.length));
    expect(response.headers.get("content-type")).toBe("image/jpeg");
  });

  test.each(["bytes=10-", "bytes=99-100", "bytes=-0", "bytes=5-2"])(
    "%s cannot be satisfied",
    async (range) => {
      const refused = ask({ range }, { of: closed });
      await expect(refused).rejects.toBeInstanceOf(RangeNotSatisfiable);
      const response = problemResponse(await refused.catch((error: unknown) => error));
      expect(response.status).toBe(416);
      expect(response.headers.get("content-range")).toBe("bytes */10");
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    },
  );

  test("of an empty file cannot be satisfied", async () => {
    for (const range of ["bytes=0-", "bytes=-1"]) {
      await expect(ask({ range }, { of: stored("") })).rejects.toBeInstanceOf(RangeNotSatisfiable);
    }
  });

  test("of a file that has changed in storage is answered with all of it, under no known version", async () => {
    const response = await ask({ range: "bytes=2-5" }, { of: stored("0123456789ab", 10) });
    expect([response.status, await response.text()]).toEqual([200, "0123456789ab"]);
    expect(response.headers.get("content-length")).toBe("12");
    expect(response.headers.get("etag")).toBeNull();
  });
});

test("a file is shown in the page, or downloaded under its name where that is asked for", async () => {
  expect((await answer(null)).headers.get("content-disposition")).toBe('inline; filename="picture-01.jpg"');
  expect((await answer(null, "?download=1")).headers.get("content-disposition")).toBe(
    'attachment; filename="picture-01.jpg"',
  );
});

test("a file cannot run scripts in our origin, in whole or in part", async () => {
  for (const range of [null, "bytes=0-1", "bytes=0-1,4-5"]) {
    expect((await answer(range)).headers.get("content-security-policy")).toContain("sandbox");
  }
});

test.each(['"v1"', 'W/"v1"', '"a,b", "v1"', "*"])(
  "a client that has this version (%s) is told so, and nothing is loaded",
  async (known) => {
    for (const method of ["GET", "HEAD"]) {
      const response = await ask({ "if-none-match": known, range: "bytes=0-1" }, { of: closed, method });
      expect(response.status).toBe(304);
    }
  },
);

test("HEAD says of the whole file what GET says, and nothing is loaded", async () => {
  const told = await answer(null);
  for (const headers of [{}, { range: "bytes=2-5" }, { range: "bytes=99-" }]) {
    const response = await ask(headers, { of: closed, method: "HEAD" });
    expect([response.status, response.body]).toEqual([200, null]);
    expect([...response.headers]).toEqual([...told.headers]);
  }
});

test("a part of the file is only given if it is still the file that the client has a part of", async () => {
  const part = async (ifRange: string) => {
    const response = await ask({ range: "bytes=7-", "if-range": ifRange });
    return [response.status, await response.text()];
  };
  expect(await part('"v1"')).toEqual([206, "789"]);
  for (const other of ['"v2"', 'W/"v1"', "*", "Wed, 25 Nov 2026 10:00:00 GMT"]) {
    expect(await part(other)).toEqual([200, "0123456789"]);
  }
});

test("who has left before the file is open is answered by no error", async () => {
  const leaving = new AbortController();
  const request = new Request("http://app.test/file", { signal: leaving.signal });
  const response = await fileResponse(request, {
    ...closed,
    open: async () => {
      leaving.abort();
      throw new Error("cut off");
    },
  });
  expect(response.status).toBe(499);
});
