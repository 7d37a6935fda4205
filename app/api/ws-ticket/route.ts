import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { makeTicket } from "@/lib/services/make-ticket";

export const POST = route(async (request) => {
  const ticket = await makeTicket(await requireUser(request));
  return Response.json(ticket, { headers: { "cache-control": "no-store" } });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
