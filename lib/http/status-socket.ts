import { experimental_upgradeWebSocket as upgrade } from "@vercel/functions";
import type { WebSocket } from "ws";
import { env } from "@/lib/env";
import { connect, refusalOf } from "@/lib/push/gateway/connect";
import { Connection } from "@/lib/push/gateway/connection";
import { Connections } from "@/lib/push/gateway/connections";
import { mostPayload, readHandshake, subprotocol } from "@/lib/push/gateway/handshake";
import { identify } from "@/lib/push/gateway/identify";
import { answerTo, Refusal } from "@/lib/push/gateway/refusal";
import { listen } from "@/lib/push/listen";

const connections = new Connections();

/** The platform cuts what a function holds open for five minutes; before that the client is told to come again. */
const longestMs = 280_000;

/**
 * `/ws/status` where the platform lets a route have WebSockets: on Vercel. Elsewhere it says where the gateway is. Answers
 * whatever is refused itself, as the gateway does.
 */
export async function openStatusSocket(request: Request): Promise<Response> {
  try {
    const { headers } = request;
    if (headers.get("upgrade")?.toLowerCase() !== "websocket") throw elsewhere();
    const offered = headers.get("sec-websocket-protocol");
    // The platform's helper agrees to whichever comes first.
    if (offered !== null && offered.split(",")[0]?.trim() !== subprotocol) throw wrongOrder();
    const asked = readHandshake(new URL(request.url), headers.get("authorization"), offered);
    const identity = await identify(asked.credential);
    return await upgrade((socket) => adopt(socket, new Connection(identity, asked.since, () => socket)), {
      maxPayload: mostPayload,
    });
  } catch (error) {
    const isOnlyHere =
      error instanceof Error && error.message.includes("not available in the current runtime");
    const { status, headers, body } = answerTo(isOnlyHere ? elsewhere() : refusalOf(error));
    return new Response(body, { status, headers });
  }
}

/** Here a client is let in before it can be refused: what would be a status is its closing code, 4000 added to it. */
async function adopt(socket: WebSocket, connection: Connection): Promise<void> {
  connections.add(socket, connection);
  const timer = setTimeout(() => connection.close("shutdown", Date.now()), longestMs);
  socket.once("close", () => clearTimeout(timer));
  try {
    await connect(connection, listen);
  } catch (error) {
    const refusal = refusalOf(error);
    socket.close(4_000 + answerTo(refusal).status, refusal.code);
  }
}

function wrongOrder(): Refusal {
  return new Refusal("wrong_subprotocol", `Offer the subprotocol “${subprotocol}” before any other.`);
}

function elsewhere(): Refusal {
  const where = env().GATEWAY_URL ?? "the gateway (npm run gateway)";
  return new Refusal("upgrade_required", `WebSockets are not served here: connect to ${where}.`);
}
