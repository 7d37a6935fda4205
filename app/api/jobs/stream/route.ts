import { methodsBesides, route } from "@/lib/http/route";
import { answerWithStream } from "@/lib/http/stream";

export const maxDuration = 300;

export const GET = route(async (request) => answerWithStream(request));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
