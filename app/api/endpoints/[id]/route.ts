import { privateJson } from "@/lib/http/asset-response";
import { readEndpointChange } from "@/lib/http/endpoint-request";
import { requireUser } from "@/lib/http/guard-user";
import { parseId } from "@/lib/http/job-id";
import { methodsBesides, route } from "@/lib/http/route";
import { editEndpoint, removeEndpoint } from "@/lib/services/edit-endpoint";
import { getEndpoint } from "@/lib/services/get-endpoint";

type Context = RouteContext<"/api/endpoints/[id]">;

export const GET = route<Context>(async (request, { params }) => {
  const user = await requireUser(request);
  return privateJson(await getEndpoint(user, parseId((await params).id)));
});

export const PATCH = route<Context>(async (request, { params }) => {
  const user = await requireUser(request);
  const id = parseId((await params).id);
  return privateJson(await editEndpoint(user, id, await readEndpointChange(request)));
});

export const DELETE = route<Context>(async (request, { params }) => {
  const user = await requireUser(request);
  await removeEndpoint(user, parseId((await params).id));
  return new Response(null, { status: 204 });
});

export const { OPTIONS, POST, PUT } = methodsBesides("DELETE", "GET", "PATCH");
