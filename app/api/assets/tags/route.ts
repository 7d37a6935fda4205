import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { listTags } from "@/lib/services/list-assets";

export const GET = route(async (request) =>
  privateJson({ items: await listTags(await requireUser(request)) }),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
