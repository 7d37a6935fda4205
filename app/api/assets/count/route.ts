import { parseAssetFilter } from "@/lib/http/asset-query";
import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { countLibrary } from "@/lib/services/list-assets";

export const GET = route(async (request) =>
  privateJson(await countLibrary(await requireUser(request), parseAssetFilter(request))),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
