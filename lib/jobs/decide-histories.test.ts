import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Job, Operation } from "./job";
import { isSpoilt } from "./operation";
import { replay } from "./replay";
import { operationAt } from "./slots";
import { isTerminal } from "./status";
import { toView, type KindView } from "./to-view";
import { anything, kind, overloaded, stormy, waiting, type Fates } from "@/tests/support/fates";
import { checkOnce, ledgerOf, play, throws, type Check, type Sort } from "@/tests/support/random-histories";
import { jobWith, pictures, profile, slots, together } from "@/tests/support/sample-jobs";

const runs = { numRuns: 300 };

/** A kind some of whose pictures may be lost, and one that loses none and makes something of them. */
const sorts: Sort[] = [
  { profile, slots },
  {
    profile: { ...together, kind: "together" },
    slots: (_job, step) => ({ training: 0, generating: pictures })[step] ?? 1,
  },
];

/** Holds for every check of every history of every kind, or of one. */
function always(fates: Fates, property: (check: Check) => void, some: readonly Sort[] = sorts): void {
  for (const sort of some) {
    fc.assert(
      fc.property(throws, (history) => {
        for (const check of play(history, fates, undefined, sort)) property(check);
      }),
      runs,
    );
  }
}

/** What a job's page shows that no clock moves. */
function shownOf(job: Job, { profile: of }: Sort, now: Date): unknown {
  return of.steps.map(({ name }) => {
    const kindView: KindView = {
      profile: of,
      title: "Ada",
      details: null,
      frames: { step: name, count: pictures },
      opening: "Uploaded 12 pictures",
      provider: { label: "Astria", isStoppable: false },
      model: null,
      accuracy: null,
    };
    const { status, stage, stageLabel, progress, frames, delay } = toView(
      job,
      kindView,
      "https://app.test",
      now,
    );
    return { status, stage, stageLabel, progress, frames, delay };
  });
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

  test("a check that changes what its page shows leaves a line, so that an open page looks again", () => {
    let silent = 0;
    for (const sort of sorts) {
      const holds = ({ before, after, change, now }: Check) => {
        if (change.events.length > 0) return;
        silent++;
        expect(shownOf(after, sort, now)).toEqual(shownOf(before, sort, now));
      };
      always(anything, holds, [sort]);
      always(waiting, holds, [sort]);
    }
    expect(silent).toBeGreaterThan(0);
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
    for (const sort of sorts) {
      completed = 0;
      always(anything, holds, [sort]);
      always(kind, holds, [sort]);
      expect(completed).toBeGreaterThan(0);
    }
  });

  test("what is done is never begun again, in no attempt", () => {
    always(anything, ({ before, found }) => {
      for (const { step, slot } of found.begun)
        expect(operationAt(before, step, slot)?.state).not.toBe("succeeded");
    });
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

describe("where pictures end together", () => {
  const [, ending] = sorts;
  const only = ending ? [ending] : [];
  const isLost = (each: Operation) => isSpoilt(each) || each.state === "unknown";
  const picturesOf = (job: Job) =>
    Array.from({ length: pictures }, (_, slot) => operationAt(job, "generating", slot));

  test("an attempt ends for one of them only once the rest has ended and is kept, and the reason has its name", () => {
    let ended = 0;
    always(
      anything,
      ({ before, change, after, now }) => {
        const isOver = now.getTime() >= before.deadlineAt.getTime() + profile.graceMs;
        const made = picturesOf(after);
        if (isOver || !made.some((each) => each && isLost(each) && each.attempt === before.attempt)) return;
        if (change.status !== "failed" && !change.autoRetry) return;
        ended++;
        for (const each of made) expect(each && (isLost(each) || each.keptAt !== null)).toBe(true);
        expect(change.error?.message ?? change.delay?.message).toMatch(/Scene [1-3], its picture: /);
      },
      only,
    );
    expect(ended).toBeGreaterThan(0);
  });

  test("what may help is tried as often as the kind allows, and no job fails before", () => {
    let failed = 0;
    always(
      overloaded,
      ({ before, change, now }) => {
        if (change.status !== "failed" || now >= before.deadlineAt) return;
        failed++;
        expect(before.autoRetries).toBe(profile.automaticRetries);
      },
      only,
    );
    expect(failed).toBeGreaterThan(0);
  });

  test("nothing is made of them before all are there", () => {
    let joined = 0;
    const holds = ({ before, found }: Check) => {
      if (!found.begun.some(({ step }) => step === "joining")) return;
      joined++;
      for (const each of picturesOf(before)) expect(each?.keptAt).toBeInstanceOf(Date);
    };
    always(kind, holds, only);
    always(anything, holds, only);
    expect(joined).toBeGreaterThan(0);
  });
});

/** A job that has ended, as a person has one of its pictures, and what is made of them, made anew. */
function revised(job: Job, slot: number, now: Date): Job {
  const anew = (each: Operation) => each.step === "joining" || each.slot === slot;
  const operations = job.operations.map((each) => (anew(each) ? { ...each, supersededAt: now } : each));
  const names = new Set(job.operations.flatMap((each) => (anew(each) ? each.id : [])));
  const artifacts = job.artifacts.filter(({ operationId }) => !names.has(operationId));
  const next = { status: "pending", stage: null, progress: 0, output: null, error: null } as const;
  const attempt = {
    attempt: job.attempt + 1,
    autoRetries: 0,
    timeline: [],
    nextCheckAt: now,
    completedAt: null,
  };
  const deadlineAt = new Date(now.getTime() + profile.deadlineMs);
  return { ...job, ...next, ...attempt, deadlineAt, operations, artifacts };
}

test("of a job that was revised what is done stays, and is begun again in no attempt; it ends with what was made anew", () => {
  const [, sort] = sorts;
  let completed = 0;
  fc.assert(
    fc.property(
      throws,
      throws,
      fc.nat(pictures - 1),
      fc.constantFrom(anything, kind, kind),
      (before, after, slot, fates) => {
        const last = play(before, kind, undefined, sort).at(-1);
        if (!last || !isTerminal(last.after.status)) return;
        const done = last.after.operations.filter(
          ({ state, step }) => state === "succeeded" && step === "generating",
        );
        const earlier = { ...last, after: revised(last.after, slot, last.now) };
        for (const { found, change, after: now } of play(after, fates, earlier, sort)) {
          for (const begun of found.begun) {
            const isDone = done.some((each) => each.step === begun.step && each.slot === begun.slot);
            expect(isDone && begun.slot !== slot).toBe(false);
          }
          if (change.status !== "completed") continue;
          completed++;
          expect(operationAt(now, "generating", slot)).toMatchObject({
            supersededAt: null,
            keptAt: expect.any(Date),
          });
          expect(operationAt(now, "joining", 0)).toMatchObject({ supersededAt: null, state: "succeeded" });
        }
      },
    ),
    { numRuns: 1_000 },
  );
  expect(completed).toBeGreaterThan(0);
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
