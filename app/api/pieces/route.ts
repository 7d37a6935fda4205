import { answerPieces } from "@/lib/http/answer-pieces";
import { methodsBesides, route } from "@/lib/http/route";

export const maxDuration = 300;

/** Renders. No other route can: what it takes for that is large, and only this function carries it. */
export const POST = route(async (request) => answerPieces(request));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
