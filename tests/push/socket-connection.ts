import { WebSocket } from "ws";
import type { Connect } from "./client";

interface Message {
  type: string;
  payload: unknown;
  cursor: string;
}

/** A connection by WebSocket, as a browser opens it: with its token among the subprotocols. */
export function bySocket(url: string, accessToken: string): Connect {
  return (since, heard) => {
    const query = since === null ? "" : `?since=${encodeURIComponent(since)}`;
    const socket = new WebSocket(url + query, ["darkroom", `bearer.${accessToken}`]);
    socket.on("message", (bytes: Buffer) => {
      const { type, payload, cursor } = JSON.parse(bytes.toString()) as Message;
      if (type === "status_update") heard.update(payload, cursor);
      else heard.place(cursor);
    });
    socket.on("unexpected-response", (_call, { statusCode = 0 }) => {
      heard.lost(statusCode < 500 && statusCode !== 429 ? `refused: ${statusCode}` : null);
    });
    socket.on("error", () => heard.lost(null));
    socket.on("close", () => heard.lost(null));
    return () => socket.terminate();
  };
}
