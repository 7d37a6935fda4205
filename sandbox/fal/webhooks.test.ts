import { createHash, webcrypto } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Delivery } from "../core/callback";
import { bench } from "../test-bench";

const HOOK = "http://app.test/api/webhooks/fal?x=1";
const Keys = z.object({
  keys: z.array(z.object({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string() })),
});

async function withRun(faults = "") {
  const b = bench({ faults });
  const submit = `/fal/fal-ai/ltx-video?fal_webhook=${encodeURIComponent(HOOK)}`;
  const { request_id: id } = await b.json("POST", submit, { prompt: "a paper boat" });
  const deliver = async (seconds: number) => {
    b.pass(seconds);
    await b.sandbox.deliverDue();
    return b.delivered;
  };
  return { ...b, id, deliver };
}

/** As fal's documentation tells a receiver to verify. */
async function isGenuine(
  b: Pick<ReturnType<typeof bench>, "request" | "now">,
  { text, headers }: Delivery,
): Promise<boolean> {
  const { keys } = Keys.parse(await (await b.request("GET", "/fal/.well-known/jwks.json")).json());
  const value = (name: string) => headers[`x-fal-webhook-${name}`] ?? "";
  if (Math.abs(b.now() / 1_000 - Number(value("timestamp"))) > 300) return false;
  const hash = createHash("sha256").update(text).digest("hex");
  const message = Buffer.from([value("request-id"), value("user-id"), value("timestamp"), hash].join("\n"));
  for (const jwk of keys) {
    const key = await webcrypto.subtle.importKey("jwk", jwk, { name: "Ed25519" }, false, ["verify"]);
    if (await webcrypto.subtle.verify("Ed25519", key, Buffer.from(value("signature"), "hex"), message))
      return true;
  }
  return false;
}

test("a webhook carries the result and a signature that the served keys prove", async () => {
  const f = await withRun();
  const [delivery] = await f.deliver(40);
  expect(delivery?.url).toBe(HOOK);
  expect(delivery?.body).toMatchObject({
    request_id: f.id,
    status: "OK",
    payload: { video: { content_type: "video/mp4" } },
  });
  expect(delivery && (await isGenuine(f, delivery))).toBe(true);
  expect(delivery && (await isGenuine(f, { ...delivery, text: `${delivery.text} ` }))).toBe(false);
});

test("a forged webhook proves nothing", async () => {
  const f = await withRun("forged-webhook@fal-webhook");
  const [delivery] = await f.deliver(40);
  expect(delivery && (await isGenuine(f, delivery))).toBe(false);
});

test("what failed is told as an error with what the result would say", async () => {
  const f = await withRun("moderation");
  const [delivery] = await f.deliver(40);
  expect(delivery?.body).toMatchObject({
    status: "ERROR",
    error: "Invalid status code: 422",
    payload: { detail: [{ type: "content_policy_violation" }] },
  });
});

test("the keys follow from the seed: the same after a restart, others with another seed", async () => {
  const b = bench();
  const keys = async (on = b.sandbox) =>
    (await b.request("GET", "/fal/.well-known/jwks.json", undefined, on)).json();
  expect(await keys(b.open())).toEqual(await keys());
  expect(await keys(b.open({ seed: 2 }))).not.toEqual(await keys());
});

test("nobody is told of a canceled request", async () => {
  const f = await withRun();
  await f.request("PUT", `/fal/fal-ai/ltx-video/requests/${String(f.id)}/cancel`);
  expect(await f.deliver(40)).toEqual([]);
});
