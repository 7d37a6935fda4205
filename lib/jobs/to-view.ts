import { lateness } from "./deadline";
import { estimate, timeInStage } from "./eta";
import type { Artifact, Job, Operation } from "./job";
import { adoptable } from "./adoptable";
import { isPoster, stillPath, versionPath } from "./artifact";
import type { FrameView, JobView, StageView } from "./job-view";
import { stageNamed, stagesOf, type KindProfile } from "./kind-profile";
import { isSpoilt } from "./operation";
import { countingOperations, operationAt } from "./slots";
import { resultUrls } from "./result";
import { removedAt, type Retention } from "./retention";
import { pollAfter } from "./schedule";
import { isTerminal } from "./status";

/** What a kind adds to the view of its jobs. */
export interface KindView {
  profile: KindProfile;
  title: string;
  /** What people see of its input, where that is not all of it. */
  input?: Record<string, unknown>;
  details: Record<string, unknown> | null;
  /** The step whose slots are the frames of the contact sheet, and how many there are. */
  frames: { step: string; count: number };
  /** A line before the stages, for what the user did: "Uploaded 12 pictures". */
  opening: string;
  /** Who does the work, for people, and whether all of them can be asked to stop; `null` if nobody does. */
  provider: { label: string; isStoppable: boolean } | null;
  model: string | null;
  /** How good forecasts for jobs like this one have been. */
  accuracy: JobView["accuracy"];
}

/**
 * The public view of a job at `now`. `baseUrl` is where the app answers, without a slash at the end; ended jobs are kept for
 * as long as `retention` says, or for ever.
 */
export function toView(
  job: Job,
  kind: KindView,
  baseUrl: string,
  now: Date,
  retention: Retention | null = null,
): JobView {
  // Nobody knows how long it will stand in line.
  const likely = job.waiting?.for === "turn" ? null : estimate(job, kind.profile, now);
  return {
    id: job.id,
    kind: job.kind,
    status: job.status,
    stage: job.stage,
    stageLabel: stageLabel(job, kind),
    progress: job.progress,
    attempt: job.attempt,
    input: kind.input ?? job.input,
    output: job.output,
    resultUrls: resultUrls(job, kind.profile, baseUrl),
    error: job.error,
    estimatedTimeRemaining: likely && Math.round(likely.medianMs),
    pollAfterMs: pollAfter(job.nextCheckAt, stageNamed(kind.profile, job.stage)?.intervalMs ?? 0, now),
    overdue: !isTerminal(job.status) && lateness(job, kind.profile, now) !== "within",
    checkedAt: iso(job.checkedAt),
    createdAt: job.createdAt.toISOString(),
    updatedAt: job.updatedAt.toISOString(),
    startedAt: iso(job.startedAt),
    completedAt: iso(job.completedAt),
    removedAt: iso(removedAt(job, retention)),
    isFavourite: job.favouriteAt !== null,
    title: kind.title,
    details: kind.details,
    priority: job.priority,
    provider: kind.provider?.label ?? null,
    model: kind.model,
    isStoppable: kind.provider?.isStoppable ?? false,
    adoptable: adoptable(job, kind.frames),
    queue: queueOf(job),
    accuracy: kind.accuracy,
    estimate: likely && { lowMs: Math.round(likely.lowMs), highMs: Math.round(likely.highMs) },
    timeline: timelineView(job, kind),
    frames: frameViews(job, kind),
    sinceCheckMs: job.checkedAt ? Math.max(0, now.getTime() - job.checkedAt.getTime()) : 0,
    glide: glideOf(job, kind.profile, now),
    framesWithin: framesWithin(kind),
    checks: job.checks,
    checksSaved: job.checksSaved,
    delay: delayOf(job, kind, now),
  };
}

function queueOf({ waiting }: Job): JobView["queue"] {
  return waiting?.for === "turn" ? { place: waiting.place, limit: waiting.limit } : null;
}

/** Trouble that the job met itself says more than that its provider is left in peace. */
function delayOf(job: Job, kind: KindView, now: Date): JobView["delay"] {
  if (job.delay) {
    const { askedUntil, ...delay } = job.delay;
    const isAsked = askedUntil !== undefined && Date.parse(askedUntil) > now.getTime();
    return isAsked ? { ...delay, askedUntil } : delay;
  }
  if (job.waiting?.for !== "provider") return null;
  const label = kind.provider?.label ?? "The provider";
  const message = `${label} is not answering. We keep trying.`;
  return { code: "provider_paused", message, until: job.waiting.until };
}

function glideOf(job: Job, profile: KindProfile, now: Date): JobView["glide"] {
  const stage = stageNamed(profile, job.stage);
  const isMoving = job.status === "processing" && !job.delay && !isSeenQueued(job);
  if (!isMoving || !stage || lateness(job, profile, now) !== "within") return null;
  return { to: Math.min(99, stage.progressAtEnd), ...timeInStage(job, stage, now) };
}

