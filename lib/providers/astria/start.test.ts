import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import type { Asked } from "../provider";
import { ProviderError } from "../provider-error";
import { astria } from "./astria";
import type { AstriaRequest } from "./request";
import { lostStart, newContext, promptRequest, tuneRequest } from "@/tests/support/astria-requests";

stubEnvironment();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

/** A fresh account, with one trained tune. */
async function openAccount() {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  const { ref } = await astria.start(tuneRequest, newContext());
  account.pass(60);
  account.sandbox.journal.clear();
  return { ...account, trainedRef: ref, since: new Date(account.now()) };
}

describe("a start", () => {
  test("of a tune sends the pictures, and carries our operation's id in its title", async () => {
    const account = await openAccount();
    const context = newContext();
    const { ref, observation } = await astria.start(tuneRequest, context);
    expect(observation).toMatchObject({ state: "queued" });
    const tune = await account.request("GET", `/astria/tunes/${ref.replace("tune:", "")}`);
    expect(await tune.json()).toMatchObject({
      title: context.operationId,
      name: "woman",
      token: "ohwx",
      branch: "flux1",
      model_type: "lora",
      callback: context.callbackUrl,
      orig_images: context.fileUrls,
    });
  });

  test("of a prompt asks for one picture on its tune, and carries our operation's id in its callback", async () => {
    const account = await openAccount();
    const context = newContext();
    const { ref } = await astria.start(promptRequest(account.trainedRef, 1_003), context);
    const [tuneId, promptId] = ref.replace("prompt:", "").split("/");
    expect(tuneId).toBe("1504944");
    const prompt = await account.request("GET", `/astria/tunes/${tuneId}/prompts/${promptId}`);
    expect(await prompt.json()).toMatchObject({
      seed: 1_003,
      num_images: 1,
      callback: context.callbackUrl,
      text: expect.stringContaining(`<lora:${account.trainedRef.replace("tune:", "")}:1>`),
    });
  });

  test("that Astria refuses was not charged and did not happen", async () => {
    await openAccount();
    const untrained = await astria.start(tuneRequest, newContext());
    const refused = astria.start(promptRequest(untrained.ref), newContext());
    await expect(refused).rejects.toMatchObject({
      code: "rejected",
      facts: { retryable: false, mayHaveWorked: false },
      refusal: { charged: false, message: expect.stringContaining("is not trained yet") },
    });
  });
});

/** What comes of a start that is answered like this. */
function answered(request: Asked<AstriaRequest>, body: unknown, status = 201) {
  const answer = () =>
    body instanceof Response ? body.clone() : HttpResponse.json(body as object, { status });
  server.resetHandlers(http.post("*", answer));
  return astria.start(request, newContext());
}

describe("a create that is answered", () => {
  test.each([
    { id: 4711 },
    { id: "4711", created_at: 1_795_567_000, eta: "2026-11-25 00:20:00 UTC", title: null },
    { id: 4711, created_at: {}, eta: 300, images: "none", trained_at: null, status: "ok" },
    { tune: { id: 4711, created_at: "yesterday" } },
    [{ id: 4711, started_training_at: "" }],
    { data: { id: 4711 } },
    { id: 4711, status: "success" },
    { id: 4711, status: "completed", trained_at: null },
  ])("needs nothing beside an id: %j", async (body) => {
    expect(await answered(tuneRequest, body)).toMatchObject({
      ref: "tune:4711",
      observation: { state: "queued" },
    });
    const prompt = JSON.parse(JSON.stringify(body).replace("tune", "prompt")) as object;
    expect(await answered(promptRequest("tune:4711"), prompt)).toMatchObject({ ref: "prompt:1504944/4711" });
  });

  test.each([
    [4712, "prompt:4712/9001"],
    ["4712", "prompt:4712/9001"],
    [null, "prompt:1504944/9001"],
    ["the base", "prompt:1504944/9001"],
  ])("names its prompt's tune, else it is the one we posted to: %s", async (tuneId, ref) => {
    expect(await answered(promptRequest("tune:4711"), { id: 9001, tune_id: tuneId })).toMatchObject({ ref });
  });

  test.each([{}, { id: null }, { id: "soon" }, { id: -1 }, [], null, { status: "ok" }])(
    "without an id may have worked: %j",
    async (body) => {
      const facts = { retryable: true, mayHaveWorked: true };
      await expect(answered(tuneRequest, body)).rejects.toMatchObject({ code: "bad_response", facts });
      await expect(answered(promptRequest("tune:4711"), body)).rejects.toMatchObject({
        code: "bad_response",
        facts,
      });
    },
  );

  test("with a 404 page waits: somebody on the way has answered (case 12)", async () => {
    const page = HttpResponse.html("<!doctype html><title>404</title>", { status: 404 });
    const facts = { retryable: true, mayHaveWorked: false };
    for (const request of [tuneRequest, promptRequest("tune:4711")]) {
      await expect(answered(request, page)).rejects.toMatchObject({ code: "bad_response", facts });
    }
  });

  test.each([
    [tuneRequest, /ASTRIA_BASE_URL/],
    [promptRequest("tune:4711"), /1504944.*ASTRIA_BASE_TUNE_ID/],
  ])("with Astria's own 404 is for whoever runs this to mend: %#", async (request, words) => {
    for (const status of [404, 405]) {
      await expect(answered(request, { error: "Not here" }, status)).rejects.toMatchObject({
        code: "misconfigured",
        facts: { retryable: false, mayHaveWorked: false },
        refusal: { retryable: true, charged: false, message: expect.stringMatching(words) },
      });
    }
  });
});

