import { cronSource, requireCron } from "@/lib/http/guard-cron";
import { route } from "@/lib/http/route";
import { checkDueJobs } from "@/lib/services/check-jobs";

export const maxDuration = 300;

const handler = route(async (request) => {
  requireCron(request);
  return Response.json(await checkDueJobs(cronSource(request)), { headers: { "cache-control": "no-store" } });
});

export { handler as GET, handler as POST };
