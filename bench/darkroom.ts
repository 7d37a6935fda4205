import { subscribe } from "node:diagnostics_channel";
import { env } from "@/lib/env";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { contest } from "./contestant";
import { insertVideos, type VideoMaker } from "./due-videos";

const [databaseUrl = "", maker = "", finds = ""] = process.argv.slice(2);

let roundTrips = 0;
// Node's own fetch and undici's clients both tell of their requests here.
subscribe("undici:request:create", (message) => {
  const { request } = message as { request: { origin: string } };
  if (request.origin === new URL(env().SUPABASE_URL).origin) roundTrips += 1;
});

void contest({
  add: (first, count) =>
    insertVideos(databaseUrl, maker as VideoMaker, first, count, first > 0 && finds === "nothing new"),
  work: async () => {
    const before = roundTrips;
    const run = await checkDueJobs("vercel-cron");
    return { checks: run.checked, roundTrips: roundTrips - before };
  },
});
