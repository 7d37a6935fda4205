import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { cancelJobRow } from "@/lib/db/job-verbs";
import { onLedgerWrite } from "@/lib/db/ledger-writes";
import { route } from "@/lib/http/route";
import { endListenersAtShutdown } from "@/lib/http/shutdown";
import { answerWithStream } from "@/lib/http/stream";
import { announce, startAnnouncing } from "@/lib/push/announce";
import { tailFigures, wakeTail } from "@/lib/push/tail";
import { startWakeUps } from "@/lib/push/wake-by-redis";

/** The app as a process of its own, as far as streams are concerned: it answers them, writes to the ledger, and ends when told to. */
function main(): void {
  // As startAfterWrites has it, which leads to Next: that takes no bundling.
  onLedgerWrite(() => {
    wakeTail();
    void announce();
  });
  startAnnouncing();
  startWakeUps();
  endListenersAtShutdown();
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  process.once("SIGTERM", () => server.close(() => process.exit(0)));
  process.once("disconnect", () => process.exit());
  server.listen(Number(process.env["PORT"]), "127.0.0.1", () => process.send?.("listening"));
}

const stream = route(answerWithStream);

/** `GET` is the stream; `POST ?job=&user=` cancels a job, as its owner would; `PUT` answers with the tail's figures. */
const cancel = route(async (request) => {
  const { searchParams } = new URL(request.url);
  const { outcome } = await cancelJobRow(
    searchParams.get("job") ?? "",
    searchParams.get("user") ?? "",
    "browser",
  );
  return Response.json(outcome);
});

const verbs: Record<string, typeof stream> = {
  POST: cancel,
  PUT: route(async () => Response.json(tailFigures())),
};

/** As Next does it. */
async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  const request = new Request(new URL(incoming.url ?? "/", "http://app.test"), {
    method: incoming.method ?? "GET",
    headers: new Headers(incoming.headers as Record<string, string>),
    signal: gone.signal,
  });
  const response = await (verbs[request.method] ?? stream)(request, undefined);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) outgoing.end();
  // Whoever reads may leave at any moment.
  else await pipeline(response.body, outgoing).catch(() => undefined);
}

main();
