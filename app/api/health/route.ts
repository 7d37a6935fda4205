import { version } from "@/package.json";
import { isDatabaseWell } from "@/lib/services/check-health";

export async function GET(): Promise<Response> {
  const isWell = await isDatabaseWell();
  const body = { status: isWell ? "ok" : "unavailable", database: isWell ? "ok" : "unavailable", version };
  return Response.json(body, { status: isWell ? 200 : 503, headers: { "cache-control": "no-store" } });
}
