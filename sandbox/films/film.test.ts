import { createCanvas, loadImage } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { renderSamplePhoto } from "../pictures/sample-photo";
import { renderFilm, renderThumbnail, type FilmBrief } from "./film";
import { frameSize } from "./frame-size";
import { openScene } from "./scene";

const brief: FilmBrief = {
  prompt: "a quiet harbour",
  seconds: 1,
  size: { width: 64, height: 64 },
  take: "1",
};

test("the same brief gives the same bytes, another take or prompt other ones", async () => {
  const film = await renderFilm(brief);
  expect((await renderFilm(brief)).equals(film)).toBe(true);
  expect((await renderFilm({ ...brief, take: "2" })).equals(film)).toBe(false);
  expect((await renderFilm({ ...brief, prompt: "a mountain" })).equals(film)).toBe(false);
});

test.each(["a beach", "a city at night", "a mountain", "nothing in particular"])("%s moves", (prompt) => {
  const canvas = createCanvas(96, 54);
  const scene = openScene(canvas, { prompt, seconds: 4, take: "1", image: null });
  const frameAt = (at: number) => {
    scene(at);
    return Buffer.from(canvas.data());
  };
  const [first, later, again] = [frameAt(0), frameAt(2), frameAt(0)];
  expect(first.equals(later)).toBe(false);
  expect(first.equals(again)).toBe(true);
});

test("a picture given is what the film shows", async () => {
  const picture = await renderSamplePhoto(1, "cat");
  const still = await renderThumbnail({ ...brief, picture });
  expect(still.equals(await renderThumbnail(brief))).toBe(false);
  expect((await loadImage(still)).width).toBe(64);
});

test("frames keep their shape, in even numbers, and are never larger than asked for", () => {
  expect(frameSize({ width: 1280, height: 720 })).toEqual({ width: 640, height: 360 });
  expect(frameSize({ width: 1024, height: 1792 })).toEqual({ width: 366, height: 640 });
  expect(frameSize({ width: 100, height: 50 })).toEqual({ width: 100, height: 50 });
});
