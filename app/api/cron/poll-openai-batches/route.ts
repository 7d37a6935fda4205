import { answerCron } from "@/lib/http/answer-cron";
import { methodsBesides, route } from "@/lib/http/route";

export const maxDuration = 300;

/** Check-all for image tags only: the scheduled job `poll-openai-batches` calls it. */
const handler = route(async (request) => answerCron(request, "image_tags"));

export { handler as GET, handler as POST };

export const { DELETE, OPTIONS, PATCH, PUT } = methodsBesides("GET", "POST");
