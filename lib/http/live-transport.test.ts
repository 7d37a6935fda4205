import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";

const keepRealtime = vi.hoisted(() => vi.fn<() => Promise<void>>(async () => undefined));
vi.mock("@/lib/db/announcements", () => ({ keepRealtime }));

const ada = { id: "ada", email: "ada@darkroom.test", accessToken: "token-of-ada" };

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

/** The modules as an app has them whose environment says this. */
async function withRealtime(given: string | undefined) {
  stubEnvironment({ REALTIME: given });
  const [{ liveTransportOf }, { contentSecurityPolicy }] = await Promise.all([
    import("./live-transport"),
    import("./content-security"),
  ]);
  return { liveTransportOf, connectable: /connect-src ([^;]*);/.exec(contentSecurityPolicy("n"))?.[1] };
}

test.each([undefined, "off", ""])(
  "where Realtime is %j, browsers listen to our stream, and connect to us alone",
  async (given) => {
    const { liveTransportOf, connectable } = await withRealtime(given);
    expect(await liveTransportOf(ada)).toEqual({ transport: "stream" });
    expect(connectable).toBe("'self'");
    expect(keepRealtime).not.toHaveBeenCalled();
  },
);

test("where it is on, a browser is given its own channel and token, the database tells it there, and the page may connect", async () => {
  const { liveTransportOf, connectable } = await withRealtime("on");
  for (let n = 0; n < 3; n++)
    expect(await liveTransportOf(ada)).toEqual({
      transport: "realtime",
      url: "http://supabase.test",
      key: "publishable",
      topic: "user:ada",
      token: "token-of-ada",
    });
  expect(keepRealtime).toHaveBeenCalledTimes(1);
  expect(connectable).toBe("'self' ws://supabase.test");
});
