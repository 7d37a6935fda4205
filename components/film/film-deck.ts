import { takeTheFloor } from "@/hooks/one-sound";

export const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** `HTMLMediaElement.HAVE_METADATA`, where there is no browser. */
const hasMetadata = 1;

/** A film as it stands. Times in milliseconds. */
export interface FilmNow {
  state: "loading" | "ready" | "broken";
  isPlaying: boolean;
  atMs: number;
  durationMs: number;
  isMuted: boolean;
  speed: number;
  /** Whether the player shows captions over the picture. */
  hasCaptions: boolean;
}

/** The one way to fill a phone's screen that some have. */
interface PhoneVideo extends HTMLVideoElement {
  webkitEnterFullscreen?: () => void;
}

/** What plays a film: the browser's own element, whose state it tells to whoever listens. */
export class FilmDeck {
  #video: HTMLVideoElement | null = null;
  #now: FilmNow;
  /** Where to go on once it is loaded again; until then the element is at no place of the film. */
  #resume: { atMs: number; isPlaying: boolean } | null = null;
  /** Where it broke last. */
  #brokeAtMs = -1;
  readonly #listeners = new Set<() => void>();

  constructor(durationMs: number, hasCaptions: boolean) {
    this.#now = {
      state: "loading",
      isPlaying: false,
      atMs: 0,
      durationMs,
      isMuted: false,
      speed: 1,
      hasCaptions,
    };
  }

  readonly now = (): FilmNow => this.#now;

  readonly subscribe = (tell: () => void): (() => void) => {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  };

  /** Takes an element over; the answer lets go of it. */
  readonly attach = (video: HTMLVideoElement): (() => void) => {
    this.#video = video;
    this.setSpeed(this.#now.speed);
    this.#showCaptions();
    const ears = new AbortController();
    let leave: (() => void) | null = null;
    const on = (name: string, then: () => void) =>
      video.addEventListener(name, then, { signal: ears.signal });
    const loaded = () => {
      const ms = video.duration * 1_000;
      this.#tell({ state: "ready", ...(Number.isFinite(ms) ? { durationMs: ms } : {}) });
      this.#showCaptions();
      const resume = this.#resume;
      this.#resume = null;
      if (resume === null) return;
      this.seek(resume.atMs);
      if (resume.isPlaying) this.play();
    };
    const broken = () => this.#breakOff(video);
    const moved = () => {
      if (this.#resume === null) this.#tell({ atMs: video.currentTime * 1_000 });
    };
    on("loadedmetadata", loaded);
    on("error", broken);
    on("timeupdate", moved);
    on("seeked", moved);
    on("volumechange", () => this.#tell({ isMuted: video.muted }));
    on("ratechange", () => this.#tell({ speed: video.playbackRate }));
    on("play", () => {
      leave = takeTheFloor(() => video.pause());
      this.#tell({ isPlaying: true });
    });
    on("pause", () => {
      leave?.();
      this.#tell({ isPlaying: false });
    });
    // What happened before the page was taken over was heard by nobody.
    if (video.error) broken();
    else if (video.readyState >= hasMetadata) loaded();
    return () => {
      ears.abort();
      leave?.();
      this.#video = null;
    };
  };

  /** Lifts captions to the top of the picture, where others are burnt in at its foot. */
  readonly lift = (element: HTMLTrackElement): (() => void) => {
    const lift = () => {
      for (const cue of element.track.cues ?? []) if (cue instanceof VTTCue) cue.line = 0;
    };
    lift();
    element.addEventListener("load", lift);
    return () => element.removeEventListener("load", lift);
  };

  play(): void {
    // One that is stopped before it has begun rejects; it says so by its event.
    this.#video?.play().catch(() => undefined);
  }

  /** Loads a film that broke off once more, to go on where it was. */
  again(): void {
    this.#tell({ state: "loading" });
  }

  toggle(): void {
    if (this.#now.isPlaying) this.#video?.pause();
    else this.play();
  }

  seek(ms: number): void {
    if (!this.#video) return;
    const atMs = Math.min(Math.max(0, ms), this.#now.durationMs);
    this.#video.currentTime = atMs / 1_000;
    if (this.#resume) this.#resume = { ...this.#resume, atMs };
    this.#tell({ atMs });
  }

  setSpeed(speed: number): void {
    if (!this.#video) return;
    // What is loaded again begins with the default.
    this.#video.defaultPlaybackRate = speed;
    this.#video.playbackRate = speed;
  }

  toggleMuted(): void {
    if (this.#video) this.#video.muted = !this.#video.muted;
  }

  toggleCaptions(): void {
    this.#tell({ hasCaptions: !this.#now.hasCaptions });
    this.#showCaptions();
  }

  /** Fills the screen with the stage, or with the film alone where a phone lets nothing else; once more, and it is as before. */
  fillScreen(stage: HTMLElement): void {
    const page = stage.ownerDocument;
    const phone: PhoneVideo | null = this.#video;
    if (page.fullscreenElement) void page.exitFullscreen();
    else if ("requestFullscreen" in stage) void stage.requestFullscreen().catch(() => undefined);
    else phone?.webkitEnterFullscreen?.();
  }

  /** A line that is down for a moment is no reason to stop: it is loaded again by itself once for every place it broke at. */
  #breakOff(video: HTMLVideoElement): void {
    const { state, atMs, isPlaying } = this.#now;
    this.#resume ??= { atMs, isPlaying };
    const isFirst = state === "ready" && atMs !== this.#brokeAtMs;
    this.#brokeAtMs = atMs;
    this.#tell({ state: isFirst ? "loading" : "broken", isPlaying: false });
    if (isFirst) video.load();
  }

  #showCaptions(): void {
    const track = this.#video?.textTracks[0];
    if (track) track.mode = this.#now.hasCaptions ? "showing" : "hidden";
  }

  #tell(change: Partial<FilmNow>): void {
    this.#now = { ...this.#now, ...change };
    for (const tell of this.#listeners) tell();
  }
}
