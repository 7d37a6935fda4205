import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { parseId } from "@/lib/http/job-id";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { rotateSecret } from "@/lib/services/rotate-secret";

export const POST = route<RouteContext<"/api/endpoints/[id]/rotate">>(async (request, { params }) => {
  const user = await requireUser(request);
  const id = parseId((await params).id);
  await limitUser(request, user, "endpoint");
  return privateJson(await rotateSecret(user, id));
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
