import type { StoryScene } from "@/lib/jobs/story";
import { startBeside } from "./scene-at";
import { speeds, type FilmDeck } from "./film-deck";

const stepMs = 5_000;

/**
 * What a key does to the film, or `null`: Space or K plays and stops, the arrows go 5 s, J and L 10 s, N and P a scene, Home
 * and End to its ends, M mutes, C shows the captions, F fills the screen, < and > change the speed.
 */
export function keyAction(
  key: string,
  film: FilmDeck,
  scenes: readonly StoryScene[],
  fillScreen: () => void,
): (() => void) | null {
  const { atMs, durationMs, speed } = film.now();
  const by = (ms: number) => () => film.seek(atMs + ms);
  const faster = (step: -1 | 1) => () => {
    const at = speeds.findIndex((each) => each === speed);
    film.setSpeed(speeds[at + step] ?? speed);
  };
  const actions: Readonly<Record<string, () => void>> = {
    " ": () => film.toggle(),
    k: () => film.toggle(),
    ArrowLeft: by(-stepMs),
    ArrowRight: by(stepMs),
    j: by(-2 * stepMs),
    l: by(2 * stepMs),
    p: () => toScene(film, scenes, -1),
    n: () => toScene(film, scenes, 1),
    Home: () => film.seek(0),
    End: () => film.seek(durationMs),
    m: () => film.toggleMuted(),
    c: () => film.toggleCaptions(),
    f: fillScreen,
    "<": faster(-1),
    ">": faster(1),
  };
  return actions[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** Goes to the scene after the present one, or back: first to its beginning, then to the one before. */
export function toScene(film: FilmDeck, scenes: readonly StoryScene[], step: -1 | 1): void {
  const startMs = startBeside(scenes, film.now().atMs, step);
  if (startMs !== null) film.seek(startMs);
}
