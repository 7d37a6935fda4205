import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { PieceFailed } from "@/lib/kinds/kind";
import { joinFilm, type JoinScene, type JoinWork } from "@/lib/render/join";
import { framesOf, leadFrames, samplesPerFrame } from "@/lib/render/timeline";
import { markedSegment, markOf } from "@/tests/support/marked-segments";
import { listen, watch } from "@/tests/support/read-film";

/** So long are the voices, in samples: scenes of 34, 85 and 42 frames, longer than a group of frames and shorter. */
const lengths = [20_000, 102_000, 33_333];

async function scenesOf(clips: readonly number[]): Promise<JoinScene[]> {
  const scenes: JoinScene[] = [];
  let first = 0;
  for (const [n, length] of clips.entries()) {
    const frames = framesOf(length);
    const segment = await markedSegment(first, frames);
    const clip = { samples: clicking(length) };
    scenes.push({
      name: `Scene ${n + 1}, “Ärger”`,
      frames,
      segment: async () => segment,
      clip: async () => clip,
    });
    first += frames;
  }
  return scenes;
}

function clicking(length: number): Float32Array {
  const samples = Float32Array.from({ length }, (_, n) => 0.05 * Math.sin(n / 10));
  samples[0] = 1;
  return samples;
}

let scenes: JoinScene[];
let film: Buffer;
const joined = (more: Partial<JoinWork> = {}) =>
  joinFilm({ title: "The lamp", scenes, model: 0, signal: new AbortController().signal, ...more });

beforeAll(async () => {
  scenes = await scenesOf(lengths);
  ({ mp4: film } = await joined());
}, 60_000);

test("every frame of every segment is in the film once, in its place, and each seam can be gone to", async () => {
  const count = scenes.reduce((sum, { frames }) => sum + frames, 0);
  const [marks, places, keys] = [[] as number[], [] as number[], [] as number[]];
  await watch(film, ({ at, isKey, luma, rowBytes }) => {
    const mark = markOf(luma, rowBytes);
    marks.push(mark);
    places.push(at * 30);
    if (isKey) keys.push(mark);
  });
  const inOrder = Array.from({ length: count }, (_, n) => n);
  expect(marks).toEqual(inOrder);
  places.forEach((place, n) => expect(place).toBeCloseTo(n, 6));
  expect(keys).toEqual(expect.arrayContaining([0, 34, 34 + 85]));
});

test("each voice begins nine frames behind its seam, to the sample, and nothing is missing in between", async () => {
  const { samples, rate, startsAt, gaps } = await listen(film);
  expect({ rate, startsAt, gaps }).toEqual({ rate: 48_000, startsAt: 0, gaps: 0 });
  let start = 0;
  for (const { frames } of scenes) {
    const from = start * samplesPerFrame;
    const scene = samples.subarray(from, from + frames * samplesPerFrame);
    const peak = scene.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(scene.findIndex((value) => Math.abs(value) === peak)).toBe(leadFrames * samplesPerFrame);
    start += frames;
  }
  expect(Math.abs(samples.length / samplesPerFrame - start)).toBeLessThan(1);
});

test("the same work gives the same bytes, and no time is in them", async () => {
  const again = await joined();
  expect(again.mp4.equals(film)).toBe(true);
  const movie = film.indexOf("mvhd", 0, "latin1");
  expect(film.readUInt32BE(movie + 8)).toBe(0);
  expect(again.durationMs).toBe(Math.round(((34 + 85 + 42) * 1_000) / 30));
});

test("the index is in front of what it tells of", () => {
  const at = (name: string) => film.indexOf(name, 0, "latin1");
  expect(at("ftyp")).toBeLessThan(at("moov"));
  expect(at("moov")).toBeLessThan(at("mdat"));
});

const show = ["-show_format", "-show_streams", "-show_chapters", "-count_frames"];
const ffprobe = await promisify(execFile)("ffprobe", ["-version"]).then(
  () => true,
  () => false,
);

test.runIf(ffprobe)("ffprobe reads it without a complaint, with its title and its chapters", async () => {
  const folder = await mkdtemp(join(tmpdir(), "darkroom-probe-"));
  try {
    const path = join(folder, "film.mp4");
    await writeFile(path, film);
    const { stdout, stderr } = await promisify(execFile)("ffprobe", [
      "-v",
      "warning",
      "-of",
      "json",
      ...show,
      path,
    ]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      format: { tags: { title: "The lamp" } },
      streams: [
        { codec_name: "h264", nb_read_frames: "161", avg_frame_rate: "30/1" },
        { codec_name: "aac", sample_rate: "48000", channels: 1 },
      ],
      chapters: [
        { start_time: "0.000000", tags: { title: "Scene 1, “Ärger”" } },
        { start_time: "1.133000", tags: { title: "Scene 2, “Ärger”" } },
        { start_time: "3.967000", tags: { title: "Scene 3, “Ärger”" } },
      ],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function failureOf(work: Partial<JoinWork>): Promise<PieceFailed> {
  const failure: unknown = await joined(work).catch((error: unknown) => error);
  if (!(failure instanceof PieceFailed)) throw new Error("It was joined.", { cause: failure });
  return failure;
}

/** The scenes, with another segment for the second. */
const withSecond = (segment: Buffer): JoinScene[] =>
  scenes.map((scene, n) => (n === 1 ? { ...scene, segment: async () => segment } : scene));

test.each([
  ["of another size", () => markedSegment(0, 85, 80), "It is encoded otherwise than the rest."],
  ["that is longer", () => markedSegment(0, 86), "It is longer than its scene."],
  ["that is shorter", () => markedSegment(0, 84), "It is shorter than its scene."],
  ["that is no film", async () => Buffer.from("<html>"), "It cannot be read."],
])("a segment %s is named, and is to be filmed anew", async (_name, segment, why) => {
  const { reason, spoils } = await failureOf({ scenes: withSecond(await segment()) });
  expect(reason.code).toBe("segment_unfit");
  expect(reason.message).toBe(`Scene 2: its segment does not fit into the film. ${why}`);
  expect(spoils).toEqual([{ step: "rendering", slot: 1 }]);
});

test("segments that are older than another form are those that do not fit, and all of them are named", async () => {
  const { reason, spoils } = await failureOf({
    scenes: withSecond(await markedSegment(0, 85, 80)),
    model: 1,
  });
  expect(reason.message).toBe("Scenes 1, 3: their segments do not fit into the film.");
  expect(spoils).toEqual([
    { step: "rendering", slot: 0 },
    { step: "rendering", slot: 2 },
  ]);
});

test("joining ends once it is asked to, and with the reason", async () => {
  const stop = new AbortController();
  const reason = new Error("the claim is lost");
  const stopping = scenes.map((scene, n) => (n === 1 ? { ...scene, clip: async () => aborted() } : scene));
  const aborted = async () => {
    stop.abort(reason);
    return { samples: clicking(10) };
  };
  await expect(joined({ scenes: stopping, signal: stop.signal })).rejects.toBe(reason);
});
