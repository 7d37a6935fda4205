import { after } from "next/server";
import { makePieces } from "@/lib/services/make-pieces";
import { cronSource, requireCron } from "./guard-cron";

/**
 * Has pieces of our own work made after the answer, which says at once whether this call began that. Where it did not,
 * this instance is at it already, and sees what is new.
 */
export function answerPieces(request: Request): Response {
  requireCron(request);
  const making = makePieces(cronSource(request));
  if (making) after(making);
  const headers = { "cache-control": "no-store" };
  return Response.json({ accepted: making !== null }, { status: 202, headers });
}
