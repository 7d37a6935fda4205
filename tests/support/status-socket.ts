import type { WebSocket } from "ws";
import type { StatusUpdate } from "@/lib/jobs/status-update";

/** What a client of `/ws/status` was told. */
export interface Talk {
  readonly client: WebSocket;
  readonly updates: ReadonlyArray<{ type: string; payload: StatusUpdate; cursor: string }>;
  /** The last one it was given. */
  cursor(): string;
  /** Resolves with the code that it was closed with. */
  readonly closed: Promise<number>;
}

/** Resolves once a client was told that it is connected. */
export function openSocket(client: WebSocket): Promise<Talk> {
  const updates: Array<{ type: string; payload: StatusUpdate; cursor: string }> = [];
  let cursor = "";
  const closed = new Promise<number>((resolve) => client.on("close", resolve));
  return new Promise((resolve, reject) => {
    client.on("error", reject);
    client.on("message", (data) => {
      const message = JSON.parse((data as Buffer).toString()) as (typeof updates)[number];
      cursor = message.cursor;
      if (message.type === "connected") resolve({ client, updates, cursor: () => cursor, closed });
      else updates.push(message);
    });
  });
}

/** What a client is refused with, before it is connected. */
export function refusal(client: WebSocket): Promise<{ status: number; code: string }> {
  return new Promise((resolve, reject) => {
    client.on("open", () => reject(new Error("It was let in.")));
    client.on("error", () => undefined);
    client.on("unexpected-response", (_request, response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve(JSON.parse(body) as { status: number; code: string }));
    });
  });
}
