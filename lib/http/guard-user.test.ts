import { beforeEach, describe, expect, test, vi } from "vitest";
import { userOfCookies, userOfToken } from "@/lib/db/session";
import { requireUser } from "./guard-user";

vi.mock("@/lib/db/session", () => ({
  userOfCookies: vi.fn<typeof userOfCookies>(),
  userOfToken: vi.fn<typeof userOfToken>(),
}));

const ada = { id: "ada", email: "ada@example.test", accessToken: "good" };
beforeEach(() => {
  vi.mocked(userOfToken).mockImplementation(async (token) => (token === "good" ? ada : null));
  vi.mocked(userOfCookies).mockImplementation(async (jar) => {
    const cookies = jar.getAll();
    return cookies.some(({ name, value }) => name === "sb-session" && value === "good") ? ada : null;
  });
});

const cookie = { cookie: "theme=dark; sb-session=good" };

/** Who a request is from: the user's id, or the name of the error. */
async function who(headers: Record<string, string>, method = "GET"): Promise<string> {
  const request = new Request("http://app.test/api/jobs", {
    method,
    headers: { host: "app.test", ...headers },
  });
  return requireUser(request).then(
    (user) => user.id,
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}

describe("a caller", () => {
  test("is known by a good token or a good session", async () => {
    expect(await who({ authorization: "Bearer good" })).toBe("ada");
    expect(await who({ authorization: "bearer good" }, "POST")).toBe("ada");
    expect(await who(cookie)).toBe("ada");
  });

  test.each([{}, { cookie: "theme=dark" }, { cookie: "sb-session=bad" }, { cookie: ";;=" }])(
    "with %o is not known",
    async (headers: Record<string, string>) => {
      expect(await who(headers)).toBe("Unauthorized");
    },
  );

  test.each(["Bearer bad", "Bearer", "Basic good", "good", ""])(
    "with the authorization %o is not known, not even with a good session beside it",
    async (authorization) => {
      expect(await who({ ...cookie, authorization })).toBe("Unauthorized");
    },
  );
});

describe("a write by session cookie", () => {
  test.each<Record<string, string>>([
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
    { origin: "http://app.test" },
    { origin: "https://darkroom.example", "x-forwarded-host": "darkroom.example" },
  ])("from our own pages (%o) is let in", async (headers) => {
    expect(await who({ ...cookie, ...headers }, "POST")).toBe("ada");
  });

  test.each<Record<string, string>>([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: "http://app.test" },
    { origin: "http://evil.test" },
    { origin: "http://app.test.evil.test" },
    { origin: "null" },
    {},
  ])("from elsewhere (%o) is refused", async (headers) => {
    expect(await who({ ...cookie, ...headers }, "POST")).toBe("ForeignOrigin");
    expect(await who({ ...cookie, ...headers }, "DELETE")).toBe("ForeignOrigin");
  });
});
