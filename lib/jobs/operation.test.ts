import { describe, expect, test } from "vitest";
import type { OperationState } from "./job";
import { advance, hasEnded, isSpoilt, keep, missingGraceMs } from "./operation";
import type { Observation, Outcome } from "./outcome";
import {
  artifactOf,
  at,
  finishedPicture,
  operationWith,
  refusal,
  seconds,
} from "@/tests/support/sample-jobs";

const trouble = { code: "unavailable", message: "Not now.", retryAfterMs: null };
const files = [{ url: "https://cdn.test/fresh.jpg", expiresAt: at(3_600_000) }];
const seen = (observation: Observation): Outcome => ({ type: "observed", observation });
const missing = seen({ state: "missing" });
const now = at(10 * seconds);
const lost = { operationId: "", type: "lost", artifacts: [], trouble } as const;

const outcomes: readonly Outcome[] = [
  { type: "started", ref: "tune:2", observation: null },
  { type: "found", ref: "tune:2", observation: null },
  { type: "unstartable", error: refusal },
  { type: "refused", error: refusal },
  { type: "postponed", trouble },
  { type: "uncertain", trouble, settleMs: 60_000 },
  { type: "skipped" },
  { type: "absent", isVouched: true },
  { type: "unprovable" },
  seen({ state: "queued", expectedAt: null }),
  seen({ state: "running", progress: 40, expectedAt: null }),
  seen({ state: "succeeded", files }),
  seen({ state: "failed", error: refusal }),
  seen({ state: "canceled" }),
  missing,
  { type: "troubled", trouble },
];

describe("a start", () => {
  const starting = operationWith({ state: "starting", providerRef: null, runningAt: null });
  const after = (outcome: Outcome) => advance(starting, outcome, now);

  test("that was answered runs under the provider's id from now on", () => {
    const started = after({ type: "started", ref: "tune:2", observation: null });
    expect(started).toMatchObject({ state: "running", providerRef: "tune:2", runningAt: now });
  });

  test("may be over with the answer", () => {
    const started = after({ type: "started", ref: "tune:2", observation: { state: "succeeded", files } });
    expect(started).toMatchObject({
      state: "succeeded",
      providerRef: "tune:2",
      runningAt: now,
      endedAt: now,
    });
  });

  test.each<[Outcome, OperationState]>([
    [{ type: "refused", error: refusal }, "failed"],
    [{ type: "postponed", trouble }, "planned"],
    [{ type: "skipped" }, "planned"],
    [{ type: "absent", isVouched: true }, "planned"],
    [{ type: "unprovable" }, "unknown"],
    [{ type: "uncertain", trouble, settleMs: 60_000 }, "starting"],
    [{ type: "troubled", trouble }, "starting"],
  ])("that ended in %o is %s", (outcome, state) => {
    expect(after(outcome)).toMatchObject({ state, providerRef: null, runningAt: null });
  });
});

describe("running work", () => {
  const running = operationWith({ progress: 50 });

  test("never loses progress that was seen", () => {
    const later = advance(running, seen({ state: "running", progress: 20, expectedAt: null }), now);
    expect(later.progress).toBe(50);
    expect(advance(later, seen({ state: "queued", expectedAt: null }), now).progress).toBe(50);
  });

  test("takes the latest forecast", () => {
    const later = advance(running, seen({ state: "running", progress: null, expectedAt: at(90_000) }), now);
    expect(later.expectedAt).toEqual(at(90_000));
  });

  test("is unchanged by trouble in asking", () => {
    expect(advance(running, { type: "troubled", trouble }, now)).toBe(running);
  });

  test("counts as lost only when missing for as long as the grace", () => {
    const first = advance(running, missing, now);
    expect(first).toMatchObject({ state: "running", missingSince: now });
    const almost = advance(first, missing, new Date(now.getTime() + missingGraceMs - 1));
    expect(almost).toMatchObject({ state: "running", missingSince: now });
    const over = advance(almost, missing, new Date(now.getTime() + missingGraceMs));
    expect(over).toMatchObject({ state: "failed", error: { code: "provider_lost", retryable: true } });
  });

  test("that is found again starts its grace anew", () => {
    const found = advance(
      advance(running, missing, now),
      seen({ state: "running", progress: null, expectedAt: null }),
      now,
    );
    expect(found.missingSince).toBeNull();
  });
});

