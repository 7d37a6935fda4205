/** How long work takes here at speed 1, in milliseconds: about half of it and nine in ten, as timing.ts of each provider draws it. */
export interface SandboxTime {
  kind: string;
  step: string;
  provider: string;
  /** The path of the simulated provider: "/astria". */
  path: string;
  p50Ms: number;
  p90Ms: number;
}

/** Of what the kinds of the product ask for, each step whole: the last of eight pictures, the longest of a story's. */
export const usualTimes: readonly SandboxTime[] = [
  time("photoshoot", "training", "astria", "/astria", 45_000, 47_000),
  time("photoshoot", "generating", "astria", "/astria", 15_500, 16_000),
  time("sora", "generating", "openai-videos", "/openai", 30_000, 32_000),
  time("sora", "generating", "fal", "/fal", 30_000, 32_000),
  time("product_card", "designing", "openai", "/openai", 20_000, 21_000),
  time("chat", "answering", "openai", "/openai", 12_000, 13_000),
  time("image_tags", "tagging", "openai-batches", "/openai", 37_500, 40_000),
  time("story_video", "script", "openai", "/openai", 12_000, 13_000),
  time("story_video", "assets", "openai", "/openai", 20_500, 21_000),
  time("story_video", "assets", "fal", "/fal", 7_000, 12_000),
];

function time(
  kind: string,
  step: string,
  provider: string,
  path: string,
  p50Ms: number,
  p90Ms: number,
): SandboxTime {
  return { kind, step, provider, path, p50Ms, p90Ms };
}
