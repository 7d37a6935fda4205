import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ClipDeck, takeTheFloor } from "./one-sound";

/** Every element that was made, in order. Like a browser's, one tells that it is paused only after a while. */
const made: FakeAudio[] = [];

class FakeAudio extends EventTarget {
  paused = true;

  constructor(readonly src: string) {
    super();
    made.push(this);
  }

  async play(): Promise<void> {
    this.paused = false;
  }

  pause(): void {
    if (this.paused) return;
    this.paused = true;
    queueMicrotask(() => this.dispatchEvent(new Event("pause")));
  }

  breakOff(): void {
    this.dispatchEvent(new Event("error"));
  }
}

beforeEach(() => {
  made.length = 0;
  vi.stubGlobal("Audio", FakeAudio);
});
afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise(setImmediate);

function heard() {
  const clip = new ClipDeck();
  const tell = vi.fn<() => void>();
  return { clip, tell, leave: clip.subscribe(tell) };
}

test("a clip plays, stops, and plays anew, and tells each", async () => {
  const { clip, tell } = heard();
  clip.toggle("/a");
  expect([clip.state(), made.length]).toEqual(["playing", 1]);
  clip.toggle("/a");
  await settled();
  expect([clip.state(), made.length]).toEqual(["silent", 1]);
  clip.toggle("/a");
  expect([clip.state(), made.length, tell.mock.calls.length]).toEqual(["playing", 2, 3]);
});

test("a second try that plays is not silenced by what the broken first still says", async () => {
  const { clip } = heard();
  clip.toggle("/a");
  made[0]?.breakOff();
  expect(clip.state()).toBe("broken");
  clip.toggle("/a");
  made[0]?.pause();
  await settled();
  expect(clip.state()).toBe("playing");
  expect(made[1]?.paused).toBe(false);
  // The floor is the second's, and it gives way as any other.
  takeTheFloor(vi.fn<() => void>());
  await settled();
  expect(clip.state()).toBe("silent");
});

test("one clip gives way to another, and falls silent with whoever showed it", async () => {
  const [first, second] = [heard(), heard()];
  first.clip.toggle("/a");
  second.clip.toggle("/b");
  await settled();
  expect([first.clip.state(), second.clip.state()]).toEqual(["silent", "playing"]);
  second.leave();
  expect(made[1]?.paused).toBe(true);
});
