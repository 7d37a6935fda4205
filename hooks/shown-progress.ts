"use client";
import type { JobView } from "@/lib/jobs/job-view";
import { likelyProgress, nextShown, type Shown } from "@/lib/jobs/glide";
import { isTerminal } from "@/lib/jobs/status";
import { isNewer } from "./job-cache";

/** A job as it was last told, when that was, and what is drawn of it in every place that shows it. */
interface Course {
  job: JobView;
  toldAt: number;
  shown: Shown;
  shownAt: number;
  listeners: Set<() => void>;
}

const stepMs = 100;
/** Who wants no motion sees it move in steps. */
const stillStepMs = 1_000;

/** Those that are drawn, and those under way, which go on where they were when they are drawn again. */
const courses = new Map<string, Course>();
let clock: ReturnType<typeof setInterval> | null = null;
let movedAt = 0;

/** Draws a job from now on, until what it returns is called. All that is drawn moves by one clock. */
export function follow(job: JobView, draw: () => void): () => void {
  const course = tell(job);
  course.listeners.add(draw);
  if (clock === null) {
    clock = setInterval(move, stepMs);
    movedAt = 0;
  }
  return () => {
    course.listeners.delete(draw);
    // What is over is drawn as it is known, by whoever comes later.
    if (course.listeners.size === 0 && isTerminal(course.job.status)) courses.delete(course.job.id);
    if (clock === null || followed().length > 0) return;
    clearInterval(clock);
    clock = null;
  };
}

/** What is to be drawn of a job just now. Whoever holds a later attempt than was told, or one that is over, draws what they know. */
export function shownOf(job: JobView): Shown {
  const shown = courses.get(job.id)?.shown;
  if (!isTerminal(job.status) && shown?.attempt === job.attempt) return shown;
  const { attempt, progress } = job;
  return { attempt, percent: isTerminal(job.status) ? progress : likelyProgress(job, 0), isSlow: false };
}

/** How long ago a job was last told, in milliseconds, as of the last drawing; 0 before the first. */
export function sinceTold({ id }: Pick<JobView, "id">): number {
  const course = courses.get(id);
  return course ? Math.max(0, course.shownAt - course.toldAt) : 0;
}

function tell(job: JobView): Course {
  const now = Date.now();
  const known = courses.get(job.id);
  if (known && (known.job === job || isNewer(known.job, job))) return known;
  const shown = known && known.job.attempt === job.attempt ? known.shown : shownOf(job);
  const course = known ?? { job, toldAt: now, shown, shownAt: now, listeners: new Set() };
  Object.assign(course, { job, toldAt: now, shown });
  courses.set(job.id, course);
  return course;
}

function followed(): Course[] {
  return [...courses.values()].filter(({ listeners }) => listeners.size > 0);
}

function move() {
  const now = Date.now();
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isStill && now - movedAt < stillStepMs) return;
  movedAt = now;
  for (const course of followed()) {
    const { job, toldAt, shown, shownAt } = course;
    course.shown = nextShown(shown, job, now - toldAt, Math.max(0, now - shownAt), isStill);
    course.shownAt = now;
    for (const draw of course.listeners) draw();
  }
}