describe("a start whose answer was lost", () => {
  test.each(["504-after-success", "drop-after-success", "truncated", "html"])(
    "by %s may have worked",
    async (fault) => {
      const account = await openAccount();
      account.sandbox.setFaults(fault);
      const facts = { retryable: true, mayHaveWorked: true };
      await expect(astria.start(tuneRequest, newContext())).rejects.toMatchObject({ facts });
    },
  );

  test.each(["504-after-success", "drop-after-success"])(
    "by %s is found by our operation's id",
    async (fault) => {
      const account = await openAccount();
      for (const request of [tuneRequest, promptRequest(account.trainedRef)]) {
        const context = newContext();
        account.sandbox.setFaults(fault);
        await expect(astria.start(request, context)).rejects.toBeInstanceOf(ProviderError);
        account.sandbox.setFaults("");
        expect(await astria.find(lostStart(request, context.operationId, account.since))).toMatchObject({
          type: "found",
          started: {
            ref: expect.stringMatching(/^(tune:\d+|prompt:\d+\/\d+)$/),
            observation: { state: "queued" },
          },
        });
      }
    },
  );

  test("is found behind whole pages of others' work", async () => {
    const account = await openAccount();
    const context = newContext();
    const { ref } = await astria.start(tuneRequest, context);
    for (let n = 0; n < 250; n++) await astria.start(tuneRequest, newContext());
    const found = await astria.find(lostStart(tuneRequest, context.operationId, account.since));
    expect(found).toMatchObject({ type: "found", started: { ref } });
  });

  test("is absent where Astria has no such work, and of other operations nothing is adopted", async () => {
    const account = await openAccount();
    const { operationId } = newContext();
    await astria.start(tuneRequest, newContext());
    await astria.start(promptRequest(account.trainedRef), newContext());
    for (const request of [tuneRequest, promptRequest(account.trainedRef)]) {
      expect(await astria.find(lostStart(request, operationId, account.since))).toMatchObject({
        type: "absent",
      });
    }
  });

  test("is not looked for further back than its intent", async () => {
    const account = await openAccount();
    for (let n = 0; n < 250; n++) await astria.start(tuneRequest, newContext());
    account.pass(3_600);
    for (let n = 0; n < 10; n++) await astria.start(tuneRequest, newContext());
    account.sandbox.journal.clear();
    await astria.find(lostStart(tuneRequest, newContext().operationId, new Date(account.now())));
    expect(account.sandbox.journal.count("GET /astria/tunes")).toBe(1);
  });

  test("is not called absent while Astria cannot be asked", async () => {
    const account = await openAccount();
    account.sandbox.setFaults("500@list-tunes");
    const looking = astria.find(lostStart(tuneRequest, newContext().operationId, account.since));
    await expect(looking).rejects.toMatchObject({ code: "unavailable" });
  });
});

test("new work is not refused while there is a key", async () => {
  expect(await astria.refusal?.(null, new Date())).toBeNull();
});
