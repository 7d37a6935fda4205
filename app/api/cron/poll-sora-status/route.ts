import { cronSource, requireCron } from "@/lib/http/guard-cron";
import { route } from "@/lib/http/route";
import { checkDueJobs } from "@/lib/services/check-jobs";

export const maxDuration = 300;

/** Check-all for videos only, kept for pingers that call the documented path. */
export const GET = route(async (request) => {
  requireCron(request);
  const run = await checkDueJobs(cronSource(request), "sora");
  return Response.json(run, { headers: { "cache-control": "no-store" } });
});
