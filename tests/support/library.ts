import sharp from "sharp";
import type { TestUser } from "./database";
import { callRoute } from "./call-route";

const assets = await import("@/app/api/assets/route");

/** An image as the API answers it. */
export interface SeenAsset {
  id: string;
  name: string;
  tags: string[];
  [field: string]: unknown;
}

type Asker = Pick<TestUser, "accessToken">;

export const bearer = ({ accessToken }: Asker) => ({ authorization: `Bearer ${accessToken}` });

/** A small picture that is like no other of another number. */
export function pictureOf(number: number): Promise<Buffer> {
  const background = { r: number % 256, g: (number >> 8) % 256, b: 99 };
  return sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
}

/** Sends a picture into a user's library. */
export function sendPicture(
  user: Asker,
  bytes: Buffer,
  { name = "beach.png", headers = {} }: { name?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const body = new FormData();
  body.append("file", new Blob([new Uint8Array(bytes)]), name);
  return callRoute(assets.POST, "/api/assets", {
    method: "POST",
    headers: { ...bearer(user), ...headers },
    body,
  });
}

/** The same, of one that is taken. */
export async function putPicture(user: Asker, bytes: Buffer, name?: string): Promise<SeenAsset> {
  const answer = await sendPicture(user, bytes, name === undefined ? {} : { name });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as SeenAsset;
}
