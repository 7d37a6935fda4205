import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSpoilt } from "./operation";
import { replay } from "./replay";
import { operationAt } from "./slots";
import { isTerminal } from "./status";
import { anything, kind, stormy, type Fates } from "@/tests/support/fates";
import { checkOnce, ledgerOf, play, throws, type Check } from "@/tests/support/random-histories";
import { jobWith, pictures, profile } from "@/tests/support/sample-jobs";

const runs = { numRuns: 300 };

/** Holds for every check of every history. */
function always(fates: Fates, property: (check: Check) => void): void {
  fc.assert(
    fc.property(throws, (history) => {
      for (const check of play(history, fates)) property(check);
    }),
    runs,
  );
}

describe("whatever a provider does", () => {
  test("progress never falls within an attempt, and stays between 0 and 100", () => {
    always(anything, ({ before, change }) => {
      expect(change.progress).toBeGreaterThanOrEqual(change.autoRetry ? 0 : before.progress);
      expect(change.progress).toBeLessThanOrEqual(change.status === "completed" ? 100 : 99);
    });
  });

  test("the job row equals the replay of its events", () => {
    fc.assert(
      fc.property(throws, (history) => {
        const checks = play(history, anything);
        for (let count = 1; count <= checks.length; count++) {
          const row = checks[count - 1]?.after;
          const { status, stage, progress } = replay(ledgerOf(checks.slice(0, count))) ?? jobWith();
          expect({ status, stage, progress }).toEqual({
            status: row?.status,
            stage: row?.stage,
            progress: row?.progress,
          });
        }
      }),
      runs,
    );
  });

  test("a completed job has no error, and every picture is saved or spoilt", () => {
    let completed = 0;
    const holds = ({ change, after }: Check) => {
      if (change.status !== "completed") return;
      completed++;
      expect(change.error).toBeNull();
      expect(change.progress).toBe(100);
      for (let slot = 0; slot < pictures; slot++) {
        const operation = operationAt(after, "generating", slot);
        expect(operation && (isSpoilt(operation) || operation.keptAt !== null)).toBe(true);
      }
    };
    always(anything, holds);
    always(kind, holds);
    expect(completed).toBeGreaterThan(0);
  });

  test("a job that is over is not checked again, and one that is not over is", () => {
    always(anything, ({ change }) => {
      expect(change.nextCheckInMs === null).toBe(isTerminal(change.status));
      expect(change.nextCheckInMs ?? 0).toBeGreaterThanOrEqual(0);
    });
  });

  test("a failed job says why, and nothing else has an error", () => {
    always(anything, ({ change }) => expect(change.error !== null).toBe(change.status === "failed"));
  });

  test("an operation appears once in what is written", () => {
    always(anything, ({ change }) => {
      const ids = change.operations.map((operation) => operation.id);
      expect(ids).toEqual([...new Set(ids)]);
    });
  });

  test("a start of unknown fate is never planned again without a look at the provider", () => {
    always(anything, ({ before, after, found }) => {
      for (const { id, state } of before.operations) {
        if (state !== "starting" || found.outcomes.get(id)?.type === "absent") continue;
        expect(after.operations.find((each) => each.id === id)?.state).not.toBe("planned");
      }
      for (const [id, outcome] of found.outcomes) {
        if (outcome.type !== "uncertain") continue;
        expect(after.operations.find((each) => each.id === id)?.state).toBe("starting");
      }
    });
  });

  test("past deadline and grace a job is over after one check", () => {
    fc.assert(
      fc.property(throws, (history) => {
        const last = play(history, anything).at(-1);
        const throwOf = history[0];
        if (!last || !throwOf || isTerminal(last.after.status)) return;
        const givenUpAt = new Date(last.after.deadlineAt.getTime() + profile.graceMs);
        const late = checkOnce(last.after, anything, givenUpAt, throwOf);
        expect(isTerminal(late.change.status)).toBe(true);
      }),
      runs,
    );
  });

  test("the ledger says once an attempt that a job is overdue", () => {
    fc.assert(
      fc.property(throws, (history) => {
        const checks = play(history, anything);
        const late = checks.filter(
          ({ before, now, change }) => now >= before.deadlineAt && !isTerminal(change.status),
        );
        const said = ledgerOf(checks).filter((event) => event.type === "overdue");
        expect(said).toHaveLength(new Set(late.map(({ before }) => before.attempt)).size);
      }),
      runs,
    );
  });
});

test("trouble that passes never fails a job before deadline and grace are over, wherever it begins", () => {
  fc.assert(
    fc.property(throws, throws, (before, storm) => {
      for (const check of play(storm, stormy, play(before, anything).at(-1))) {
        const givenUpAt = new Date(check.before.deadlineAt.getTime() + profile.graceMs);
        // Past them it fails for that reason, or is completed with what it has.
        const late = ["timed_out", "result_unavailable", undefined];
        expect(check.now < givenUpAt ? [undefined] : late).toContain(check.change.error?.code);
      }
    }),
    runs,
  );
});

test("trouble delays the next check by at least what the provider asked for, but not past the end, and says so", () => {
  always(anything, ({ before, change, found, now }) => {
    if (isTerminal(change.status)) return;
    const outcomes = [...found.outcomes.values()];
    // What is provably not there is begun again at once, unless the provider asks us to wait.
    const usual = outcomes.some(({ type }) => type === "absent") ? 0 : 4_000;
    const endsInMs = before.deadlineAt.getTime() + profile.graceMs - now.getTime();
    for (const outcome of outcomes) {
      if (!("trouble" in outcome)) continue;
      const least = Math.min(outcome.trouble.retryAfterMs ?? usual, endsInMs);
      expect(change.nextCheckInMs).toBeGreaterThanOrEqual(least);
      expect(change.events.map((event) => event.type)).toContain("delayed");
    }
  });
});
