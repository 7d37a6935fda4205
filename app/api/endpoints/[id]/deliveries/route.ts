import { privateJson } from "@/lib/http/asset-response";
import { parseDeliveriesQuery } from "@/lib/http/endpoint-request";
import { requireUser } from "@/lib/http/guard-user";
import { parseId } from "@/lib/http/job-id";
import { methodsBesides, route } from "@/lib/http/route";
import { listDeliveries } from "@/lib/services/list-deliveries";

export const GET = route<RouteContext<"/api/endpoints/[id]/deliveries">>(async (request, { params }) => {
  const user = await requireUser(request);
  const id = parseId((await params).id);
  const { limit, cursor } = parseDeliveriesQuery(request);
  return privateJson(await listDeliveries(user, id, limit, cursor));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
