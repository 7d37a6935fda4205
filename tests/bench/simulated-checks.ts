import { withHistory, type UsualTime } from "@/lib/jobs/history";
import type { KindProfile } from "@/lib/jobs/kind-profile";
import { quantileShares } from "@/lib/jobs/quantiles";
import { generator } from "@/sandbox/core/random";
import { at, decided, foundWith, jobWith, operationWith, profile } from "@/tests/support/sample-jobs";

/** A stage of which thousands of jobs are played through, and how long its work takes: log-normal. In milliseconds. */
export interface Played {
  intervalMs: number;
  medianMs: number;
  /** Of the logarithm. */
  sigma: number;
  /** How many times as long it takes by now as when history was made; 1 unless said. */
  drift?: number;
}

/** What asking in some way comes to. Times in milliseconds. */
export interface Asking {
  /** Calls a job, the one that sees the end included. */
  calls: number;
  /** From the end of the work to when it is seen. */
  medianLagMs: number;
  lag95Ms: number;
}

/** As many jobs tell a history as are kept of each engine. */
const learnedFrom = 200;
const histories = 10;
const jobsEach = 1_000;

/**
 * What it comes to as the app asks, where several histories have told it of such work, each from its own jobs; at the stage's
 * own interval; and at the one interval that would tell half of the ends as soon. The same at every call.
 */
export function play(stage: Played): Record<"ours" | "documented" | "equal", Asking> {
  const runs = Array.from({ length: histories }, (_, n) => {
    const work = draw(stage, jobsEach, n).map((ms) => ms * (stage.drift ?? 1));
    const learned = draw(stage, learnedFrom, n, "history");
    return { work, checks: checksUntil(Math.max(...work), stageKnownBy(learned, stage.intervalMs)) };
  });
  const ours = comesTo(runs.flatMap(({ work, checks }) => work.map((ms) => seenBy(checks, ms))));
  const work = runs.flatMap((run) => run.work);
  const every = (intervalMs: number) => comesTo(work.map((ms) => seenEvery(intervalMs, ms)));
  return { ours, documented: every(stage.intervalMs), equal: every(2 * ours.medianLagMs) };
}

/** A stage of which history knows what these durations tell. */
export function stageKnownBy(durations: readonly number[], intervalMs: number): KindProfile {
  const kind = { ...profile, deadlineMs: 1e9, graceMs: 1e9 };
  const known: UsualTime = {
    kind: kind.kind,
    step: "training",
    provider: "astria",
    model: null,
    p50Ms: quantile(durations, 0.5),
    p90Ms: quantile(durations, 0.9),
    quantiles: quantileShares.map((share) => Math.round(quantile(durations, share))),
  };
  const steps = profile.steps.slice(0, 1).map((step) => ({ ...step, intervalMs }));
  return withHistory({ ...kind, steps }, jobWith(), { usual: [known], accuracy: [], supposed: [] });
}

/** When a job is asked about, in milliseconds after its stage began, as `decide` has it, until one that long is done. */
export function checksUntil(lastMs: number, kind: KindProfile): number[] {
  const training = operationWith();
  const timeline = [{ name: "training", startedAt: at(0).toISOString(), endedAt: null }];
  const deadlineAt = at(kind.deadlineMs);
  const job = jobWith({
    status: "processing",
    stage: "training",
    timeline,
    operations: [training],
    deadlineAt,
  });
  const observation = { state: "running", progress: null, expectedAt: null } as const;
  const found = foundWith({ [training.id]: { type: "observed", observation } });
  const checks: number[] = [];
  for (let age = 0; age < lastMs;) {
    const change = decided(job, found, at(age), 0.5, { profile: kind, slots: () => 1 });
    age += change.nextCheckInMs ?? NaN;
    checks.push(age);
  }
  return checks;
}

interface Seen {
  calls: number;
  lagMs: number;
}

/** The first of these checks that comes when the work is done. */
export function seenBy(checks: readonly number[], ms: number): Seen {
  let [low, high] = [0, checks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((checks[middle] ?? 0) < ms) low = middle + 1;
    else high = middle;
  }
  return { calls: low + 1, lagMs: (checks[low] ?? NaN) - ms };
}

function seenEvery(intervalMs: number, ms: number): Seen {
  const calls = Math.ceil(ms / intervalMs);
  return { calls, lagMs: calls * intervalMs - ms };
}

function comesTo(seen: readonly Seen[]): Asking {
  const lags = seen.map(({ lagMs }) => lagMs);
  return {
    calls: seen.reduce((sum, { calls }) => sum + calls, 0) / seen.length,
    medianLagMs: quantile(lags, 0.5),
    lag95Ms: quantile(lags, 0.95),
  };
}

/** As `percentile_cont` has it. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? NaN;
  return low + ((sorted[Math.ceil(place)] ?? NaN) - low) * (place % 1);
}

/** Durations by chance, always the same ones. */
export function draw({ medianMs, sigma }: Played, count: number, ...seed: Array<string | number>): number[] {
  const random = generator(...seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, () => medianMs * Math.exp(sigma * normal()));
}
