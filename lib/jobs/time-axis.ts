import { tenth, tookStep, type Attempt } from "./attempts";
import type { JobEventView, JobView } from "./job-view";
import { isTerminal } from "./status";

/** What an attempt does with its time: it waits for its turn, or after a failure; it is in a stage; its checks are held up by trouble. */
type Doing = "waiting" | "between" | "stage" | "delay";

/** A stretch of an attempt, in milliseconds from where the attempt was asked for. */
export interface Span {
  doing: Doing;
  /** The stage it is in, or is held up in; `null` before the first. */
  stage: string | null;
  fromMs: number;
  lengthMs: number;
  /** It grows. */
  isRunning: boolean;
}

/** All stretches of an attempt that are of one sort, put together. */
export interface Share extends Pick<Span, "doing" | "stage" | "lengthMs" | "isRunning"> {
  spans: number;
}

/** An attempt in a row of the picture: its stretches follow one another without a gap. */
export interface AxisRow {
  attempt: Attempt;
  spans: Span[];
  shares: Share[];
  lengthMs: number;
  /** How long nobody did anything before it, until a person asked for it; `null` where none did, or none was before it. */
  pauseMs: number | null;
}

/** Where the time of a job went: all rows are drawn to one scale, which ends with the longest. */
export interface TimeAxis {
  rows: AxisRow[];
  scaleMs: number;
  /** Round moments on the scale, from 0 on. */
  ticksMs: number[];
}

/**
 * The time axis of a job by its attempts, as it stands at `nowMs`; `null` once the job is over, when nothing grows any more. Clocks
 * that go back, within the ledger or between it and whoever looks, make a stretch short, never negative.
 */
export function timeAxis(attempts: readonly Attempt[], nowMs: number | null): TimeAxis {
  const rows = attempts.map((attempt, at) => rowOf(attempt, attempts[at - 1], nowMs));
  const scaleMs = Math.max(1_000, ...rows.map(({ lengthMs }) => lengthMs));
  return { rows, scaleMs, ticksMs: ticksOf(scaleMs) };
}

function rowOf(attempt: Attempt, before: Attempt | undefined, nowMs: number | null): AxisRow {
  const spans = spansOf(attempt, nowMs);
  const last = spans.at(-1);
  const pausedMs = before?.endedAt && tenth(Date.parse(attempt.askedAt)) - tenth(Date.parse(before.endedAt));
  return {
    attempt,
    spans,
    shares: sharesOf(spans),
    lengthMs: last ? last.fromMs + last.lengthMs : 0,
    pauseMs: typeof pausedMs === "number" && !attempt.isAutomatic ? Math.max(0, pausedMs) : null,
  };
}

type State = Pick<Span, "doing" | "stage">;

function spansOf({ askedAt, endedAt, isAutomatic, events }: Attempt, nowMs: number | null): Span[] {
  const spans: Span[] = [];
  const start = tenth(Date.parse(askedAt));
  const idle: Doing = isAutomatic ? "between" : "waiting";
  let state: State = { doing: idle, stage: null };
  let from = start;
  const close = (until: number, isRunning: boolean) => {
    const lengthMs = until - from;
    const last = spans.at(-1);
    if (last?.doing === state.doing && last.stage === state.stage) {
      spans[spans.length - 1] = { ...last, lengthMs: last.lengthMs + lengthMs, isRunning };
      // A wait of no time is none; a stage was gone through all the same.
    } else if (lengthMs > 0 || isRunning || state.doing === "stage") {
      spans.push({ ...state, fromMs: from - start, lengthMs, isRunning });
    }
    from = until;
  };
  for (const event of events) {
    const at = Math.max(from, tenth(Date.parse(event.createdAt)));
    if (endsIt(event)) {
      close(at, false);
      return spans;
    }
    const next = stateAfter(state, event, idle);
    if (next.doing === state.doing && next.stage === state.stage) continue;
    close(at, false);
    state = next;
  }
  close(Math.max(from, nowMs ?? from), endedAt === null && nowMs !== null);
  return spans;
}

function endsIt({ type, status }: JobEventView): boolean {
  return type === "retrying" || isTerminal(status);
}

/** Trouble lasts until the provider answers again, whatever else is written meanwhile. */
function stateAfter(state: State, { type, status, stage }: JobEventView, idle: Doing): State {
  const present = status === "pending" ? null : stage;
  if (type === "delayed" || (state.doing === "delay" && type !== "recovered"))
    return { doing: "delay", stage: present };
  return { doing: status === "pending" ? idle : "stage", stage: present };
}

/** What each sort of stretch took in all, in the order in which they were first. */
function sharesOf(spans: readonly Span[]): Share[] {
  const sorts = Map.groupBy(spans, ({ doing, stage }) => `${doing} ${stage}`);
  return [...sorts.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    return {
      doing: first.doing,
      stage: first.stage,
      lengthMs: alike.reduce((sum, { lengthMs }) => sum + lengthMs, 0),
      isRunning: alike.some(({ isRunning }) => isRunning),
      spans: alike.length,
    };
  });
}

/**
 * The row of a job's latest attempt with the figures of its steps: ledger and steps are written by two clocks, and a page says one
 * figure of both. A stage that was held up, or gone through twice, keeps the ledger's.
 */
export function asSteps(row: AxisRow, job: Pick<JobView, "timeline" | "startedAt" | "completedAt">): AxisRow {
  const lengthOf = (share: Share): number => {
    const step = job.timeline.find(({ name }) => name === share.stage);
    const isHeldUp = row.shares.some((other) => other !== share && other.stage === share.stage);
    if (share.doing !== "stage" || share.isRunning || share.spans > 1 || isHeldUp) return share.lengthMs;
    if (!step?.startedAt || step.durationMs === null) return share.lengthMs;
    return tookStep(step.startedAt, step.durationMs, job);
  };
  const shares = row.shares.map((share) => ({ ...share, lengthMs: lengthOf(share) }));
  const spans = row.spans.map((span) => {
    const share = shares.find(({ doing, stage }) => doing === span.doing && stage === span.stage);
    return share?.spans === 1 ? { ...span, lengthMs: share.lengthMs } : span;
  });
  return { ...row, shares, spans };
}

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
const day = 24 * hour;
const steps = [1, 2, 5, 10, 20, 30]
  .flatMap((n) => [n * second, n * minute])
  .concat([1, 2, 3, 6, 12].map((n) => n * hour))
  .toSorted((a, b) => a - b);

/** At most five, 0 among them. */
function ticksOf(scaleMs: number): number[] {
  const step = steps.find((each) => scaleMs / each < 5) ?? Math.ceil(scaleMs / (4 * day)) * day;
  return Array.from({ length: Math.floor(scaleMs / step) + 1 }, (_, at) => at * step);
}
