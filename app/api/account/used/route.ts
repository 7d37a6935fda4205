import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { readUsedByMonth } from "@/lib/services/read-used";

export const GET = route(async (request) =>
  privateJson({ months: await readUsedByMonth(await requireUser(request)) }),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
