import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { liveTransportOf } from "@/lib/http/live-transport";
import { methodsBesides, route } from "@/lib/http/route";

export const GET = route(async (request) => privateJson(await liveTransportOf(await requireUser(request))));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
