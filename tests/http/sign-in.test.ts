import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Entry } from "@/lib/http/enter";
import { LimitReached } from "@/lib/services/errors";
import { ratesOf } from "@/lib/services/rates";
import { requireTry } from "@/lib/services/take-tries";
import { stubAppOf } from "../database/app-of";
import { useDatabase, type TestUser } from "../support/database";
import { interceptFetch } from "../support/intercept-fetch";
import { useVirtualClock, virtualClockSql } from "../support/virtual-clock";

// What a server action has of its request.
let address = "";
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "x-forwarded-for": `10.9.9.9, ${address}` }),
  cookies: async () => ({ getAll: () => [], set: () => undefined }),
}));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(`on to ${to}`);
  },
}));
const { continueAsDemo, signIn, signUp } = await import("@/app/sign-in/actions");
const { signInWith, signUpWith } = await import("@/lib/http/enter");

const db = useDatabase(virtualClockSql);
const clock = useVirtualClock(db);
let user: TestUser;
let other: TestUser;

beforeAll(async () => {
  stubAppOf(db);
  user = await db.createUser();
  vi.stubEnv("DEMO_EMAIL", user.email);
  vi.stubEnv("DEMO_PASSWORD", user.password);
  other = await db.createUser();
});

beforeEach(async () => {
  vi.restoreAllMocks();
  await db.sql`delete from rate_limits`;
});

const here = "203.0.113.7";
const elsewhere = "198.51.100.1";

async function signInAs({ email, password }: TestUser, from: string): Promise<Entry> {
  address = from;
  return signInWith({ email, password });
}

const guess = (from: string, at = user) => signInAs({ ...at, password: "a wrong password" }, from);

/** The outcomes of so many wrong passwords at once, counted. */
async function guesses(many: number, from: (n: number) => string, at = user) {
  const entries: Entry[] = [];
  for (let n = 0; n < many; n++) entries.push(await guess(from(n), at));
  const of = (outcome: Entry["outcome"]) => entries.filter((entry) => entry.outcome === outcome).length;
  return { refused: of("refused"), tooMany: of("too-many"), last: entries.at(-1) };
}

test("100 wrong passwords from one address: slowed down, said so, a right one still gets in after the wait; another address is not hindered", async () => {
  const first = await guesses(100, () => here);
  expect(first).toMatchObject({ refused: 20, tooMany: 80, last: { outcome: "too-many" } });

  expect(await guess(elsewhere)).toEqual({ outcome: "refused" });
  expect(await signInAs(user, elsewhere)).toEqual({ outcome: "in" });

  const early = await signInAs(user, here);
  expect(early).toEqual({ outcome: "too-many", retryAfterSeconds: 20 });
  await clock.advance(20_000);
  expect(await signInAs(user, here)).toEqual({ outcome: "in" });
  expect(await guess(here)).toEqual({ outcome: "refused" });
  expect(await guess(here)).toMatchObject({ outcome: "too-many" });
});

test("100 wrong passwords at the very same moment are no more than one after another", async () => {
  await guess(elsewhere);
  address = here;
  const wrong = { email: user.email, password: "a wrong password" };
  const entries = await Promise.all(Array.from({ length: 100 }, () => signInWith(wrong)));
  expect(entries.filter(({ outcome }) => outcome === "refused")).toHaveLength(20);
  expect(entries.filter(({ outcome }) => outcome === "too-many")).toHaveLength(80);
});

test("right passwords count for nothing, however many", async () => {
  for (let n = 0; n < 25; n++) expect(await signInAs(user, here)).toEqual({ outcome: "in" });
  expect(await guesses(21, () => here)).toMatchObject({ refused: 20, tooMany: 1 });
});

/** So many wrong passwords at one account, one from each of these networks in turn: how many of them were judged. */
async function flood(tries: number, networks: readonly string[]): Promise<number> {
  let judged = 0;
  for (let n = 0; n < tries; n++) {
    const by = { user: user.email, address: networks[n % networks.length] ?? "" };
    try {
      await requireTry("sign-in", by);
      judged += 1;
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
    }
  }
  return judged;
}

const networks = (many: number) => Array.from({ length: many }, (_, n) => `10.0.${n >> 8}.${n & 255}`);

test.each([1, 5])(
  "hostile networks that try all they may at an account never keep out its owner, who comes from another (%i)",
  async (many) => {
    const hostile = networks(many);
    expect(await flood(25 * many, hostile)).toBe(20 * many);
    for (let round = 0; round < 3; round++) {
      await clock.advance(20_000);
      expect(await flood(2 * many, hostile)).toBe(many);
      expect(await signInAs(user, elsewhere)).toEqual({ outcome: "in" });
    }
  },
);

test("what networks may try together, ten of them at least, is less than what an account has", () => {
  const { address, user } = ratesOf("sign-in");
  expect(10 * (user?.everyMs ?? Infinity)).toBeLessThanOrEqual(address?.everyMs ?? 0);
  expect(user?.burst).toBeGreaterThan(10 * (address?.burst ?? Infinity));
});

