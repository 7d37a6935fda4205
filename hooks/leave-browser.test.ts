import { afterEach, expect, test, vi } from "vitest";
import { forgetShown, leaveBrowser } from "./leave-browser";

afterEach(() => void vi.unstubAllGlobals());

test("a browser that is left knows no more what its person wants to be told of, and as ever what others want", async () => {
  const kept = new Map([
    ["darkroom-told ada", '["job-1"]'],
    ["darkroom-told ben", '["job-2"]'],
  ]);
  vi.stubGlobal("localStorage", { removeItem: (key: string) => kept.delete(key) });
  await leaveBrowser("ada");
  expect([...kept.keys()]).toEqual(["darkroom-told ben"]);
});

test("a browser that keeps nothing is left all the same", async () => {
  const refuse = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  vi.stubGlobal("localStorage", { removeItem: refuse });
  await expect(leaveBrowser("ada")).resolves.toBeUndefined();
});

test("whoever signs out is kept from it neither by a refusal nor by silence", async () => {
  const late = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockReturnValue(late.signal);
  const asked = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
  vi.stubGlobal("fetch", asked);
  asked.mockResolvedValueOnce(new Response(null, { status: 401 }));
  await expect(forgetShown()).resolves.toBeUndefined();
  asked.mockImplementationOnce(
    (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
  );
  const left = forgetShown();
  late.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
  await expect(left).resolves.toBeUndefined();
  expect(asked.mock.calls.map(([url]) => url)).toEqual(["/api/account/leave", "/api/account/leave"]);
  vi.restoreAllMocks();
});
