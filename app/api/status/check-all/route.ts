import { answerCron } from "@/lib/http/answer-cron";
import { methodsBesides, route } from "@/lib/http/route";

export const maxDuration = 300;

const handler = route(async (request) => answerCron(request));

export { handler as GET, handler as POST };

export const { DELETE, OPTIONS, PATCH, PUT } = methodsBesides("GET", "POST");
