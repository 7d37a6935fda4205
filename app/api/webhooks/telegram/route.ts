import { after } from "next/server";
import { readJson } from "@/lib/http/body";
import { methodsBesides, route } from "@/lib/http/route";
import { receiveTelegram, requireTelegram } from "@/lib/services/receive-telegram";

export const maxDuration = 300;

export const POST = route(async (request) => {
  requireTelegram(request.headers.get("x-telegram-bot-api-secret-token"));
  const heard = await receiveTelegram(await readJson(request), after);
  return Response.json({ received: heard === "done" }, { status: heard === "done" ? 200 : 503 });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
