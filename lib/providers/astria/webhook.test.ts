import { expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { env } from "@/lib/env";
import { callbackToken } from "../callback-token";
import { WebhookRejected } from "../provider-error";
import { astria } from "./astria";

stubEnvironment();
const operation = "3f0c2b2a-6c58-4f0e-9a56-2f1d9d1c7a10";
const other = "9d1c7a10-6c58-4f0e-9a56-3f0c2b2a2f1d";
const tokenOf = (id: string, provider = "astria") => callbackToken(env().WEBHOOK_SECRET, provider, id);

function deliver(query: Record<string, string>, body = '{"tune":{"id":4711}}') {
  const url = new URL(`http://app.test/api/webhooks/astria?${new URLSearchParams(query)}`);
  return astria.verifyWebhook({ url, headers: new Headers(), body });
}

test("a delivery with its operation's token is accepted, as a hint to that operation", async () => {
  expect(await deliver({ op: operation, t: tokenOf(operation) })).toMatchObject({
    operationId: operation,
    body: { tune: { id: 4711 } },
  });
});

test.each<[string, Record<string, string>]>([
  ["a wrong token", { op: operation, t: "wrong" }],
  ["no token", { op: operation }],
  ["an empty token", { op: operation, t: "" }],
  ["no operation", { t: tokenOf(operation) }],
  ["an operation that is no id", { op: "../admin", t: tokenOf("../admin") }],
  ["another operation's token", { op: operation, t: tokenOf(other) }],
  ["another provider's token", { op: operation, t: tokenOf(operation, "fal") }],
])("a delivery with %s is rejected", async (_what, query) => {
  await expect(deliver(query)).rejects.toBeInstanceOf(WebhookRejected);
});

test("the same delivery has the same id, and another body or operation another", async () => {
  const query = { op: operation, t: tokenOf(operation) };
  const ids = await Promise.all([
    deliver(query),
    deliver(query),
    deliver(query, '{"tune":{"id":4712}}'),
    deliver({ op: other, t: tokenOf(other) }),
  ]);
  const [first, again, changed, elsewhere] = ids.map(({ deliveryId }) => deliveryId);
  expect(again).toBe(first);
  expect(new Set([first, changed, elsewhere]).size).toBe(3);
});

test("a body that cannot be read is kept, cut short, and does not stop the delivery", async () => {
  const delivery = await deliver({ op: operation, t: tokenOf(operation) }, "<".repeat(5_000));
  expect(delivery.body).toEqual({ unreadable: "<".repeat(1_000) });
});
