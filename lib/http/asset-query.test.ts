import { expect, test } from "vitest";
import { parseAssetFilter, parseAssetQuery } from "./asset-query";
import { BadRequest } from "./errors";

const asked = (query: string) => new Request(`http://app.test/api/assets?${query}`);

function refusal(query: string): unknown {
  try {
    return parseAssetQuery(asked(query));
  } catch (error) {
    return error;
  }
}

test("a list without a filter is the newest 50", () => {
  expect(parseAssetQuery(asked(""))).toEqual({ tag: [], limit: 50 });
});

test("an empty field is no filter", () => {
  expect(parseAssetQuery(asked("q=&tag=&tag=&status=&from=&to=&limit=&cursor="))).toEqual({
    tag: [],
    limit: 50,
  });
});

test("a filter may name words, several tags, a status and times; a count takes the same and no page", () => {
  const query = "q=red+sea&tag=Sea&tag=%20sand%20&status=untagged&from=2026-11-01&to=2026-11-02";
  const filter = {
    q: "red sea",
    tag: ["sea", "sand"],
    status: "untagged",
    from: new Date("2026-11-01T00:00:00Z"),
    to: new Date("2026-11-02T23:59:59.999Z"),
  };
  expect(parseAssetQuery(asked(`${query}&limit=500&cursor=abc`))).toEqual({
    ...filter,
    limit: 500,
    cursor: "abc",
  });
  expect(parseAssetFilter(asked(query))).toEqual(filter);
});

test("words and tags are composed, as those are that are stored", () => {
  const decomposed = encodeURIComponent("e\u0301te\u0301");
  expect(parseAssetFilter(asked(`q=${decomposed}&tag=${decomposed}`))).toEqual({ q: "été", tag: ["été"] });
});

test.each([
  ["limit=0", "limit"],
  ["limit=501", "limit"],
  ["limit=2.5", "limit"],
  ["limit=many", "limit"],
  ["status=done", "status"],
  ["status=pending,failed", "status"],
  ["from=yesterday", "from"],
  ["to=2026-02-30", "to"],
  [`tag=${"a".repeat(41)}`, "tag"],
  ["tag=%00", "tag"],
  ["tag=a".concat("&tag=a".repeat(20)), "tag"],
  [`q=${"a".repeat(201)}`, "q"],
  ["q=a&q=b", "q"],
  ["status=failed&status=pending", "status"],
])("%s is refused, and %s is named", (query, name) => {
  const error = refusal(query);
  expect(error).toBeInstanceOf(BadRequest);
  expect(error).toMatchObject({ code: "invalid_query", message: expect.stringMatching(`^${name}: .+\\.?$`) });
});
