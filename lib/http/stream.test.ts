import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sessionOf, userOfCookies, userOfToken } from "@/lib/db/session";
import type { StatusUpdate } from "@/lib/jobs/status-update";
import { InvalidCursor } from "@/lib/push/cursor";
import { listen } from "@/lib/push/listen";
import type { Listener } from "@/lib/push/listener";
import { isShuttingDown } from "./shutdown";
import { answerWithStream } from "./stream";

vi.mock("@/lib/db/session", () => ({
  userOfCookies: vi.fn<typeof userOfCookies>(),
  userOfToken: vi.fn<typeof userOfToken>(),
  sessionOf: vi.fn<typeof sessionOf>(),
}));
vi.mock("@/lib/push/listen", () => ({ listen: vi.fn<typeof listen>() }));
vi.mock("./shutdown", () => ({ isShuttingDown: vi.fn<typeof isShuttingDown>() }));

const minute = 60_000;
let heard: { listener: Listener; stopped: number } | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  heard = undefined;
  vi.mocked(isShuttingDown).mockReturnValue(false);
  const ada = { id: "ada", email: "", accessToken: "good" };
  vi.mocked(userOfToken).mockResolvedValue(ada);
  vi.mocked(userOfCookies).mockResolvedValue(ada);
  vi.mocked(sessionOf).mockReturnValue({ id: "session-1", expiresAt: new Date(Date.now() + 60 * minute) });
  vi.mocked(listen).mockImplementation(async (listener) => {
    const mine = { listener, stopped: 0 };
    heard = mine;
    listener.ready("c0");
    return { stop: () => void mine.stopped++, position: () => "c9" };
  });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Opens a stream; `said` gives what it has sent since it was asked last. */
async function open(more: Record<string, string> = {}, query = "") {
  const client = new AbortController();
  const headers = new Headers({ authorization: "Bearer good", ...more });
  if (headers.has("cookie")) headers.delete("authorization");
  const request = new Request(`http://app.test/api/jobs/stream${query}`, { headers, signal: client.signal });
  const response = await answerWithStream(request);
  const reader = response.body?.getReader();
  let text = "";
  let isOver = false;
  const reading = (async () => {
    for (;;) {
      const next = await reader?.read();
      if (!next || next.done) break;
      text += new TextDecoder().decode(next.value);
    }
    isOver = true;
  })();
  const said = async () => {
    await vi.advanceTimersByTimeAsync(0);
    const since = text;
    text = "";
    return since;
  };
  return { response, client, said, reading, isOver: () => isOver };
}

const update = { id: 7, jobId: "job-1", status: "processing" } as StatusUpdate;

describe("a stream", () => {
  test("begins at once, and says how to come back", async () => {
    const { response, said } = await open();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    expect(await said()).toBe('retry: 1000\n: hello\n\nid: c0\nevent: connected\ndata: {"userId":"ada"}\n\n');
    expect(heard?.listener).toMatchObject({ userId: "ada", sessionId: "session-1", since: null });
  });

  test("sends each update with the cursor that resumes behind it, and says when all that was missed is sent", async () => {
    const { said } = await open();
    await said();
    expect(heard?.listener.send(update, "c1")).toBe(true);
    heard?.listener.caughtUp("c2");
    const data = JSON.stringify(update);
    expect(await said()).toBe(
      `id: c1\nevent: status_update\ndata: ${data}\n\nid: c2\nevent: caught_up\ndata: {}\n\n`,
    );
  });

  test.each<[Record<string, string>, string, string | null]>([
    [{ "last-event-id": "header" }, "?since=query", "header"],
    [{}, "?since=query", "query"],
    [{ "last-event-id": "" }, "?since=", null],
  ])("resumes from %o and “%s”: %o", async (headers, query, since) => {
    await open(headers, query);
    expect(heard?.listener.since).toBe(since);
  });

  test("is refused where there is nothing to go on from", async () => {
    vi.mocked(listen).mockRejectedValue(new InvalidCursor());
    await expect(open({}, "?since=x")).rejects.toThrow(InvalidCursor);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("shows every 15 s that it lives, and from where to go on", async () => {
    const { said } = await open();
    await said();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await said()).toBe(": still here\n\nid: c9\n\n".repeat(2));
  });

  test("ends by itself before its function would be cut, and is not heard of any more", async () => {
    const { said, isOver, reading } = await open();
    await vi.advanceTimersByTimeAsync(259_000);
    expect(isOver()).toBe(false);
    await vi.advanceTimersByTimeAsync(21_000);
    await reading;
    expect(await said()).toMatch(/event: ended\ndata: \{"reason":"time"\}\n\n$/);
    expect([heard?.stopped, vi.getTimerCount()]).toEqual([1, 0]);
  });

  test("ends with a token that was given, and outlasts one that a session renews", async () => {
    const expiresAt = new Date(Date.now() + minute);
    vi.mocked(sessionOf).mockReturnValue({ id: "session-1", expiresAt });
    const [given, kept] = [await open(), await open({ cookie: "sb-session=good" })];
    await vi.advanceTimersByTimeAsync(minute);
    expect(await given.said()).toContain('{"reason":"expired"}');
    expect([given.isOver(), kept.isOver()]).toEqual([true, false]);
  });

  test.each(["revoked", "shutdown", "slow", "too_old"] as const)(
    "that is ended because of “%s” says so",
    async (reason) => {
      const { said, reading } = await open();
      heard?.listener.end(reason);
      await reading;
      expect(await said()).toContain(`event: ended\ndata: {"reason":"${reason}"}\n\n`);
      expect([heard?.stopped, heard?.listener.send(update, "c1")]).toEqual([1, false]);
    },
  );

  test("that is opened while the server goes ends at once", async () => {
    vi.mocked(isShuttingDown).mockReturnValue(true);
    const { said, reading } = await open();
    await reading;
    expect(await said()).toContain('{"reason":"shutdown"}');
    await vi.advanceTimersByTimeAsync(2_000);
    expect([heard?.stopped, vi.getTimerCount()]).toEqual([1, 0]);
  });

  test("whose reader has left listens to nothing any more", async () => {
    const { client } = await open();
    client.abort();
    await vi.advanceTimersByTimeAsync(2_000);
    expect([heard?.stopped, vi.getTimerCount()]).toEqual([1, 0]);
  });

  test("whose reader does not read takes no more than it is ready to keep", async () => {
    const request = new Request("http://app.test/", { headers: { authorization: "Bearer good" } });
    await answerWithStream(request);
    let sent = 0;
    for (let takes = true; takes && sent < 1_000_000; sent++) {
      takes = heard?.listener.send(update, "c1") ?? false;
    }
    expect(sent).toBeGreaterThan(1_000);
    expect(sent).toBeLessThan(20_000);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(heard?.stopped).toBe(1);
  });

  test("answers HEAD with headers alone", async () => {
    const request = new Request("http://app.test/", {
      method: "HEAD",
      headers: { authorization: "Bearer good" },
    });
    const response = await answerWithStream(request);
    expect([response.body, response.headers.get("content-type"), heard]).toEqual([
      null,
      "text/event-stream; charset=utf-8",
      undefined,
    ]);
  });
});
