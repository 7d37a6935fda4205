import { expect, test } from "vitest";
import { BadRequest } from "./errors";
import { parseCountQuery, parseJobQuery } from "./job-query";

const parse = (query: string) => parseJobQuery(new Request(`http://app.test/api/jobs?${query}`));

function refusal(query: string): unknown {
  try {
    return parse(query);
  } catch (error) {
    return error;
  }
}

test("a list without a filter is the newest 20", () => {
  expect(parse("")).toEqual({ limit: 20 });
});

test("an empty field is no filter", () => {
  expect(parse("status=&kind=&from=&to=&limit=&cursor=")).toEqual({ limit: 20 });
});

test("a filter may name status, kind, times, limit and cursor", () => {
  const query =
    "status=failed&kind=photoshoot&from=2026-11-01&to=2026-11-21T12:00:00%2B01:00&limit=100&cursor=abc";
  expect(parse(query)).toEqual({
    status: ["failed"],
    kind: "photoshoot",
    from: new Date("2026-11-01T00:00:00Z"),
    to: new Date("2026-11-21T11:00:00Z"),
    limit: 100,
    cursor: "abc",
  });
});

test("words are looked for composed, as they were typed otherwise, and up to 200 characters of them", () => {
  expect(parse("q=cafe%CC%81")).toMatchObject({ q: "caf\u00e9" });
  expect(parse("q=%25_*%27")).toMatchObject({ q: "%_*'" });
  expect(parse("q=")).toEqual({ limit: 20 });
});

test("only favourites are asked for with a 1, and with nothing else", () => {
  expect(parse("favourite=1")).toEqual({ limit: 20, isFavourite: true });
  expect(refusal("favourite=0")).toMatchObject({ code: "invalid_query" });
});

test("counts are asked of words, favourites and days alone", () => {
  const count = (query: string) => parseCountQuery(new Request(`http://app.test/api/jobs/counts?${query}`));
  expect(count("")).toEqual({});
  expect(count("favourite=1")).toEqual({ isFavourite: true });
  expect(count("q=lamp&from=2026-11-01")).toEqual({ q: "lamp", from: new Date("2026-11-01T00:00:00Z") });
  expect(() => count(`q=${"x".repeat(201)}`)).toThrow(BadRequest);
});

test.each([
  [`q=${"x".repeat(201)}`, "q"],
  ["limit=-1", "limit"],
  ["limit=0", "limit"],
  ["limit=101", "limit"],
  ["limit=2.5", "limit"],
  ["limit=many", "limit"],
  ["status=done", "status"],
  ["status=failed,done", "status"],
  ["status=COMPLETED", "status"],
  ["from=yesterday", "from"],
  ["from=2026-02-31", "from"],
  ["to=2026-11-21T12:00:00", "to"],
  ["to=1", "to"],
])("%s is a bad request that names %s", (query, field) => {
  const error = refusal(query);
  expect(error).toBeInstanceOf(BadRequest);
  expect(error).toMatchObject({
    code: "invalid_query",
    message: expect.stringMatching(new RegExp(`^${field}: `)),
  });
});

test("a name that stands there twice is refused by that name, whatever its values", () => {
  for (const query of ["status=failed&status=completed", "limit=5&limit=5", "from=&from="]) {
    const error = refusal(query);
    expect(error).toBeInstanceOf(BadRequest);
    expect(String(error)).toContain(`${query.split("=")[0]}: Give this once.`);
  }
});
