import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetSession, ownerOf, type TokenOwner } from "./good-tokens";

beforeEach(() => {
  vi.useFakeTimers();
  for (const session of ["1", "2", "other"]) forgetSession(session);
});
afterEach(() => {
  vi.useRealTimers();
});

const minute = 60_000;
const ada = (sessionId = "1", lastsMs = 60 * minute): TokenOwner => ({
  id: "ada",
  email: "ada@darkroom.test",
  sessionId,
  expiresAt: Date.now() + lastsMs,
});

/** Auth, which counts how often it is asked, and may change its mind. */
function anAuth(owner: TokenOwner | null) {
  const auth = { owner, asked: 0, verify: async () => (auth.asked++, auth.owner) };
  return auth;
}

let made = 0;
const newToken = () => `header.payload-${++made}.signature`;

test("a good token is verified once a minute, however often it is brought", async () => {
  const [token, auth] = [newToken(), anAuth(ada())];
  for (let n = 0; n < 100; n++) {
    expect(await ownerOf(token, auth.verify)).toMatchObject({ id: "ada", accessToken: token });
    vi.advanceTimersByTime(599);
  }
  expect(auth.asked).toBe(1);
  vi.advanceTimersByTime(100);
  await ownerOf(token, auth.verify);
  expect(auth.asked).toBe(2);
});

test("a token that was called good is refused within a minute after its session ended", async () => {
  const [token, auth] = [newToken(), anAuth(ada())];
  await ownerOf(token, auth.verify);
  vi.advanceTimersByTime(1_000);
  auth.owner = null;
  vi.advanceTimersByTime(minute - 1_000);
  expect(await ownerOf(token, auth.verify)).toBeNull();
});

test("it is refused at once where the session ended here, also while auth was being asked about it", async () => {
  const [token, later, auth] = [newToken(), newToken(), anAuth(ada())];
  await ownerOf(token, auth.verify);
  const answer = Promise.withResolvers<TokenOwner>();
  const asking = ownerOf(later, () => answer.promise);
  auth.owner = null;
  forgetSession("1");
  answer.resolve(ada());
  await asking;
  expect(await ownerOf(token, auth.verify)).toBeNull();
  expect(await ownerOf(later, auth.verify)).toBeNull();
});

test("the end of one session asks nobody else who they are", async () => {
  const [token, auth] = [newToken(), anAuth(ada("2"))];
  await ownerOf(token, auth.verify);
  forgetSession("1");
  await ownerOf(token, auth.verify);
  expect(auth.asked).toBe(1);
});

test("a token is good no longer than it says itself", async () => {
  const [token, auth] = [newToken(), anAuth(ada("1", 5_000))];
  await ownerOf(token, auth.verify);
  auth.owner = null;
  vi.advanceTimersByTime(5_000);
  expect(await ownerOf(token, auth.verify)).toBeNull();
});

test("a forged token is never kept as good, whatever good one it was made of", async () => {
  const good = newToken();
  await ownerOf(good, anAuth(ada()).verify);
  for (const forged of [`${good}x`, good.slice(0, -1), good.toUpperCase(), newToken()]) {
    const auth = anAuth(null);
    expect(await ownerOf(forged, auth.verify)).toBeNull();
    expect(await ownerOf(forged, auth.verify)).toBeNull();
    expect(auth.asked).toBe(2);
  }
});

test("auth that is away is asked again by whoever comes next", async () => {
  const token = newToken();
  const away = async () => Promise.reject(new Error("away"));
  await expect(ownerOf(token, away)).rejects.toThrow("away");
  expect(await ownerOf(token, anAuth(ada()).verify)).toMatchObject({ id: "ada" });
});

test("those who bring the same token at once wait for one answer", async () => {
  const [token, auth] = [newToken(), anAuth(ada())];
  await Promise.all(Array.from({ length: 100 }, () => ownerOf(token, auth.verify)));
  expect(auth.asked).toBe(1);
});

test("ten thousand tokens are kept at most, by their hashes", async () => {
  const [first, auth] = [newToken(), anAuth(ada("other"))];
  await ownerOf(first, auth.verify);
  for (let n = 0; n < 10_000; n++) await ownerOf(newToken(), auth.verify);
  const { good } = Reflect.get(globalThis, Symbol.for("darkroom.good-tokens")) as {
    good: Map<string, object>;
  };
  expect(good.size).toBe(10_000);
  expect([...good.keys()].every((key) => /^[\w-]{43}$/.test(key))).toBe(true);
  await ownerOf(first, auth.verify);
  expect(auth.asked).toBe(10_002);
});
