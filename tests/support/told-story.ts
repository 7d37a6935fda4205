import { createCanvas } from "@napi-rs/canvas";
import type { Job } from "@/lib/jobs/job";
import type { MadePiece, PieceWork } from "@/lib/kinds/kind";
import type { StoryInput } from "@/lib/kinds/story-input";
import { makeStoryPiece } from "@/lib/render/story";
import { keptWork, scriptAnswer, writtenStory } from "./sample-stories";
import { soundFile } from "./sounds";

/** What a story is made of once its pictures and voices are there. */
export interface ToldScene {
  narration: string;
  picture: Buffer;
  voice: Buffer;
}

/** A story with these scenes, ready to be filmed. */
export class ToldStory {
  private readonly made = new Map<string, Buffer>();
  job: Job;

  constructor(
    private readonly scenes: readonly ToldScene[],
    input: Partial<StoryInput> = {},
  ) {
    this.job = writtenStory(scenes.length, { input: { story: "Told.", height: 96, ...input } });
    const script = scriptAnswer(scenes.length);
    const written = scenes.map(({ narration }, n) => ({ ...script.scenes[n], narration }));
    const text = JSON.stringify({ ...script, scenes: written });
    this.job.operations = [keptWork("script", 0, { text })];
    for (const [n, { picture, voice }] of scenes.entries()) {
      this.made.set(`assets ${2 * n}`, picture);
      this.made.set(`assets ${2 * n + 1}`, voice);
    }
  }

  /** Makes one piece, and keeps it for those that are made of it. */
  async make(step: string, slot: number, signal = new AbortController().signal): Promise<MadePiece> {
    const made = await makeStoryPiece({ job: this.job, step, slot, signal, load: this.load });
    const [first] = made.files;
    if (first) this.keep(step, slot, first.bytes);
    const work = keptWork(step, slot, made.facts && { facts: made.facts });
    this.job = { ...this.job, operations: [...this.job.operations, work] };
    return made;
  }

  keep(step: string, slot: number, bytes: Buffer): void {
    this.made.set(`${step} ${slot}`, bytes);
  }

  /** What was made, or kept, for a slot. */
  kept(step: string, slot: number): Promise<Buffer> {
    return this.load(step, slot);
  }

  /** All of it. */
  async film(): Promise<MadePiece> {
    for (const slot of this.scenes.keys()) await this.make("rendering", slot);
    return this.make("joining", 0);
  }

  private readonly load: PieceWork["load"] = async (step, slot) => {
    const bytes = this.made.get(`${step} ${slot}`);
    if (!bytes) throw new Error(`nothing was made for ${step} ${slot}`);
    return bytes;
  };
}

/** How light the pictures of the scenes are, in turn: luma of their mean, far enough from each other. */
const greys = [50, 120, 80, 150];

/** The mean luma of a scene's picture. */
export const greyOf = (scene: number): number => greys[scene % greys.length] ?? 0;

/** A picture in greys with much to see in it, nowhere as light as a caption or as dark as black. */
export async function greyPicture(
  scene: number,
  { width, height } = { width: 640, height: 360 },
): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  // Luma in a film goes from 16 to 235, in a picture from 0 to 255.
  const paint = (luma: number) => {
    const level = Math.round(((luma - 16) * 255) / 219);
    pen.fillStyle = `rgb(${level},${level},${level})`;
  };
  const grey = greyOf(scene);
  paint(grey);
  pen.fillRect(0, 0, width, height);
  const cell = height / 18;
  for (let row = 0; row * cell < height; row++) {
    for (let column = 0; column * cell < width; column++) {
      const isUp = (row + column) % 2 === 0;
      paint(grey + (isUp ? 20 : -20));
      const radius = cell * (0.2 + 0.05 * ((row * 7 + column * 3 + scene) % 5));
      pen.beginPath();
      pen.arc((column + 0.5) * cell, (row + 0.5) * cell, radius, 0, 2 * Math.PI);
      pen.fill();
    }
  }
  return canvas.encode("jpeg", 90);
}

/** A voice that begins with a click and goes on softly for so many seconds, as a WAV. */
export function clickingVoice(seconds: number, rate = 24_000): Promise<Buffer> {
  const samples = new Float32Array(Math.round(seconds * rate));
  for (let n = 0; n < samples.length; n++) {
    // Syllables, four a second.
    const swell = Math.sin((Math.PI * 4 * n) / rate) ** 2;
    samples[n] = 0.1 * swell * Math.sin((2 * Math.PI * 180 * n) / rate);
  }
  samples.fill(0.9, 0, Math.round(rate / 1_000));
  return soundFile(samples, { sort: "wav", rate });
}
