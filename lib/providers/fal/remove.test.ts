import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { bench } from "@/sandbox/test-bench";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { contextOf, videoRequest } from "@/tests/support/video-requests";
import { fal } from "./fal";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const base = "http://sandbox.test/fal";
const ref = "fal-ai/veo3.1/requests/r-1";
const look = async (of: string) => (await fal.check([of], () => true)).get(of);

/** What removing comes to, where fal says this of the request, and answers the deletion so. */
function removed(status: string, answer: () => Response) {
  const asked: string[] = [];
  server.resetHandlers(
    http.get(`${base}/fal-ai/veo3.1/requests/r-1/status`, () => HttpResponse.json({ status })),
    http.delete(`${base}/v1/models/requests/:id/payloads`, ({ request, params }) => {
      asked.push(`${String(params["id"])} ${request.headers.get("authorization")}`);
      return answer();
    }),
  );
  return { asked, outcome: fal.remove?.(ref) };
}
const yes = () => HttpResponse.json({ cdn_delete_results: [] });

test("what fal keeps of a request goes, once it is over", async () => {
  const { sandbox, pass } = bench();
  server.resetHandlers(...sandbox.handlers);
  const started = await fal.start(videoRequest("fal"), contextOf("fal"));
  await expect(fal.remove?.(started.ref)).rejects.toMatchObject({ facts: { retryable: true } });
  pass(120);
  await expect.poll(() => look(started.ref)).toMatchObject({ state: "succeeded" });
  await fal.remove?.(started.ref);
  expect(await look(started.ref)).toMatchObject({ state: "missing" });
});

test("the deletion names the request alone, and carries our key", async () => {
  const { asked, outcome } = removed("COMPLETED", yes);
  await outcome;
  expect(asked).toEqual(["r-1 Key sandbox"]);
});

test.each([401, 403])("a key that may not do that is told apart from trouble: %i", async (status) => {
  const { outcome } = removed("COMPLETED", () => HttpResponse.json({ detail: "No." }, { status }));
  await expect(outcome).rejects.toMatchObject({
    message: expect.stringContaining("key of administration"),
    facts: { isUnsupported: true },
  });
});

test("trouble may pass, and what is gone is said to be", async () => {
  const busy = removed("COMPLETED", () => HttpResponse.json({ detail: "busy" }, { status: 503 }));
  await expect(busy.outcome).rejects.toMatchObject({ facts: { retryable: true } });
  const gone = removed("COMPLETED", () => HttpResponse.json({ detail: "none" }, { status: 404 }));
  await expect(gone.outcome).rejects.toMatchObject({ code: "not_found" });
});

test("our key is shown to nobody else where the queue is not fal's own", async () => {
  stubEnvironment({ FAL_API_URL: undefined });
  vi.resetModules();
  const { fal: elsewhere } = await import("./fal");
  server.resetHandlers();
  await expect(elsewhere.remove?.(ref)).rejects.toMatchObject({ facts: { isUnsupported: true } });
});
