import { methodsBesides, route } from "@/lib/http/route";
import { openStatusSocket } from "@/lib/http/status-socket";

export const maxDuration = 300;

export const GET = route(openStatusSocket);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
