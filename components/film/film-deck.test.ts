import { expect, test, vi } from "vitest";
import { takeTheFloor } from "@/hooks/one-sound";
import { sceneFixture } from "@/tests/support/story-fixture";
import { FilmDeck } from "./film-deck";
import { keyAction } from "./film-keys";

/** As much of a video element as a deck takes in hand. */
class FakeVideo extends EventTarget {
  currentTime = 0;
  duration = 30;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  muted = false;
  readyState = 0;
  error = null;
  paused = true;
  textTracks = [{ mode: "disabled" }];

  async play(): Promise<void> {
    this.paused = false;
    this.dispatchEvent(new Event("play"));
  }

  load(): void {
    this.paused = true;
    this.currentTime = 0;
    this.playbackRate = this.defaultPlaybackRate;
    this.dispatchEvent(new Event("timeupdate"));
  }

  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }
}

function loaded(hasCaptions = false) {
  const video = new FakeVideo();
  const deck = new FilmDeck(29_000, hasCaptions);
  const detach = deck.attach(video as unknown as HTMLVideoElement);
  video.dispatchEvent(new Event("loadedmetadata"));
  return { video, deck, detach };
}

const scenes = [0, 8_000, 19_000].map((startMs, index) => sceneFixture(index + 1, { startMs }));

test("a film tells what becomes of it, and what was loaded before anybody listened", () => {
  const { video, deck, detach } = loaded();
  const heard = vi.fn<() => void>();
  deck.subscribe(heard);
  expect(deck.now()).toMatchObject({ state: "ready", durationMs: 30_000, isPlaying: false });
  deck.toggle();
  expect(deck.now().isPlaying).toBe(true);
  video.currentTime = 4;
  video.dispatchEvent(new Event("timeupdate"));
  expect(deck.now().atMs).toBe(4_000);
  expect(heard).toHaveBeenCalledTimes(2);
  detach();
  video.pause();
  expect(heard).toHaveBeenCalledTimes(2);

  const early = Object.assign(new FakeVideo(), { readyState: 1 });
  const late = new FilmDeck(1, false);
  late.attach(early as unknown as HTMLVideoElement);
  expect(late.now().state).toBe("ready");
});

test("whoever begins to sound silences what was heard before", () => {
  const { video, deck } = loaded();
  deck.play();
  const stopVoice = vi.fn<() => void>();
  takeTheFloor(stopVoice);
  expect(video.paused).toBe(true);
  expect(stopVoice).not.toHaveBeenCalled();
  deck.play();
  expect(stopVoice).toHaveBeenCalledOnce();
  deck.toggle();
  const paused = vi.spyOn(video, "pause");
  takeTheFloor(vi.fn<() => void>());
  expect(stopVoice).toHaveBeenCalledOnce();
  expect(paused).not.toHaveBeenCalled();
});

test("a film that breaks off is loaded again once and goes on where it was; then it waits for a person", () => {
  const { video, deck, detach } = loaded();
  const load = vi.spyOn(video, "load");
  const breakOff = () => video.dispatchEvent(new Event("error"));
  deck.play();
  deck.setSpeed(1.5);
  video.currentTime = 12;
  video.dispatchEvent(new Event("timeupdate"));
  breakOff();
  expect(deck.now()).toMatchObject({ state: "loading", atMs: 12_000 });
  video.dispatchEvent(new Event("loadedmetadata"));
  expect(deck.now()).toMatchObject({ state: "ready", atMs: 12_000, isPlaying: true });
  expect([video.currentTime, video.playbackRate]).toEqual([12, 1.5]);
  breakOff();
  expect(deck.now()).toMatchObject({ state: "broken", atMs: 12_000, isPlaying: false });
  expect(load).toHaveBeenCalledOnce();
  detach();

  deck.again();
  expect(deck.now().state).toBe("loading");
  const fresh = new FakeVideo();
  deck.attach(fresh as unknown as HTMLVideoElement);
  fresh.dispatchEvent(new Event("loadedmetadata"));
  expect(deck.now()).toMatchObject({ state: "ready", atMs: 12_000, isPlaying: true });
  expect(fresh.currentTime).toBe(12);
});

test("a film that never loaded does not go on asking by itself", () => {
  const video = new FakeVideo();
  const load = vi.spyOn(video, "load");
  const deck = new FilmDeck(29_000, false);
  deck.attach(video as unknown as HTMLVideoElement);
  video.dispatchEvent(new Event("error"));
  expect(deck.now().state).toBe("broken");
  expect(load).not.toHaveBeenCalled();
});

test("the screen is filled with the stage, or with the film alone where nothing else can", () => {
  const { video, deck } = loaded();
  const phone = Object.assign(video, { webkitEnterFullscreen: vi.fn<() => void>() });
  const page = { fullscreenElement: null, exitFullscreen: vi.fn<() => Promise<void>>() };
  const stage = { ownerDocument: page, requestFullscreen: vi.fn<() => Promise<void>>(async () => undefined) };
  deck.fillScreen(stage as unknown as HTMLElement);
  expect(stage.requestFullscreen).toHaveBeenCalledOnce();
  expect(phone.webkitEnterFullscreen).not.toHaveBeenCalled();
  deck.fillScreen({ ownerDocument: page } as unknown as HTMLElement);
  expect(phone.webkitEnterFullscreen).toHaveBeenCalledOnce();
  const filled = { ownerDocument: { ...page, fullscreenElement: stage } };
  deck.fillScreen(filled as unknown as HTMLElement);
  expect(page.exitFullscreen).toHaveBeenCalledOnce();
});

test("captions are shown from the start only where they are not in the picture already", () => {
  expect(loaded(true).video.textTracks[0]?.mode).toBe("showing");
  const { video, deck } = loaded();
  expect(video.textTracks[0]?.mode).toBe("hidden");
  deck.toggleCaptions();
  expect(video.textTracks[0]?.mode).toBe("showing");
});

test("no seeking leads out of the film", () => {
  const { video, deck } = loaded();
  deck.seek(99_000);
  expect(video.currentTime).toBe(30);
  deck.seek(-5);
  expect(video.currentTime).toBe(0);
});

test.each([
  ["ArrowRight", 15],
  ["ArrowLeft", 5],
  ["l", 20],
  ["J", 0],
  ["n", 19],
  ["p", 8],
  ["Home", 0],
  ["End", 30],
])("at 10 s the key %s leads to second %i", (key, second) => {
  const { video, deck } = loaded();
  deck.seek(10_100);
  if (key.length > 1 || /[jl]/i.test(key)) deck.seek(10_000);
  keyAction(key, deck, scenes, vi.fn<() => void>())?.();
  expect(video.currentTime).toBe(second);
});

test("other keys play, mute, caption, hasten and fill the screen, and the rest do nothing", () => {
  const { video, deck } = loaded();
  const fillScreen = vi.fn<() => void>();
  const press = (key: string) => keyAction(key, deck, scenes, fillScreen);
  press(" ")?.();
  expect(video.paused).toBe(false);
  press("k")?.();
  expect(video.paused).toBe(true);
  press("m")?.();
  expect(video.muted).toBe(true);
  press(">")?.();
  video.dispatchEvent(new Event("ratechange"));
  expect(deck.now().speed).toBe(1.25);
  press("<")?.();
  expect(video.playbackRate).toBe(1);
  press("f")?.();
  expect(fillScreen).toHaveBeenCalledOnce();
  for (const key of ["Tab", "Enter", "x", "Escape"]) expect(press(key)).toBeNull();
});
