import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { offerLink } from "@/lib/services/telegram-link";

export const POST = route(async (request) => {
  const user = await requireUser(request);
  await limitUser(request, user, "telegram");
  return privateJson(await offerLink(user), { status: 201 });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
