import { expect, test } from "vitest";
import { askEach, endOr } from "./ask-each";
import { badResponse, notAuthorized, ProviderError, Unsendable } from "./provider-error";

const never = { retryable: false, mayHaveWorked: false };
const of = (code: ConstructorParameters<typeof ProviderError>[0], facts = {}) =>
  new ProviderError(code, "Because.", { ...never, ...facts });

test.each([
  ["rejected", { code: "rejected", message: "Because.", retryable: false, charged: null }],
  ["moderation", { code: "moderation", message: "Because.", retryable: false, charged: null }],
] as const)("a final refusal is the end of the work it is about: %s", (code, error) => {
  expect(endOr(of(code))).toEqual({ state: "failed", error });
});

test("a 404 of the provider's own is work that is missing", () => {
  expect(endOr(of("not_found"))).toEqual({ state: "missing" });
});

test.each([
  of("rejected", { isPassing: true }),
  of("payment_required"),
  of("misconfigured"),
  badResponse("Acme"),
  notAuthorized("Acme"),
  new Unsendable("no"),
  new TypeError("a bug of ours"),
])("anything else says nothing of the work: %o", (error) => {
  expect(endOr(error)).toBe(error);
});

test("one that cannot be asked about leaves the others their answers", async () => {
  const answers = await askEach(
    "Acme",
    ["a", "b", "c"],
    () => true,
    async (ref) => {
      if (ref === "b") throw of("unavailable");
      return { state: "queued", expectedAt: null };
    },
  );
  expect(answers.get("a")).toEqual(answers.get("c"));
  expect(answers.get("b")).toMatchObject({ code: "unavailable" });
});
