import { createHash } from "node:crypto";
import { createCanvas } from "@napi-rs/canvas";
import type { Flaw } from "../core/flaw";
import type { World } from "../core/world";
import { paint } from "./paint";

export interface PictureBrief {
  /** The prompt, from which motif, light and colours come. */
  prompt: string;
  /** Pixels. */
  width: number;
  height: number;
  format: "png" | "jpeg" | "webp";
  /** Which of the possible pictures of this prompt. */
  take: string;
  flaw: Flaw | null;
}

const QUALITY = 88;

/** A picture of a scene: drawn once and kept, smaller in a small world. */
export async function scenePicture(world: World, brief: PictureBrief): Promise<Buffer> {
  const asked = { ...brief, width: scaled(brief.width, world), height: scaled(brief.height, world) };
  const name = createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 24);
  const whole = await world.renders.once(`picture-${name}.${brief.format}`, () => draw(asked));
  return brief.flaw === "cut-picture" ? whole.subarray(0, Math.floor(whole.byteLength / 2)) : whole;
}

async function draw({ prompt, width, height, format, take, flaw }: PictureBrief): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  if (flaw === "black-picture") canvas.getContext("2d").fillRect(0, 0, width, height);
  else paint(canvas, prompt, take);
  return format === "png" ? canvas.encode("png") : canvas.encode(format, QUALITY);
}

function scaled(side: number, { scale }: World): number {
  return Math.max(1, Math.round(side * scale));
}
