import { expect, test } from "vitest";
import { storyAsked, storyOf } from "./story-details";

const scene = {
  number: 1,
  narration: "A boat comes.",
  picturePrompt: "A boat",
  mood: "calm",
  picture: { state: "developed", url: "/p/picture-01.jpg", reason: null },
  voice: { state: "spoilt", url: null, reason: "silent" },
  segment: { state: "latent", url: null, reason: null },
  startMs: 0,
  durationMs: 4_000,
};
const film = {
  url: "/p/film.mp4",
  durationMs: 9_000,
  bytes: 12,
  captionsUrl: "/p/film.vtt",
  subtitlesUrl: "/p/film.srt",
  scriptUrl: "/p/film.txt",
};
const details = {
  videoStatus: "rendering",
  title: "Boats",
  shape: "square",
  hasCaptions: false,
  scenes: [scene],
  film,
  earlierFilm: null,
};

test("what is told of a story is read as it is", () => {
  expect(storyOf({ details, input: {} })).toEqual(details);
  const anew = { ...details, film: null, earlierFilm: film };
  expect(storyOf({ details: anew, input: {} })).toEqual(anew);
});

test("what is not told is nothing yet, and what is not understood is left out", () => {
  const nothing = {
    videoStatus: "script_generated",
    title: null,
    shape: "portrait",
    hasCaptions: false,
    scenes: [],
    film: null,
    earlierFilm: null,
  };
  const input = { shape: "portrait", captions: false };
  expect(storyOf({ details: null, input })).toEqual(nothing);
  const odd = { videoStatus: "dreaming", title: 7, scenes: [null, {}, "scene"], film: { url: 3 } };
  expect(storyOf({ details: odd, input })).toEqual(nothing);
});

test("the form begins with what a story was asked for", () => {
  const input = {
    story: "Once",
    scenes: 4,
    voice: "deep",
    shape: "square",
    style: "ink",
    captions: false,
    height: 720,
  };
  expect(storyAsked({ input })).toEqual({
    story: "Once",
    scenes: "4",
    voice: "deep",
    shape: "square",
    style: "ink",
    captions: "off",
  });
  expect(storyAsked({ input: { voice: "shrill" } })).toEqual({
    story: "",
    scenes: "",
    voice: "",
    shape: "landscape",
    style: "",
    captions: "on",
  });
});
