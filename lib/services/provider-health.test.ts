import { expect, test } from "vitest";
import type { Outcome } from "@/lib/jobs/outcome";
import { imageTags } from "@/lib/kinds/image-tags";
import { ProviderError } from "@/lib/providers/provider-error";
import { jobWith, operationWith } from "@/tests/support/sample-jobs";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { healthOf } from "./provider-health";

stubEnvironment();

/** What is noted of a provider where this came of the one call that was to be made. */
function noteOf(outcome: Outcome) {
  const operation = operationWith({ step: "tagging", provider: "openai-batches" });
  const job = jobWith({ kind: "image_tags", operations: [operation] });
  const outcomes = new Map([[operation.id, outcome]]);
  const read = { kind: imageTags, profile: imageTags.profile, slots: () => 1, fault: null };
  return healthOf([{ ...read, before: job, job, outcomes }]);
}

const facts = { retryable: true, mayHaveWorked: false };
const trouble = (code: "internal" | "timeout") => new ProviderError(code, "Away.", facts).trouble;
const refusal = (code: "too_slow" | "rejected") => new ProviderError(code, "No.", facts).refusal;

test("trouble of our own, and what was never sent, say nothing of a provider: neither bad nor good", () => {
  expect(noteOf({ type: "postponed", trouble: trouble("internal") })).toEqual([]);
  expect(noteOf({ type: "uncertain", trouble: trouble("internal"), settleMs: 1 })).toEqual([]);
  expect(noteOf({ type: "unstartable", error: refusal("too_slow") })).toEqual([]);
});

test("a provider that did not answer is in trouble, and one that refused is not", () => {
  expect(noteOf({ type: "postponed", trouble: trouble("timeout") })).toMatchObject([{ ok: false }]);
  expect(noteOf({ type: "refused", error: refusal("rejected") })).toMatchObject([{ ok: true }]);
});
