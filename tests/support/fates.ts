import type { Outcome, Trouble } from "@/lib/jobs/outcome";
import { at } from "./sample-jobs";

/** What may come of a create call, of looking one up, of asking, and of copying a file. */
export interface Fates {
  begin: readonly Outcome[];
  reconcile: readonly Outcome[];
  observe: readonly Outcome[];
  keep: ReadonlyArray<"whole" | "trouble" | "lost">;
}

export const trouble: Trouble = { code: "unavailable", message: "Not now.", retryAfterMs: null };
const asked: Trouble = { code: "rate_limited", message: "Slow down.", retryAfterMs: 90_000 };

/** Nothing but trouble that passes. */
export const stormy: Fates = {
  begin: [
    { type: "postponed", trouble: asked },
    { type: "uncertain", trouble, settleMs: 60_000 },
    { type: "skipped" },
  ],
  reconcile: [
    { type: "absent", isVouched: true },
    { type: "troubled", trouble },
  ],
  observe: [
    { type: "troubled", trouble },
    { type: "troubled", trouble: asked },
  ],
  keep: ["trouble"],
};

/** Everything that can happen. */
export const anything: Fates = {
  begin: [
    { type: "started", ref: "r", observation: null },
    { type: "started", ref: "r", observation: { state: "running", progress: 20, expectedAt: null } },
    ...stormy.begin,
    { type: "refused", error: { code: "rejected", message: "No.", retryable: false, charged: false } },
  ],
  reconcile: [
    { type: "found", ref: "r", observation: { state: "queued", expectedAt: null } },
    ...stormy.reconcile,
    { type: "unprovable" },
  ],
  observe: [
    {
      type: "observed",
      observation: { state: "succeeded", files: [{ url: "https://cdn.test/1", expiresAt: null }] },
    },
    { type: "observed", observation: { state: "running", progress: 70, expectedAt: null } },
    { type: "observed", observation: { state: "running", progress: 30, expectedAt: at(400_000) } },
    { type: "observed", observation: { state: "queued", expectedAt: null } },
    ...stormy.observe,
    {
      type: "observed",
      observation: {
        state: "failed",
        error: { code: "server_error", message: "Sorry.", retryable: true, charged: null },
      },
    },
    { type: "observed", observation: { state: "missing" } },
    { type: "observed", observation: { state: "canceled" } },
    {
      type: "observed",
      observation: {
        state: "failed",
        error: { code: "moderated", message: "No.", retryable: false, charged: true },
      },
    },
  ],
  keep: ["whole", "trouble", "lost"],
};

/** Mostly good: many histories come to their end. */
export const kind: Fates = {
  begin: anything.begin.slice(0, 2),
  reconcile: [],
  observe: [...anything.observe.slice(0, 1), ...anything.observe.slice(0, 2), ...anything.observe.slice(-2)],
  keep: ["whole", "whole", "trouble"],
};

/** Work stands in its provider's line, and begins at some time. */
export const waiting: Fates = {
  begin: [{ type: "started", ref: "r", observation: { state: "queued", expectedAt: null } }],
  reconcile: [],
  observe: [
    { type: "observed", observation: { state: "queued", expectedAt: null } },
    { type: "observed", observation: { state: "running", progress: null, expectedAt: null } },
    { type: "observed", observation: { state: "succeeded", files: [] } },
  ],
  keep: ["whole"],
};

/** Work succeeds, or its provider says that it may next time. */
export const overloaded: Fates = {
  begin: anything.begin.slice(0, 1),
  reconcile: [],
  observe: anything.observe.filter(
    ({ type, ...outcome }) =>
      type === "observed" &&
      "observation" in outcome &&
      (outcome.observation?.state === "succeeded" ||
        (outcome.observation?.state === "failed" && outcome.observation.error.retryable)),
  ),
  keep: ["whole"],
};
