import { expect, test } from "vitest";
import { subRip, webVtt } from "./subtitles";

const subtitles = [
  { fromMs: 300, toMs: 1_967, lines: ["Marta lights the lamp,", "and <waits> & waits."] },
  { fromMs: 3_661_005, toMs: 3_662_000, lines: ["השיר נגמר"] },
];

test("WebVTT has every cue with its times, and nothing that it would take for markup", () => {
  expect(webVtt(subtitles)).toBe(`WEBVTT

00:00:00.300 --> 00:00:01.967
Marta lights the lamp,
and &lt;waits&gt; &amp; waits.

01:01:01.005 --> 01:01:02.000
השיר נגמר
`);
});

test("SubRip counts its cues, and has commas in its times", () => {
  expect(subRip(subtitles)).toBe(`1
00:00:00,300 --> 00:00:01,967
Marta lights the lamp,
and <waits> & waits.

2
01:01:01,005 --> 01:01:02,000
השיר נגמר
`);
});

test("without cues they are empty, and can be read all the same", () => {
  expect([webVtt([]), subRip([])]).toEqual(["WEBVTT\n", ""]);
});
