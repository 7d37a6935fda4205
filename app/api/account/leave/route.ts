import { forgettingBrowser } from "@/lib/http/file-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";

/** Has the browser that asks forget the pictures it has kept for whoever is about to be signed out of it. */
export const POST = route(async (request) => {
  await requireUser(request);
  return new Response(null, { status: 204, headers: forgettingBrowser });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
