import { subscribe } from "node:diagnostics_channel";
import { STATUS_CODES, Server, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { env } from "@/lib/env";
import { MethodNotAllowed, UnreadableRequest } from "./errors";
import { apiMethods, isApiPath, isReadable } from "./malformed";
import { problemResponse } from "./problem";
import { hangUpWhenStuck } from "./stuck-readers";

const guarded = new WeakSet<Server>();

/**
 * Where Node serves this app itself (`next start`, `next dev`): what Node would answer without a body, or Next with 500
 * before any code of ours, is answered as all our errors are. A server is met at its first connection, before anything of it
 * is read.
 */
export function guardServers(): void {
  subscribe("net.server.socket", (message) => {
    const { server } = (message as { socket: Socket & { server?: unknown } }).socket;
    if (!(server instanceof Server) || guarded.has(server)) return;
    guarded.add(server);
    answerForNode(server);
  });
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    makeReadable(request);
    hangUpWhenStuck(response);
    if (request.headers.host === undefined) refuseInstead(response);
    if (isReachedDirectly()) request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "";
  });
}

/** Then nobody before us says who calls, and what a caller says of that is not believed. */
function isReachedDirectly(): boolean {
  try {
    return env().TRUSTED_PROXIES === 0;
  } catch {
    // What is missing in the environment is said by whatever needs it.
    return false;
  }
}

/**
 * Next makes a web Request of every call, and there is none with TRACE (Fetch, forbidden methods) or with an address
 * that is no path (RFC 9112 §3.2). A method that nothing has is refused by proxy.ts, under a name and an address that
 * reach it; a page whose address has a broken escape is the one of pages that are not there.
 */
function makeReadable(request: IncomingMessage): void {
  request.url = targetOf(request.url ?? "");
  // As it is read, without dots that lead upwards.
  const path = URL.parse(`http://app${request.url}`)?.pathname ?? "/";
  if (!apiMethods.includes(request.method ?? "")) {
    request.method = "UNKNOWN";
    request.url = isApiPath(path) ? "/api" : "/";
  } else if (!isReadable(path) && !isApiPath(path)) request.url = "/404";
}

function targetOf(given: string): string {
  if (given.startsWith("/")) return given;
  const url = URL.parse(given);
  return url ? url.pathname + url.search : "/";
}

/** Node answers a request without `Host` itself (RFC 9112 §3.2), and says nothing with it: this is said in the place of that. */
function refuseInstead(response: ServerResponse): void {
  response.writeHead = () => response;
  response.end = () => {
    void sendRaw(response.socket, new UnreadableRequest(400));
    return response;
  };
}

function answerForNode(server: Server): void {
  // Next hangs up on whoever offers another protocol, as many clients do; an offer may be left alone (RFC 9110 §7.8).
  Object.assign(server, { shouldUpgradeCallback: isForNext });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex & { bytesWritten?: number }) => {
    // Where an answer has begun, another would stand in the middle of it.
    const canAnswer = socket.writable && socket.bytesWritten === 0 && error.code !== "ECONNRESET";
    if (canAnswer) void sendRaw(socket, new UnreadableRequest(reasons[error.code ?? ""] ?? 400));
    else socket.destroy();
  });
  server.on("connect", (_request: IncomingMessage, socket: Duplex) => {
    void sendRaw(socket, new MethodNotAllowed(apiMethods));
  });
  server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) => {
    void sendRaw(response.socket, new UnreadableRequest(417));
  });
}

/** What `next dev` tells its pages comes by WebSocket. */
function isForNext({ url }: IncomingMessage): boolean {
  return url?.startsWith("/_next/") ?? false;
}

/** As Node itself has them. */
const reasons: Record<string, UnreadableRequest["status"]> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** How long whoever was refused may take to hang up, in milliseconds: nobody else watches over what they keep open. */
const goodbyeMs = 2_000;

async function sendRaw(socket: Duplex | null, error: Error): Promise<void> {
  socket?.on("error", () => undefined);
  socket?.resume();
  setTimeout(() => socket?.destroy(), goodbyeMs).unref();
  const response = problemResponse(error);
  const body = await response.text();
  const headers = [...response.headers, ["content-length", Buffer.byteLength(body)], ["connection", "close"]];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket?.end(`HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}\r\n${lines}\r\n${body}`);
}
