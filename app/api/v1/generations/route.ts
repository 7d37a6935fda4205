import { toGeneration } from "@/lib/contracts/generation";
import { parseGenerationQuery } from "@/lib/http/generation-query";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { listGenerations } from "@/lib/services/list-generations";

export const GET = route(async (request) => {
  const user = await requireUser(request);
  const { status, offset, ...filter } = parseGenerationQuery(request);
  const page = await listGenerations(user, { ...filter, status: status && [status] }, offset);
  const items = page.items.map(({ job, view, prompt }) => toGeneration(job, view, prompt));
  const data = { items, total: page.total, limit: filter.limit, offset };
  return Response.json({ success: true, data }, { headers: { "cache-control": "private, no-store" } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
