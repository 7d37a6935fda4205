import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { readLeaving } from "@/lib/services/delete-everything";

export const GET = route(async (request) => privateJson(await readLeaving(await requireUser(request))));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
