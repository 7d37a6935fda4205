import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { parseId } from "@/lib/http/job-id";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { sendAgain } from "@/lib/services/send-again";

export const maxDuration = 60;

export const POST = route<RouteContext<"/api/deliveries/[id]/resend">>(async (request, { params }) => {
  const user = await requireUser(request);
  const id = parseId((await params).id);
  await limitUser(request, user, "endpoint");
  return privateJson(await sendAgain(user, id));
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
