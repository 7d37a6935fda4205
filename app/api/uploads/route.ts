import { readFormFile } from "@/lib/http/body";
import { requireUser } from "@/lib/http/guard-user";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { mostUploadBytes, storeUpload } from "@/lib/services/store-upload";

export const POST = route(async (request) => {
  const user = await requireUser(request);
  await limitUser(request, user, "upload");
  const { bytes } = await readFormFile(request, mostUploadBytes);
  const upload = await storeUpload(user, bytes);
  return Response.json(upload, { status: 201, headers: { location: `/api/uploads/${upload.path}` } });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
