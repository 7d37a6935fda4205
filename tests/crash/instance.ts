import { createServer, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { buffer } from "node:stream/consumers";
import { errorFields } from "@/lib/log";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { Unverified } from "@/lib/services/errors";
import { receiveWebhook } from "@/lib/services/receive-webhook";
import type { Report } from "../support/instances";
import { isForPieces, takePieces } from "../support/take-pieces";

/** One instance of the app, for a test to kill: it checks what is due again and again, takes webhooks, and makes pieces. */
async function main(): Promise<void> {
  const server = createServer((request, response) => {
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    if (isForPieces(request)) {
      response.writeHead(takePieces(request, (making) => void doing(() => making))).end();
      return;
    }
    void takeWebhook(request).then((status) => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The instance has no address.");
  say({ type: "listening", port: address.port });
  for (;;) {
    await doing(() => checkDueJobs("vercel-cron"));
    await sleep(200);
  }
}

/** As the route does: what cannot be taken is answered with an error, and what it leads to follows after the answer. */
async function takeWebhook(request: IncomingMessage): Promise<number> {
  const url = new URL(request.url ?? "/", "http://app.test");
  const headers = new Headers(request.headers as Record<string, string>);
  const body = (await buffer(request)).toString();
  let status = 500;
  await doing(async () => {
    try {
      const followUp = await receiveWebhook(url.pathname.split("/").at(-1) ?? "", { url, headers, body });
      status = 200;
      void doing(followUp);
    } catch (error) {
      if (!(error instanceof Unverified)) throw error;
      status = 401;
    }
  });
  return status;
}

let pieces = 0;

/** Does a piece of work and reports it. A function that throws is not the end of its instance. */
async function doing(work: () => Promise<unknown>): Promise<void> {
  const piece = ++pieces;
  say({ type: "begun", piece, at: Date.now() });
  const error = await work().then(
    () => null,
    (reason: unknown) => errorFields(reason),
  );
  say({ type: "ended", piece, error: error && JSON.stringify(error) });
}

function say(report: Report): void {
  process.send?.(report);
}

process.once("disconnect", () => process.exit());
void main();
