import { answerCron } from "@/lib/http/answer-cron";
import { methodsBesides, route } from "@/lib/http/route";

export const maxDuration = 300;

/** Check-all for videos only, kept for pingers that call the documented path. */
export const GET = route(async (request) => answerCron(request, "sora"));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