function framesWithin({ profile, frames }: KindView): JobView["framesWithin"] {
  const at = profile.steps.findIndex(({ name }) => name === frames.step);
  const step = profile.steps[at];
  return step ? { from: profile.steps[at - 1]?.progressAtEnd ?? 0, to: step.progressAtEnd } : null;
}

function stageLabel(job: Job, kind: KindView): string {
  switch (job.status) {
    case "pending":
      return "Waiting to start";
    case "processing":
      if (isQueued(job)) return `Accepted by ${kind.provider?.label ?? "the provider"}`;
      return stageNamed(kind.profile, job.stage)?.label ?? "Working";
    case "completed":
      return "Done";
    case "failed":
      return "Failed";
    case "canceled":
      return "Canceled";
  }
}

/** Whether the provider has accepted the work of the present stage and begun none of it, as far as we know. */
function isQueued(job: Job): boolean {
  const work = workOfStage(job);
  return work.length > 0 && work.every((operation) => operation.state === "queued");
}

/** What was accepted so recently is as good as begun: queues mostly pass within seconds, and nobody has asked again yet. */
const justAcceptedMs = 10_000;

/** Whether the provider was asked after it had accepted the work, and had begun none of it. */
function isSeenQueued(job: Job): boolean {
  const since = Math.max(...workOfStage(job).map(({ startedAt }) => startedAt.getTime()));
  return isQueued(job) && (job.checkedAt === null || job.checkedAt.getTime() - since >= justAcceptedMs);
}

function workOfStage(job: Job): Operation[] {
  return countingOperations(job).filter((each) => each.step === job.stage);
}

function timelineView(job: Job, kind: KindView): StageView[] {
  const opening: StageView = {
    name: "opening",
    label: kind.opening,
    state: "done",
    startedAt: job.createdAt.toISOString(),
    durationMs: null,
  };
  const all = stagesOf(kind.profile);
  const present = all.findIndex(({ name }) => name === job.stage);
  const stoppedAt = stoppedStage(job, all);
  const stages = all.map((stage, index): StageView => {
    const time = job.timeline.findLast((each) => each.name === stage.name);
    const isCurrent = time !== undefined && time.endedAt === null;
    const isStopped = stage.name === stoppedAt;
    // What an attempt found done it did not enter.
    const isBehind = time !== undefined || index < present || job.status === "completed";
    const isDone = !isCurrent && !isStopped && isBehind;
    return {
      name: stage.name,
      label: isDone ? stage.doneLabel : stage.label,
      state: isStopped ? "stopped" : isCurrent ? "current" : isDone ? "done" : "upcoming",
      startedAt: time?.startedAt ?? null,
      durationMs: time?.endedAt ? Date.parse(time.endedAt) - Date.parse(time.startedAt) : null,
    };
  });
  return [opening, ...stages];
}

/** The stage that a job has stopped in, which is the next one where it was refused before it had begun; `null` for any other job. */
function stoppedStage({ status, stage, timeline }: Job, all: readonly { name: string }[]): string | null {
  if (!isTerminal(status) || status === "completed") return null;
  if (stage !== null || status === "canceled") return stage;
  return all.find(({ name }) => timeline.every((time) => time.name !== name))?.name ?? null;
}

function frameViews(job: Job, kind: KindView): FrameView[] {
  return Array.from({ length: kind.frames.count }, (_, slot) => frameAt(job, kind.frames.step, slot));
}

/** What a slot of a job's step shows, from a ghost to a file. */
export function frameAt(job: Job, step: string, slot: number): FrameView {
  const operation = operationAt(job, step, slot);
  const files = job.artifacts.filter((each) => each.operationId === operation?.id);
  const artifact = files.find((each) => !isPoster(each));
  const poster = files.find(isPoster);
  return {
    slot,
    state: frameState(operation, artifact, isTerminal(job.status)),
    url: artifact ? versionPath(job.id, artifact) : null,
    contentType: artifact?.contentType ?? null,
    posterUrl: artifact ? stillPath(job.id, artifact, poster) : null,
    reason: operation?.error?.message ?? null,
  };
}

function frameState(
  operation: Operation | undefined,
  artifact: Artifact | undefined,
  isOver: boolean,
): FrameView["state"] {
  if (artifact) return "developed";
  if (!operation || isOver) return operation && isSpoilt(operation) ? "spoilt" : "latent";
  if (isSpoilt(operation)) return "spoilt";
  return operation.state === "running" || operation.state === "succeeded" ? "developing" : "latent";
}

function iso(date: Date | null): string | null {
  return date && date.toISOString();
}
