import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { parseCountQuery } from "@/lib/http/job-query";
import { methodsBesides, route } from "@/lib/http/route";
import { jobCounts } from "@/lib/services/list-jobs";

export const GET = route(async (request) =>
  privateJson({ items: await jobCounts(await requireUser(request), parseCountQuery(request)) }),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
