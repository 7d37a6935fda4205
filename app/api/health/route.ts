import { version } from "@/package.json";
import { methodsBesides, route } from "@/lib/http/route";
import { requireDatabase } from "@/lib/services/check-health";

export const GET = route(async () => {
  await requireDatabase();
  return Response.json(
    { status: "ok", database: "ok", version },
    { headers: { "cache-control": "no-store" } },
  );
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