describe("what has ended", () => {
  test.each(["failed", "canceled"] as const)("stays %s, whatever comes", (state) => {
    const ended = operationWith({ state, endedAt: at(0) });
    for (const outcome of outcomes) expect(advance(ended, outcome, now)).toEqual(ended);
  });

  test("in success stays a success, whatever comes, but for the loss of its files", () => {
    const ended = finishedPicture(0);
    for (const outcome of outcomes) {
      expect(advance(ended, outcome, now)).toMatchObject({ state: "succeeded", endedAt: ended.endedAt });
    }
  });

  test("takes fresh links for its files", () => {
    expect(advance(finishedPicture(0), seen({ state: "succeeded", files }), now).output).toEqual({ files });
  });

  test("whose files were refused is well again once a fresh link gives one", () => {
    const refused = keep(finishedPicture(0), lost, now);
    const fresh = advance(refused, seen({ state: "succeeded", files }), at(20 * seconds));
    const later = new Date(now.getTime() + missingGraceMs);
    const copied = { operationId: "", type: "partial", artifacts: [artifactOf(fresh)], trouble } as const;
    expect(keep(keep(fresh, copied, later), lost, later).state).toBe("succeeded");
    const whole = { operationId: "", type: "whole", artifacts: [] } as const;
    expect(keep(fresh, whole, later)).toMatchObject({ missingSince: null, keptAt: later });
  });

  test("is not given more time by fresh links that are dead as well, nor by trouble", () => {
    const refused = keep(finishedPicture(0), lost, now);
    const fresh = advance(refused, seen({ state: "succeeded", files }), at(20 * seconds));
    const troubled = { operationId: "", type: "partial", artifacts: [], trouble } as const;
    const later = new Date(now.getTime() + missingGraceMs);
    expect(keep(keep(fresh, troubled, later), lost, later)).toMatchObject({
      state: "failed",
      error: { code: "result_expired" },
    });
  });

  test("is kept once its kind has taken all of it, and goes on from its cursor until then", () => {
    const part = {
      operationId: "",
      type: "partial",
      artifacts: [],
      trouble: null,
      cursor: { row: 7 },
    } as const;
    expect(keep(finishedPicture(0), part, now)).toMatchObject({ keptAt: null, cursor: { row: 7 } });
    const whole = { operationId: "", type: "whole", artifacts: [] } as const;
    const kept = keep(keep(finishedPicture(0), part, now), whole, now);
    expect(kept).toMatchObject({ keptAt: now, cursor: { row: 7 } });
  });

  test("is spoilt once its files were refused for as long as the grace, and says that it was paid for", () => {
    const refused = keep(finishedPicture(0), lost, now);
    expect(refused).toMatchObject({ state: "succeeded", missingSince: now });
    const gone = keep(refused, lost, new Date(now.getTime() + missingGraceMs));
    expect(gone).toMatchObject({ state: "failed", error: { code: "result_expired", charged: true } });
  });
});

test("a failure keeps the provider's reason", () => {
  const failed = advance(operationWith(), seen({ state: "failed", error: refusal }), now);
  expect(failed).toMatchObject({ state: "failed", error: refusal, endedAt: now });
});

test("succeeded, failed and canceled have ended; the last two without a result", () => {
  const states = ["planned", "starting", "running", "succeeded", "failed", "canceled", "unknown"] as const;
  const those = (is: typeof hasEnded) => states.filter((state) => is(operationWith({ state })));
  expect(those(hasEnded)).toEqual(["succeeded", "failed", "canceled"]);
  expect(those(isSpoilt)).toEqual(["failed", "canceled"]);
});
