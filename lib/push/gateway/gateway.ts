import {
  STATUS_CODES,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { listen as listenToTail } from "@/lib/push/listen";
import { wakeTail } from "@/lib/push/tail";
import { startWakeUps } from "@/lib/push/wake-by-redis";
import { connect, refusalOf, type Listen } from "./connect";
import { Connection, type Open } from "./connection";
import { Connections } from "./connections";
import { mostPayload, readHandshake, subprotocol } from "./handshake";
import { identify as identifyBySupabase } from "./identify";
import { answerTo, Refusal } from "./refusal";
import { mayWake } from "./wake";

/** A gateway that listens. */
export interface Gateway {
  readonly port: number;
  /** How many clients are connected. */
  readonly connections: number;
  /** Closes every connection with 1001, and resolves once all are gone. */
  stop(): Promise<void>;
}

export interface GatewayOptions {
  /** 0 = any that is free. */
  port: number;
  /** The address to listen on; all of this machine's, if there is none. */
  host?: string | undefined;
  /** Who is asking, and who tells; Supabase and this process's tail, unless told otherwise. */
  identify?: typeof identifyBySupabase;
  listen?: Listen;
}

/** Where it is connected to. */
const path = "/ws/status";

/** Starts the WebSocket gateway: `ws://…/ws/status`. Resolves once it listens; throws where the port is taken. */
export async function startGateway({
  port,
  host,
  identify = identifyBySupabase,
  listen = listenToTail,
}: GatewayOptions): Promise<Gateway> {
  const connections = new Connections();
  /** Those of whom nobody knows yet who they are. */
  const arriving = new Set<Duplex>();
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // It would take forty times the memory of all else.
    perMessageDeflate: false,
    maxPayload: mostPayload,
    handleProtocols: () => subprotocol,
  });
  sockets.on("wsClientError", (error: Error, socket: Duplex) =>
    refuse(socket, new Refusal("wrong_handshake", `This is no handshake of a WebSocket: ${error.message}.`)),
  );
  const server = createServer((request, response) => answerPlainly(request, response, connections.size));

  /** Lets a client in, or says why not. */
  async function letIn(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = urlOf(request);
    if (url?.pathname !== path) throw notHere();
    const { authorization = null, "sec-websocket-protocol": protocols = null } = request.headers;
    const { credential, since } = readHandshake(url, authorization, protocols);
    const identity = await identify(credential);
    const open: Open = (connection) => {
      if (socket.destroyed) return null;
      let opened: Parameters<Connections["add"]>[0] | null = null;
      sockets.handleUpgrade(request, socket, head, (websocket) => {
        opened = websocket;
        arriving.delete(socket);
        connections.add(websocket, connection);
        forgetHeaders(request);
      });
      return opened;
    };
    await connect(new Connection(identity, since, open), listen);
  }

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", ignore);
    arriving.add(socket);
    letIn(request, socket, head)
      .catch((error: unknown) => refuse(socket, refusalOf(error)))
      .finally(() => arriving.delete(socket));
  });
  await listening(server, port, host);
  const stopWakeUps = startWakeUps();
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections.size;
    },
    async stop() {
      stopWakeUps();
      const closed = new Promise((resolve) => void server.close(resolve));
      server.closeAllConnections();
      // Whoever is let in from now on would be closed by nobody.
      for (const socket of arriving) socket.destroy();
      await connections.closeAll();
      await closed;
    },
  };
}

function listening(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

const urlOf = ({ url = "" }: IncomingMessage): URL | null => URL.parse(url, "ws://gateway");
const notHere = () => new Refusal("not_found", `There is nothing here: connect to ${path}.`);

/** Whoever comes without wanting a WebSocket: told how to, or how the gateway is; and the app, which has written something. */
function answerPlainly(request: IncomingMessage, response: ServerResponse, connections: number): void {
  const { pathname = "" } = urlOf(request) ?? {};
  if (pathname === "/health" && request.method === "GET") {
    const headers = { "content-type": "application/json", "cache-control": "no-store" };
    response.writeHead(200, headers).end(JSON.stringify({ status: "ok", connections }));
    return;
  }
  if (pathname === "/ws/wake" && request.method === "POST") {
    const isOurs = mayWake(request.headers.authorization);
    if (isOurs) wakeTail();
    response.writeHead(isOurs ? 204 : 401).end();
    return;
  }
  const how = `Connect with a WebSocket: ${path} speaks nothing else.`;
  const { status, headers, body } = answerTo(
    pathname === path ? new Refusal("upgrade_required", how) : notHere(),
  );
  response.writeHead(status, headers).end(body);
}

/** How long whoever was refused may take to hang up, in milliseconds. */
const goodbyeMs = 2_000;

function refuse(socket: Duplex, refusal: Refusal): void {
  const { status, headers, body } = answerTo(refusal);
  const all = { ...headers, "content-length": String(Buffer.byteLength(body)), connection: "close" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`);
  setTimeout(() => socket.destroy(), goodbyeMs).unref();
}

/** The handshake's headers would take as much memory as all else of a connection, for as long as it lives. */
function forgetHeaders(request: IncomingMessage): void {
  request.headers = {};
  request.rawHeaders.length = 0;
}

function ignore(): void {}
