import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { parsePictureQuery } from "@/lib/http/picture-query";
import { methodsBesides, route } from "@/lib/http/route";
import { listPictures } from "@/lib/services/list-pictures";

export const GET = route(async (request) => {
  const user = await requireUser(request);
  const { cursor, ...filter } = parsePictureQuery(request);
  return privateJson(await listPictures(user, filter, cursor));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
