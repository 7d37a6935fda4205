import { version } from "@/package.json";
import { route } from "@/lib/http/route";
import { isDatabaseWell } from "@/lib/services/check-health";

export const GET = route(async () => {
  const isWell = await isDatabaseWell();
  const body = { status: isWell ? "ok" : "unavailable", database: isWell ? "ok" : "unavailable", version };
  return Response.json(body, { status: isWell ? 200 : 503, headers: { "cache-control": "no-store" } });
});
