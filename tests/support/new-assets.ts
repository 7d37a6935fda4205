import { randomBytes } from "node:crypto";
import { createCanvas } from "@napi-rs/canvas";
import pLimit from "p-limit";
import { assetStored, recordAsset } from "@/lib/db/assets";
import { storeFile } from "@/lib/db/storage";
import type { User } from "@/lib/db/user-client";
import { picturePath } from "@/lib/jobs/asset";

const most = 1_000_000_000;

/** Puts so many images into a user's library, each of its own colour, with the small picture alone: their ids. */
export async function newAssets(user: User, count: number): Promise<string[]> {
  const limit = pLimit(8);
  return Promise.all(Array.from({ length: count }, (_, n) => limit(() => newAsset(user, n))));
}

async function newAsset(user: User, n: number): Promise<string> {
  const picture = drawn(n);
  const recorded = await recordAsset({
    userId: user.id,
    name: `picture-${n + 1}.jpg`,
    contentType: "image/jpeg",
    bytes: picture.length,
    width: 64,
    height: 48,
    sha256: randomBytes(32).toString("hex"),
    extension: "jpg",
    pictureBytes: picture.length,
    mostBytes: most,
    mostImages: most,
  });
  if (recorded.outcome !== "recorded") throw new Error(`an image was not recorded: ${recorded.outcome}`);
  const { id, userId } = recorded.asset;
  await storeFile("assets", picturePath({ id, userId }), picture, "image/jpeg");
  await assetStored(id);
  return id;
}

function drawn(n: number): Buffer {
  const canvas = createCanvas(64, 48);
  const context = canvas.getContext("2d");
  context.fillStyle = `hsl(${(n * 40) % 360} 80% ${n % 2 ? 30 : 70}%)`;
  context.fillRect(0, 0, 64, 48);
  return canvas.toBuffer("image/jpeg");
}
