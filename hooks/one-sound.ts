"use client";
import { useState, useSyncExternalStore } from "react";

/** Who is heard just now, and how to silence them. */
let heard: { stop: () => void } | null = null;

/**
 * Makes `stop` the way to silence whatever is heard from now on, and silences what was heard before: one voice at a time.
 * The answer takes that back, where it still holds.
 */
export function takeTheFloor(stop: () => void): () => void {
  const own = { stop };
  heard?.stop();
  heard = own;
  return () => {
    if (heard === own) heard = null;
  };
}

/** `broken` once it could not be played. */
type ClipState = "silent" | "playing" | "broken";

/** A clip that can be listened to, one element for each time that it is. It tells its state to whoever listens. */
export class ClipDeck {
  #state: ClipState = "silent";
  #audio: HTMLAudioElement | null = null;
  readonly #listeners = new Set<() => void>();

  readonly state = (): ClipState => this.#state;

  readonly subscribe = (tell: () => void): (() => void) => {
    this.#listeners.add(tell);
    return () => {
      this.#listeners.delete(tell);
      // Nobody is there any more who could stop it.
      if (this.#listeners.size === 0) this.#audio?.pause();
    };
  };

  toggle(url: string): void {
    if (this.#state === "playing") this.#audio?.pause();
    else this.#play(url);
  }

  #play(url: string): void {
    const audio = new Audio(url);
    const leave = takeTheFloor(() => audio.pause());
    const end = (how: ClipState) => () => {
      leave();
      // What an element of before still has to say is of no interest.
      if (this.#audio === audio) this.#tell(how);
    };
    audio.addEventListener("pause", end("silent"));
    audio.addEventListener("ended", end("silent"));
    audio.addEventListener("error", end("broken"));
    this.#audio = audio;
    this.#tell("playing");
    // One that is stopped before it has begun rejects as well; it has said so by its event.
    audio.play().catch(() => undefined);
  }

  #tell(state: ClipState): void {
    this.#state = state;
    for (const tell of this.#listeners) tell();
  }
}

/** A clip that can be listened to. */
export function useClip(url: string) {
  const [clip] = useState(() => new ClipDeck());
  const state = useSyncExternalStore(clip.subscribe, clip.state, clip.state);
  return { state, toggle: () => clip.toggle(url) };
}
