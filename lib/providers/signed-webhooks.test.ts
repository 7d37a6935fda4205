import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import { prepare, type StartRequest } from "./registry";
import { contextOf, videoRequest } from "@/tests/support/video-requests";

/** What the simulated providers send, signed, is what the adapters accept; what was forged is not. */
const secret = `whsec_${Buffer.from("a secret of the unit tests").toString("base64")}`;
stubEnvironment({ OPENAI_WEBHOOK_SECRET: secret });
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => void vi.useRealTimers());
afterAll(() => server.close());

const answer: StartRequest = {
  provider: "openai",
  body: { type: "answer", model: "gpt-6-luna", prompt: "Why?" },
};
const tags: StartRequest = { provider: "openai-batches", body: { model: "gpt-6-luna" } };
const requests: StartRequest[] = [answer, videoRequest("openai-videos"), tags, videoRequest("fal")];

async function* onePicture() {
  yield { assetId: "one", url: "https://app.test/one.jpg" };
}

/** Starts one piece of work, lets it end, and gives the webhooks that were sent. */
async function webhooksOf(request: StartRequest, faults = "") {
  const account = bench({ app: { url: "http://app.test", webhookSecret: secret }, faults });
  server.resetHandlers(...account.sandbox.handlers);
  const { provider, name, request: asked } = prepare(request);
  const context = { ...contextOf(name), pictures: onePicture };
  const { ref } = await provider.start(asked, context);
  account.pass(90);
  vi.useFakeTimers({ toFake: ["Date"], now: account.now() });
  await account.sandbox.deliverDue();
  const verifications = account.delivered.map(({ url, headers, text }) =>
    provider.verifyWebhook({ url: new URL(url), headers: new Headers(headers), body: text }),
  );
  return { ref, context, verified: await Promise.allSettled(verifications) };
}

test.each(requests)(
  "a webhook of $provider is accepted, and names the work",
  async (request) => {
    const { ref, context, verified } = await webhooksOf(request);
    expect(verified).toMatchObject([
      {
        status: "fulfilled",
        value: {
          providerRef: ref,
          operationId: request.provider === "fal" ? context.operationId : null,
          ...(request.provider !== "fal" && { provider: request.provider }),
        },
      },
    ]);
  },
  60_000,
);

test.each(requests)(
  "a webhook of $provider that comes twice has one id",
  async (request) => {
    const { verified } = await webhooksOf(request, "duplicate-webhook");
    const ids = verified.map((each) => (each.status === "fulfilled" ? each.value.deliveryId : each.reason));
    expect(ids).toEqual([ids[0], ids[0]]);
  },
  60_000,
);

test.each(requests)(
  "a forged webhook of $provider is rejected",
  async (request) => {
    const { verified } = await webhooksOf(request, "forged-webhook");
    const rejected = verified.filter((each) => each.status === "rejected");
    expect(rejected.length).toBeGreaterThan(0);
    for (const { reason } of rejected) expect(reason).toMatchObject({ name: "WebhookRejected" });
  },
  60_000,
);
