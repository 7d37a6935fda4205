import fc from "fast-check";
import { decide, type Change, type Findings } from "./decide";
import type { Artifact, Job, Operation } from "./job";
import type { JobEventView } from "./job-view";
import type { Outcome, Trouble } from "./outcome";
import { plan } from "./plan";
import { isTerminal } from "./status";
import { artifactOf, at, findingsWith, jobWith, operationWith, profile, slots, noon } from "./test-jobs";

/** One check of a random history: how long after the last one, and the dice for what comes of it. */
export interface Throw {
  waitMs: number;
  random: number;
  dice: readonly number[];
}

/** What one check found, and what it made of it. */
export interface Check {
  now: Date;
  before: Job;
  findings: Findings;
  change: Change;
  after: Job;
}

/** What may come of a create call, of looking one up, of asking, and of copying a file. */
export interface Fates {
  begin: readonly Outcome[];
  reconcile: readonly Outcome[];
  observe: readonly Outcome[];
  save: ReadonlyArray<"saved" | "trouble" | "lost">;
}

export const trouble: Trouble = { code: "unavailable", message: "Not now.", retryAfterMs: null };
const asked: Trouble = { code: "rate_limited", message: "Slow down.", retryAfterMs: 90_000 };

/** Nothing but trouble that passes. */
export const stormy: Fates = {
  begin: [{ type: "postponed", trouble: asked }, { type: "uncertain", trouble }, { type: "skipped" }],
  reconcile: [{ type: "absent" }, { type: "troubled", trouble }],
  observe: [
    { type: "troubled", trouble },
    { type: "troubled", trouble: asked },
  ],
  save: ["trouble"],
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
    { type: "started", ref: "r", observation: { state: "queued", expectedAt: null } },
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
  save: ["saved", "trouble", "lost"],
};

export const throws = fc.array(
  fc.record({
    waitMs: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 1_800_000 })),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
    dice: fc.array(fc.nat(99), { minLength: 12, maxLength: 12 }),
  }),
  { minLength: 1, maxLength: 30 },
);

/** Plays a history, from a new job on or after an earlier check, until the throws or the job are over. */
export function play(history: readonly Throw[], fates: Fates, earlier?: Check): Check[] {
  const checks: Check[] = [];
  let job = earlier?.after ?? jobWith();
  let now = earlier?.now ?? noon;
  for (const each of history) {
    if (isTerminal(job.status)) break;
    now = new Date(now.getTime() + each.waitMs);
    const check = checkOnce(job, fates, now, each);
    checks.push(check);
    job = check.after;
  }
  return checks;
}

/** One check as the services make it: what the plan says, with the fates the dice choose. */
export function checkOnce(before: Job, fates: Fates, now: Date, { random, dice }: Throw): Check {
  let thrown = 0;
  const choose = <T>(list: readonly [T, ...T[]] | readonly T[]): T => {
    const chosen = list[(dice[thrown++ % dice.length] ?? 0) % list.length];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  };
  const todo = plan(before, profile, slots, now);
  const outcomes: Record<string, Outcome> = {};
  const begun = todo.begin.map((slot) => begin(before, todo.step?.name ?? "", slot, now));
  for (const { id } of begun) outcomes[id] = choose(fates.begin);
  for (const { id } of todo.reconcile) outcomes[id] = choose(fates.reconcile);
  for (const { id, state } of todo.observe) if (state === "running") outcomes[id] = choose(fates.observe);
  const saved: Artifact[] = [];
  const troubles: Trouble[] = [];
  for (const operation of todo.save) {
    const fate = choose(fates.save);
    if (fate === "saved") saved.push(artifactOf(operation));
    else troubles.push({ ...trouble, code: "result_unavailable" });
    if (fate === "lost") outcomes[operation.id] = { type: "lost" };
  }
  const findings = findingsWith(outcomes, { begun, saved, troubles });
  const change = decide(before, profile, slots, findings, now, random);
  return { now, before, findings, change, after: commit(before, findings, change, now) };
}

/** An intent as the database writes it: a new row, or the planned one of this attempt again. */
function begin(job: Job, step: string, slot: number, now: Date): Operation {
  const blank = operationWith({ step, slot, attempt: job.attempt, providerRef: null, runningAt: null });
  return { ...blank, state: "starting", startedAt: now };
}

/** The row after a commit, as the database writes it. */
function commit(before: Job, { begun }: Findings, change: Change, now: Date): Job {
  const operations = new Map([...before.operations, ...begun].map((each) => [each.id, each]));
  for (const each of change.operations) operations.set(each.id, each);
  const isOver = change.nextCheckInMs === null;
  return {
    ...before,
    status: change.status,
    stage: change.stage,
    progress: change.progress,
    output: change.output,
    error: change.error,
    delay: change.delay,
    timeline: change.timeline,
    failedChecks: change.failedChecks,
    checkedAt: change.asked ? now : before.checkedAt,
    nextCheckAt: isOver ? null : new Date(now.getTime() + (change.nextCheckInMs ?? 0)),
    completedAt: isOver ? now : null,
    operations: [...operations.values()],
    artifacts: [...before.artifacts, ...change.artifacts],
  };
}

/** The ledger that these checks leave, each line with the row's state after its commit. */
export function ledgerOf(checks: readonly Check[]): JobEventView[] {
  return checks.flatMap(({ change, now }) =>
    change.events.map((event, id) => ({
      id,
      type: event.type,
      status: change.status,
      stage: change.stage,
      progress: change.progress,
      source: "test",
      detail: event.detail,
      createdAt: now.toISOString(),
    })),
  );
}
