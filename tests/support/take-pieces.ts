import type { IncomingMessage } from "node:http";
import { WrongKey } from "@/lib/http/errors";
import { cronSource, requireCron } from "@/lib/http/guard-cron";
import { makePieces } from "@/lib/services/make-pieces";

/** Where the app is asked to make pieces of our own work. */
export const isForPieces = ({ method, url }: IncomingMessage): boolean =>
  method === "POST" && url === "/api/pieces";

/** Answers as that route does, with a status; `keep` is given what goes on after the answer. */
export function takePieces({ headers }: IncomingMessage, keep: (making: Promise<void>) => void): number {
  const request = new Request("http://app.test", { headers: new Headers(headers as Record<string, string>) });
  try {
    requireCron(request);
  } catch (error) {
    if (error instanceof WrongKey) return 401;
    throw error;
  }
  const making = makePieces(cronSource(request));
  if (making) keep(making);
  return 202;
}
