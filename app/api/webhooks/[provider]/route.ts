import { after } from "next/server";
import { readBody } from "@/lib/http/body";
import { methodsBesides, route } from "@/lib/http/route";
import { receiveWebhook } from "@/lib/services/receive-webhook";

export const maxDuration = 300;

const mostBytes = 256 * 1024;

export const POST = route<RouteContext<"/api/webhooks/[provider]">>(async (request, { params }) => {
  const body = await readBody(request, mostBytes);
  const delivery = { url: new URL(request.url), headers: request.headers, body: body.toString("utf8") };
  const followUp = await receiveWebhook((await params).provider, delivery);
  after(followUp);
  return Response.json({ received: true });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
