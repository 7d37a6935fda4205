import * as fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { newSecret, signatureHeaders } from "./sign-delivery";

const signed = (body: string, ...secrets: string[]) =>
  signatureHeaders({ id: "8c5e1c2e-message", body, secrets }, new Date());

const body = JSON.stringify({
  id: "8c5e1c2e-message",
  type: "job.completed",
  data: { name: "Žluťoučký 🐴" },
});

test("a receiver that follows Standard Webhooks takes what is signed, and nothing that was changed on its way", () => {
  const secret = newSecret();
  const receiver = new Webhook(secret);
  const headers = signed(body, secret);
  expect(receiver.verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => receiver.verify(body.replace("completed", "failed"), headers)).toThrow(
    "No matching signature",
  );
  const others = { ...headers, "webhook-id": "another-message" };
  expect(() => receiver.verify(body, others)).toThrow("No matching signature");
});

test("with two secrets a receiver that has either takes it, and one with a third does not; the new one comes first", () => {
  const [present, before, other] = [newSecret(), newSecret(), newSecret()];
  const headers = signed(body, present, before);
  for (const secret of [present, before]) expect(new Webhook(secret).verify(body, headers)).toBeTruthy();
  expect(() => new Webhook(other).verify(body, headers)).toThrow("No matching signature");
  const [first] = String(headers["webhook-signature"]).split(" ");
  expect(first).toBe(signed(body, present)["webhook-signature"]);
});

test("an old message is refused: it is signed with the time at which it is sent", () => {
  const secret = newSecret();
  const old = signatureHeaders({ id: "one", body, secrets: [secret] }, new Date(Date.now() - 301_000));
  expect(() => new Webhook(secret).verify(body, old)).toThrow("too old");
});

test("it is what that package itself would sign, whatever is said", () => {
  const secret = newSecret();
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const now = new Date();
      const headers = signatureHeaders({ id: "one", body: text, secrets: [secret] }, now);
      expect(headers["webhook-signature"]).toBe(new Webhook(secret).sign("one", now, text));
    }),
  );
});

test("no two secrets are the same, and each is 32 bytes in plain base64", () => {
  const secrets = Array.from({ length: 100 }, newSecret);
  expect(new Set(secrets).size).toBe(100);
  for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