test("guesses at one account from ever other addresses end at what the account allows; other accounts go on", async () => {
  expect(await flood(350, networks(350))).toBe(300);
  expect(await signInAs({ ...user, email: user.email.toUpperCase() }, elsewhere)).toEqual({
    outcome: "too-many",
    retryAfterSeconds: 2,
  });
  expect(await signInAs(other, elsewhere)).toEqual({ outcome: "in" });
  await clock.advance(2_000);
  expect(await signInAs(user, elsewhere)).toEqual({ outcome: "in" });
});

test("the way into the demo account is limited as well, and says how long to wait", async () => {
  const nothing = { error: null, notice: null, pause: null };
  address = here;
  await expect(continueAsDemo(nothing, new FormData())).rejects.toThrow("on to /jobs");
  await guesses(20, () => here, other);
  expect(await continueAsDemo(nothing, new FormData())).toEqual({
    ...nothing,
    pause: { seconds: 20, toldAt: clock.now() },
  });
});

test("a short password that is wrong is told no more than that; what one has to be is said where it is chosen", async () => {
  address = here;
  const nothing = { error: null, notice: null, pause: null };
  const form = new FormData();
  form.set("email", user.email);
  form.set("password", "short");
  expect(await signIn(nothing, form)).toEqual({ ...nothing, error: "Email and password do not match." });
  expect(await signUp(nothing, form)).toMatchObject({ error: "A password has at least 8 characters." });
  form.set("password", "");
  expect(await signIn(nothing, form)).toMatchObject({ error: "Enter your password." });
});

test("an address and an email cannot be read from what is kept", async () => {
  await guess(here);
  const kept = JSON.stringify(await db.sql`select * from rate_limits`);
  expect(kept).toContain("key");
  for (const secret of [here, user.email]) expect(kept).not.toContain(secret);
});

describe("an auth service that", () => {
  test.each([
    ["is broken", async () => new Response("<html>", { status: 503 })],
    ["says nothing that could be read", async () => new Response("<html>", { status: 200 })],
    ["is not there", () => Promise.reject(new TypeError("fetch failed"))],
  ])("%s is away: the password was not judged, and the try is given back", async (_name, answer) => {
    interceptFetch(({ url }, send) => (url.includes("/auth/v1/token") ? answer() : send()));
    for (let n = 0; n < 25; n++) expect(await guess(here)).toEqual({ outcome: "away" });
    vi.restoreAllMocks();
    expect(await guess(here)).toEqual({ outcome: "refused" });
  });

  test("has a limit of its own is told like ours", async () => {
    const refusal = { code: "over_request_rate_limit", msg: "Request rate limit reached" };
    interceptFetch(({ url }, send) =>
      url.includes("/auth/v1/token") ? Promise.resolve(Response.json(refusal, { status: 429 })) : send(),
    );
    expect(await guess(here)).toEqual({ outcome: "too-many", retryAfterSeconds: 60 });
  });

  test("has not seen the address confirmed says so, which is no wrong password", async () => {
    const refusal = { code: 400, error_code: "email_not_confirmed", msg: "Email not confirmed" };
    interceptFetch(({ url }, send) =>
      url.includes("/auth/v1/token") ? Promise.resolve(Response.json(refusal, { status: 400 })) : send(),
    );
    expect(await guess(here)).toEqual({ outcome: "unconfirmed" });
  });

  test("is told for whom we call, as it believes it: with the secret key", async () => {
    const told: Array<[string | null, string | null]> = [];
    interceptFetch(({ url }, send, headers) => {
      if (url.includes("/auth/v1/token")) told.push([headers.get("sb-forwarded-for"), headers.get("apikey")]);
      return send();
    });
    expect(await signInAs(user, here)).toEqual({ outcome: "in" });
    expect(await signInAs(user, "unknown")).toEqual({ outcome: "in" });
    expect(told).toEqual([
      [here, db.secretKey],
      [null, db.publishableKey],
    ]);
  });
});

test("a database that is away lets nobody guess, and says that it is not the password", async () => {
  interceptFetch(({ url }, send) =>
    url.includes("/rest/v1/rpc/take_tries") ? Promise.reject(new TypeError("fetch failed")) : send(),
  );
  expect(await signInAs(user, here)).toEqual({ outcome: "away" });
});

test("after 100 accounts made from one address the next waits half a minute; another address does not", async () => {
  for (let n = 0; n < 100; n++) await requireTry("sign-up", { user: null, address: here });
  const credentials = (n: number) => ({ email: `new-${n}@darkroom.test`, password: "correct horse battery" });
  address = here;
  expect(await signUpWith(credentials(1))).toEqual({ outcome: "too-many", retryAfterSeconds: 30 });
  address = elsewhere;
  expect(await signUpWith(credentials(2))).toEqual({ outcome: "in" });
  expect(await signUpWith(credentials(2))).toEqual({ outcome: "refused" });
  address = here;
  await clock.advance(30_000);
  expect(await signUpWith(credentials(3))).toEqual({ outcome: "in" });
});
