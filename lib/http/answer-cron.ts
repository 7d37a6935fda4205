import { after } from "next/server";
import { announce } from "@/lib/push/announce";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { checkDueJobsWithin } from "@/lib/services/check-within";
import { reportAppUrl } from "@/lib/services/report-app-url";
import { timeWithin } from "@/lib/services/run-time";
import { BadRequest } from "./errors";
import { cronSource, requireCron } from "./guard-cron";

/** A shorter time is of no use to anybody; a longer one a function does not have. */
const leastSeconds = 5;
const mostSeconds = 280;

/** Answers a scheduler with what came of checking everything that is due, of one kind or of all: with `?seconds=`, within them. */
export async function answerCron(request: Request, kind: string | null = null): Promise<Response> {
  requireCron(request);
  const seconds = secondsOf(request);
  const source = cronSource(request);
  after(reportAppUrl);
  // What a process that was killed had taken, or none could tell.
  after(announce);
  const run =
    seconds === null
      ? await checkDueJobs(source, kind)
      : await checkDueJobsWithin(timeWithin(seconds), source, kind, (work) => after(work));
  return Response.json(run, { headers: { "cache-control": "no-store" } });
}

/** The budget that a caller names, in seconds; `null` where it names none. Throws `BadRequest`. */
function secondsOf(request: Request): number | null {
  const given = new URL(request.url).searchParams.getAll("seconds");
  if (given.length === 0) return null;
  const [text = ""] = given;
  const seconds = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  if (given.length === 1 && seconds >= leastSeconds && seconds <= mostSeconds) return seconds;
  throw new BadRequest(
    "invalid_query",
    `seconds: This has to be one whole number from ${leastSeconds} to ${mostSeconds}.`,
  );
}
