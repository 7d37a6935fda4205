import { privateJson } from "@/lib/http/asset-response";
import { readNewEndpoint } from "@/lib/http/endpoint-request";
import { requireUser } from "@/lib/http/guard-user";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { addEndpoint } from "@/lib/services/add-endpoint";
import { listEndpoints } from "@/lib/services/get-endpoint";

export const GET = route(async (request) =>
  privateJson({ items: await listEndpoints(await requireUser(request)) }),
);

export const POST = route(async (request) => {
  const user = await requireUser(request);
  await limitUser(request, user, "endpoint");
  const endpoint = await addEndpoint(user, await readNewEndpoint(request));
  return privateJson(endpoint, { status: 201, location: `/api/endpoints/${endpoint.id}` });
});

export const { DELETE, OPTIONS, PATCH, PUT } = methodsBesides("GET", "POST");
