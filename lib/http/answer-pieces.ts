import { after } from "next/server";
import { z } from "zod";
import { drawStill } from "@/lib/services/draw-still";
import { NotFound } from "@/lib/services/errors";
import { makePieces } from "@/lib/services/make-pieces";
import { readBodyAs } from "./body";
import { cronSource, requireCron } from "./guard-cron";

const headers = { "cache-control": "no-store" };

const Still = z.strictObject({ still: z.string().min(1).max(1_000) });

/**
 * Has pieces of our own work made after the answer, which says at once whether this call began that. Where it did not,
 * this instance is at it already, and sees what is new. Whoever sends the path of a film, as JSON, is answered with a still of it
 * instead.
 */
export async function answerPieces(request: Request): Promise<Response> {
  requireCron(request);
  if (request.headers.get("content-type") === "application/json") return answerStill(request);
  const making = makePieces(cronSource(request));
  if (making) after(making);
  return Response.json({ accepted: making !== null }, { status: 202, headers });
}

async function answerStill(request: Request): Promise<Response> {
  const { still: path } = await readBodyAs(request, Still, "invalid_still");
  const still = await drawStill(path, request.signal);
  if (!still) throw new NotFound();
  return new Response(new Uint8Array(still), { headers: { ...headers, "content-type": "image/webp" } });
}
