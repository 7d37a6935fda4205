import type { StoryScene } from "@/lib/jobs/story";

/**
 * Which scene is seen at a moment of the film, by its place in the list; 0 before anything is known. A player that was led
 * to a scene's start says a thousandth of a millisecond less, and is there all the same.
 */
export function sceneAt(scenes: readonly Pick<StoryScene, "startMs">[], atMs: number): number {
  const at = Math.round(atMs);
  return Math.max(
    0,
    scenes.findLastIndex(({ startMs }) => startMs !== null && startMs <= at),
  );
}

/** Where a scene before or after the one at a moment begins: going back first returns to the beginning of the present one. */
export function startBeside(
  scenes: readonly Pick<StoryScene, "startMs">[],
  atMs: number,
  step: -1 | 1,
): number | null {
  const at = sceneAt(scenes, atMs);
  const begunMs = atMs - (scenes[at]?.startMs ?? 0);
  const to = step === 1 ? at + 1 : begunMs > 2_000 ? at : at - 1;
  return scenes[Math.max(0, to)]?.startMs ?? null;
}
