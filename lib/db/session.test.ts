import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { interceptFetch } from "@/tests/support/intercept-fetch";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { AuthAway, endSession, refreshSession, userOfCookies, userOfToken, type CookieJar } from "./session";
import { sessionName } from "./session-cookies";

stubEnvironment();
beforeEach(() => {
  // auth-js says on the console what it could not do.
  for (const say of ["warn", "error"] as const) vi.spyOn(console, say).mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const seconds = () => Math.floor(Date.now() / 1_000);

function tokenUntil(exp: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { sub: "ada", email: "ada@darkroom.test", role: "authenticated", exp };
  return `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.c2lnbmVk`;
}

/** A jar with a session that ends in so many seconds, and what is written into it. */
function jarWith(secondsLeft: number): CookieJar & { written: Map<string, string> } {
  const session = {
    access_token: tokenUntil(seconds() + secondsLeft),
    refresh_token: "refresh",
    token_type: "bearer",
    expires_in: 3_600,
    expires_at: seconds() + secondsLeft,
    user: { id: "ada", email: "ada@darkroom.test" },
  };
  const value = `base64-${Buffer.from(JSON.stringify(session)).toString("base64url")}`;
  const written = new Map<string, string>();
  return {
    written,
    getAll: () => [{ name: sessionName(), value }],
    setAll: (cookies) => cookies.forEach(({ name, value: text }) => written.set(name, text)),
  };
}

type Reply = () => Promise<Response>;
const html = { "content-type": "text/html" };
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Reply => {
  return async () => Response.json(body, { status, headers });
};
const page = (status: number): Reply => {
  return async () => new Response("<html>Bad gateway</html>", { status, headers: html });
};
const refused: Reply = async () => Promise.reject(new TypeError("fetch failed"));
const meet = (reply: Reply) => interceptFetch(reply);

/** What is no word of auth's about a session, whoever says it. */
const away: Array<[string, Reply]> = [
  ["a refused connection", refused],
  [
    "Supabase Lite whose database is away",
    async () => new Response("Internal Server Error", { status: 500 }),
  ],
  [
    "auth whose database is away",
    json(500, { code: 500, error_code: "unexpected_failure", msg: "Database error" }),
  ],
  ["auth that is late", json(504, { code: 504, error_code: "request_timeout", msg: "Too late" })],
  [
    "auth that is asked too much",
    json(429, { code: 429, error_code: "over_request_rate_limit", msg: "Rate limit" }),
  ],
  [
    "auth that is busy with the same session",
    json(409, { code: 409, error_code: "conflict", msg: "Concurrent" }),
  ],
  ["a gateway without a key", json(401, { message: "Invalid API key", hint: "Check it." })],
  ["a gateway that cannot reach it", json(503, { message: "name resolution failed" })],
  ["a gateway's page, 502", page(502)],
  ["Cloudflare's page, 522", page(522)],
  ["a paused project's page, 540", page(540)],
  ["somebody else's page, 404", page(404)],
  ["somebody else's page, 400", page(400)],
  ["somebody else's page, 200", page(200)],
];

describe.each(away)("%s ends no session", (_who, reply) => {
  test("a token is neither good nor bad", async () => {
    meet(reply);
    await expect(userOfToken(tokenUntil(seconds() + 3_600))).rejects.toBeInstanceOf(AuthAway);
  });

  test("a token whose signing key is to be fetched is neither", async () => {
    meet(reply);
    const [, payload] = tokenUntil(seconds() + 3_600).split(".");
    const header = Buffer.from(JSON.stringify({ alg: "ES256", typ: "JWT", kid: randomUUID() })).toString(
      "base64url",
    );
    await expect(userOfToken(`${header}.${payload}.c2lnbmVk`)).rejects.toBeInstanceOf(AuthAway);
  });

  test("a session that is good for an hour is neither", async () => {
    meet(reply);
    await expect(userOfCookies(jarWith(3_600))).rejects.toBeInstanceOf(AuthAway);
  });

  test("one that has run out stays in its cookies, to be refreshed later", async () => {
    meet(reply);
    const jar = jarWith(-10);
    await expect(refreshSession(jar)).rejects.toBeInstanceOf(AuthAway);
    await expect(userOfCookies(jar)).rejects.toBeInstanceOf(AuthAway);
    expect(jar.written).toEqual(new Map());
  });

  test("one that is about to run out is used as long as it lasts", async () => {
    meet(reply);
    const jar = jarWith(30);
    await refreshSession(jar);
    expect(jar.written).toEqual(new Map());
  });
});

const version = { "x-supabase-api-version": "2024-01-01" };

describe.each<[string, Reply]>([
  ["a bad token", json(403, { code: 403, error_code: "bad_jwt", msg: "invalid JWT" })],
  ["no such session", json(403, { code: 403, error_code: "session_not_found", msg: "Session not found" })],
  ["no such token", json(400, { code: 400, error_code: "refresh_token_not_found", msg: "Not found" })],
  ["in the newest words", json(403, { code: "session_expired", message: "Expired" }, version)],
  ["in the words of an older auth", json(400, { code: 400, msg: "Invalid Refresh Token" })],
  [
    "in the words of OAuth",
    json(400, { error: "invalid_grant", error_description: "Invalid Refresh Token" }),
  ],
])("auth's own no (%s) is a no", (_which, reply) => {
  test("to a token", async () => {
    meet(reply);
    expect(await userOfToken(tokenUntil(seconds() + 3_600))).toBeNull();
  });

  test("to a session that has run out, whose cookies go", async () => {
    meet(reply);
    const jar = jarWith(-10);
    await refreshSession(jar);
    expect([...jar.written]).toEqual([[sessionName(), ""]]);
    expect(await userOfCookies(jar)).toBeNull();
  });
});

test.each(["", "nonsense", "a.b.c", "e30.e30.e30", tokenUntil(1)])(
  "%j is no token, whether or not auth is there",
  async (token) => {
    meet(refused);
    expect(await userOfToken(token)).toBeNull();
  },
);

test.each([null, "", 7, {}])(
  "a session whose refresh token is %j is none, and no fault of ours",
  async (refresh_token) => {
    meet(json(400, { code: 400, error_code: "validation_failed", msg: "Refresh token is not valid" }));
    const session = { access_token: tokenUntil(1), refresh_token, expires_at: 1, user: null };
    const value = `base64-${Buffer.from(JSON.stringify(session)).toString("base64url")}`;
    const jar = { getAll: () => [{ name: sessionName(), value }], setAll: () => undefined };
    await refreshSession(jar);
    expect(await userOfCookies(jar)).toBeNull();
  },
);

test("cookies without a session are nobody's, and auth is not asked", async () => {
  meet(refused);
  const jars = [[], [{ name: sessionName(), value: "base64-bm9uc2Vuc2U" }]];
  for (const cookies of jars) {
    expect(await userOfCookies({ getAll: () => cookies, setAll: () => undefined })).toBeNull();
  }
});

describe("a token that is known by its signature", async () => {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(
    { name: "ECDSA", namedCurve: "P-256" },
    true,
    ["sign", "verify"],
  );
  const kid = randomUUID();
  const jwk = { ...(await crypto.subtle.exportKey("jwk", publicKey)), kid, alg: "ES256", use: "sig" };

  /** With a session of its own; auth gives its keys, and the database the sessions that go on. */
  async function signedToken(isLive: boolean) {
    const sessionId = randomUUID();
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { sub: "ada", role: "authenticated", exp: seconds() + 3_600, session_id: sessionId };
    const signed = `${part({ alg: "ES256", typ: "JWT", kid })}.${part(claims)}`;
    const algorithm = { name: "ECDSA", hash: "SHA-256" };
    const signature = await crypto.subtle.sign(algorithm, privateKey, new TextEncoder().encode(signed));
    const asked: string[] = [];
    interceptFetch(async ({ url }) => {
      asked.push(url.slice(url.lastIndexOf("/") + 1));
      if (url.endsWith("/jwks.json")) return Response.json({ keys: [jwk] });
      return Response.json(isLive ? [sessionId] : []);
    });
    return { token: `${signed}.${Buffer.from(signature).toString("base64url")}`, asked };
  }

  test("is good while its session goes on, which is asked once", async () => {
    const { token, asked } = await signedToken(true);
    for (let n = 0; n < 3; n++) expect(await userOfToken(token)).toMatchObject({ id: "ada" });
    expect(asked.filter((what) => what === "live_sessions")).toHaveLength(1);
    expect(asked).not.toContain("user");
  });

  test("is refused once its session has ended, and with another's signature", async () => {
    expect(await userOfToken((await signedToken(false)).token)).toBeNull();
    const { token } = await signedToken(true);
    const other = (await signedToken(true)).token;
    expect(
      await userOfToken(
        token
          .split(".")
          .with(2, other.split(".")[2] ?? "")
          .join("."),
      ),
    ).toBeNull();
  });
});

test("whoever signs out is refused at once here, with any token of that session", async () => {
  const sessionId = randomUUID();
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { sub: "ada", role: "authenticated", exp: seconds() + 3_600, session_id: sessionId };
  const token = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.c2lnbmVk`;
  let isOver = false;
  const no = { code: 403, error_code: "session_not_found", msg: "Session not found" };
  interceptFetch(async ({ url }) => {
    if (!url.endsWith("/logout?scope=local"))
      return Response.json(isOver ? no : { id: "ada" }, { status: isOver ? 403 : 200 });
    isOver = true;
    return new Response(null, { status: 204 });
  });
  expect(await userOfToken(token)).toMatchObject({ id: "ada" });
  const session = {
    access_token: token,
    refresh_token: "refresh",
    expires_at: seconds() + 3_600,
    user: null,
  };
  const value = `base64-${Buffer.from(JSON.stringify(session)).toString("base64url")}`;
  await endSession({ getAll: () => [{ name: sessionName(), value }], setAll: () => undefined });
  expect(await userOfToken(token)).toBeNull();
});

describe("auth that hears and says nothing", () => {
  const silent = () =>
    vi.spyOn(globalThis, "fetch").mockImplementation(
      (_input, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        }),
    );

  test.each<[string, () => Promise<unknown>]>([
    ["a token", () => userOfToken(tokenUntil(seconds() + 3_600))],
    ["a session", () => userOfCookies(jarWith(3_600))],
    ["a session that has run out", () => userOfCookies(jarWith(-10))],
    ["a refresh", () => refreshSession(jarWith(-10))],
  ])("costs whoever asks about %s four seconds, and is asked once", async (_what, ask) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const calls = silent();
    const answer = ask().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await answer).toBeInstanceOf(AuthAway);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveBeenCalledTimes(1);
  });
});

test.each(away)("whoever signs out has left, even with %s", async (_who, reply) => {
  meet(reply);
  for (const secondsLeft of [3_600, -10]) {
    const jar = jarWith(secondsLeft);
    await endSession(jar);
    expect([...jar.written]).toEqual([[sessionName(), ""]]);
  }
});

test("once a refresh has failed nothing goes on behind it, whose new session nobody would keep", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const calls = vi.spyOn(globalThis, "fetch").mockImplementation(refused);
  const answer = refreshSession(jarWith(-10)).catch((error: unknown) => error);
  expect(await answer).toBeInstanceOf(AuthAway);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toHaveBeenCalledTimes(1);
});
