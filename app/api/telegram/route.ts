import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { parseMuted } from "@/lib/http/telegram-request";
import { readTelegram, setMuted, unlink } from "@/lib/services/telegram-link";

export const GET = route(async (request) => privateJson(await readTelegram(await requireUser(request))));

export const PATCH = route(async (request) => {
  const user = await requireUser(request);
  return privateJson(await setMuted(user, await parseMuted(request)));
});

export const DELETE = route(async (request) => {
  await unlink(await requireUser(request));
  return new Response(null, { status: 204 });
});

export const { OPTIONS, POST, PUT } = methodsBesides("GET", "PATCH", "DELETE");
