import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NextRequest } from "next/server";
import { sessionName } from "@/lib/db/session-cookies";
import { interceptFetch } from "@/tests/support/intercept-fetch";
import { problem } from "@/tests/support/problem";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { awayHeader, refreshSession } from "./refresh-session";

stubEnvironment();
beforeEach(() => {
  vi.spyOn(console, "warn").mockReturnValue(undefined);
  interceptFetch(async () => Promise.reject(new TypeError("fetch failed")));
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Asks with a session that ends in so many seconds. */
function ask(path: string, secondsLeft: number, more: Record<string, string> = {}) {
  const session = {
    access_token: "a.b.c",
    refresh_token: "refresh",
    expires_at: Math.floor(Date.now() / 1_000) + secondsLeft,
    user: { id: "ada", email: "ada@darkroom.test" },
  };
  const value = Buffer.from(JSON.stringify(session)).toString("base64url");
  const headers = new Headers({ cookie: `${sessionName()}=base64-${value}`, ...more });
  const request = new NextRequest(`http://app.test${path}`, { headers });
  return refreshSession(request, new Headers(headers));
}

/** What the page or route behind the proxy sees of a header. */
const handedOn = (response: Response, name: string) => response.headers.get(`x-middleware-request-${name}`);

test("a session that has run out while auth is away: a route says 503 at once, and the cookies stay", async () => {
  const response = await ask("/api/jobs", -10);
  expect(response.headers.get("retry-after")).toBe("3");
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await problem(response)).toMatchObject({ status: 503, code: "unavailable" });
});

test("a page is told instead, which says so in words, and the cookies stay", async () => {
  const response = await ask("/jobs", -10);
  expect(handedOn(response, awayHeader)).toBe("1");
  expect(response.headers.getSetCookie()).toEqual([]);
});

test.each([
  ["a session that still lasts", "/api/jobs", 30, {}],
  ["a token beside it", "/api/jobs", -10, { authorization: "Bearer x" }],
])("%s is nothing that the proxy keeps from anybody", async (_what, path, secondsLeft, headers) => {
  const response = await ask(path, secondsLeft, headers);
  expect(response.headers.get("x-middleware-next")).toBe("1");
});

test("nobody else tells a page that auth is away", async () => {
  expect(handedOn(await ask("/jobs", 3_600, { [awayHeader]: "1" }), awayHeader)).toBeNull();
});
