import { z } from "zod";
import { BadRequest } from "@/lib/http/errors";
import { requireUser } from "@/lib/http/guard-user";
import { parseJobId } from "@/lib/http/job-id";
import { queryValue } from "@/lib/http/parse-query";
import { methodsBesides, route } from "@/lib/http/route";
import { readLedger } from "@/lib/services/read-ledger";

const After = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const GET = route<RouteContext<"/api/jobs/[id]/events">>(async (request, { params }) => {
  const user = await requireUser(request);
  const after = After.safeParse(queryValue(request, "after") ?? 0);
  if (!after.success) throw new BadRequest("invalid_after", "“after” is the id of an event.");
  const items = await readLedger(user, parseJobId((await params).id), after.data);
  return Response.json({ items }, { headers: { "cache-control": "private, no-store" } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
