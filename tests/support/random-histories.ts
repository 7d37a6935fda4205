import * as fc from "fast-check";
import type { Change, CheckResult } from "@/lib/jobs/change";
import { withOutcomes } from "@/lib/jobs/learn";
import type { Job, Operation } from "@/lib/jobs/job";
import type { JobEventView } from "@/lib/jobs/job-view";
import type { KindProfile, StepProfile } from "@/lib/jobs/kind-profile";
import { isUnderWay } from "@/lib/jobs/operation";
import type { KeepResult, Outcome } from "@/lib/jobs/outcome";
import { plan, unkept } from "@/lib/jobs/plan";
import type { SlotCount } from "@/lib/jobs/slots";
import { isTerminal } from "@/lib/jobs/status";
import { trouble, type Fates } from "./fates";
import {
  artifactOf,
  decided,
  foundWith,
  jobWith,
  keptWhole,
  noon,
  operationWith,
  profile,
  slots,
} from "./sample-jobs";

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
  found: CheckResult;
  change: Change;
  after: Job;
}

export const throws = fc.array(
  fc.record({
    waitMs: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 1_800_000 })),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
    dice: fc.array(fc.nat(99), { minLength: 12, maxLength: 12 }),
  }),
  { minLength: 1, maxLength: 30 },
);

/** What the jobs of a history are of. */
export interface Sort {
  profile: KindProfile;
  slots: SlotCount;
}

const sample: Sort = { profile, slots };

/** Plays a history, from a new job on or after an earlier check, until the throws or the job are over. */
export function play(history: readonly Throw[], fates: Fates, earlier?: Check, sort = sample): Check[] {
  const checks: Check[] = [];
  let job = earlier?.after ?? jobWith();
  let now = earlier?.now ?? noon;
  for (const each of history) {
    if (isTerminal(job.status)) break;
    now = new Date(now.getTime() + each.waitMs);
    const check = checkOnce(job, fates, now, each, sort);
    checks.push(check);
    job = check.after;
  }
  return checks;
}

/** One check as the services make it: what the plan says, with the fates the dice choose. */
export function checkOnce(
  found: Job,
  fates: Fates,
  now: Date,
  { random, dice }: Throw,
  sort = sample,
): Check {
  let thrown = 0;
  const choose = <T>(list: readonly [T, ...T[]] | readonly T[]): T => {
    const chosen = list[(dice[thrown++ % dice.length] ?? 0) % list.length];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  };
  // Whoever makes pieces has been at it since the last check.
  const before = {
    ...found,
    operations: found.operations.map((each) => (isPiece(each) ? choose(piecesOf(each, now)) : each)),
  };
  const todo = plan(before, sort.profile, sort.slots, now);
  const outcomes: Record<string, Outcome> = {};
  const begun = todo.begin.flatMap((slot) => (todo.step ? begin(before, todo.step, slot, now) : []));
  for (const { id, provider } of begun) if (provider !== null) outcomes[id] = choose(fates.begin);
  for (const { id } of todo.reconcile) outcomes[id] = choose(fates.reconcile);
  for (const operation of todo.observe)
    if (isUnderWay(operation)) outcomes[operation.id] = choose(fates.observe);
  const wasFinished = new Set(todo.keep.map((operation) => operation.id));
  const learned = withOutcomes(before, begun, new Map(Object.entries(outcomes)), now);
  const kept = unkept(learned).map((operation): KeepResult => {
    const { id: operationId, output } = operation;
    if (output?.files.length === 0) return keptWhole(operation);
    const fate = choose(fates.keep);
    if (fate === "whole") return keptWhole(operation, [artifactOf(operation)]);
    const type = fate === "lost" && wasFinished.has(operationId) ? "lost" : "partial";
    return { operationId, artifacts: [], type, trouble: { ...trouble, code: "result_unavailable" } };
  });
  const result = foundWith(outcomes, { begun, kept });
  const change = decided(before, result, now, random, sort);
  return { now, before, found: result, change, after: commit(before, result, change, now) };
}

function isPiece({ provider, state }: Operation): boolean {
  return provider === null && (state === "planned" || state === "running");
}

/** What may have become of a piece of our own. */
function piecesOf(piece: Operation, now: Date): readonly Operation[] {
  const error = { code: "internal", message: "It broke.", retryable: true, charged: false };
  const made: Operation = { ...piece, state: "succeeded", output: { files: [] }, endedAt: now, keptAt: now };
  const running: Operation = { ...piece, state: "running", runningAt: now };
  return [piece, running, made, made, made, { ...piece, state: "failed", error, endedAt: now }];
}

/** An intent as the database writes it: a new row, or the planned one of this attempt again. */
function begin(job: Job, { name: step, isOurs = false }: StepProfile, slot: number, now: Date): Operation {
  const blank = operationWith({ step, slot, attempt: job.attempt, providerRef: null, runningAt: null });
  return isOurs
    ? { ...blank, provider: null, state: "planned", startedAt: now }
    : { ...blank, state: "starting", startedAt: now };
}

/** The row after a commit, as the database writes it. */
function commit(before: Job, { begun }: CheckResult, change: Change, now: Date): Job {
  const operations = new Map([...before.operations, ...begun].map((each) => [each.id, each]));
  for (const each of change.operations) operations.set(each.id, each);
  const isOver = change.nextCheckInMs === null;
  return {
    ...before,
    attempt: before.attempt + Number(change.autoRetry),
    autoRetries: before.autoRetries + Number(change.autoRetry),
    deadlineAt: change.autoRetry ? new Date(now.getTime() + change.deadlineMs) : before.deadlineAt,
    forecast: change.forecast,
    status: change.status,
    stage: change.stage,
    progress: change.progress,
    output: change.output,
    error: change.error,
    delay: change.delay,
    timeline: change.timeline,
    failedChecks: change.failedChecks,
    checkedAt: change.asked ? now : before.checkedAt,
    updatedAt: change.events.length > 0 ? now : before.updatedAt,
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
      source: "manual" as const,
      providerLabel: null,
      detail: event.detail,
      createdAt: now.toISOString(),
    })),
  );
}
