import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import { contextOf, videoRequest } from "@/tests/support/video-requests";
import { fal } from "./fal";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const base = "http://sandbox.test/fal";
const start = () => fal.start(videoRequest("fal"), contextOf("fal"));
const look = async (ref: string) => (await fal.check([ref], () => true)).get(ref);

function openAccount() {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  return account;
}

describe("a cancel", () => {
  test("asks fal to stop, after which the work was stopped", async () => {
    openAccount();
    const { ref } = await start();
    expect(await fal.cancel?.(ref)).toBe("requested");
    expect(await look(ref)).toEqual({ state: "canceled" });
    expect(await fal.cancel?.(ref)).toBe("finished");
  });

  test("of a request that was still in the queue stops it", async () => {
    server.resetHandlers(http.put(`${base}/*`, () => HttpResponse.json({ status: "OK" })));
    expect(await fal.cancel?.("fal-ai/veo3.1/requests/r-1")).toBe("canceled");
  });

  test("of a request that nobody knows, or while fal is down, is trouble", async () => {
    const { sandbox } = openAccount();
    await expect(fal.cancel?.("fal-ai/veo3.1/requests/none")).rejects.toMatchObject({ code: "not_found" });
    sandbox.setFaults("500@fal-cancel");
    await expect(fal.cancel?.("fal-ai/veo3.1/requests/none")).rejects.toMatchObject({ code: "unavailable" });
  });
});
