import { z } from "zod";
import type { Job } from "@/lib/jobs/job";
import { operationAt } from "@/lib/jobs/slots";
import { PieceFailed, type MadeFile, type MadePiece, type PieceWork } from "@/lib/kinds/kind";
import { StoryInput } from "@/lib/kinds/story-input";
import { scriptOf, type Script } from "@/lib/kinds/story-script";
import { cuesOf } from "./captions/cues";
import { missingGlyphs } from "./captions/missing-glyphs";
import { decodeClip, type Clip } from "./clip";
import { joinFilm, startsOf, type Film } from "./join";
import { renderSegment } from "./segment";
import { subRip, webVtt, type Subtitle } from "./subtitles";
import { framesOf, msOf, samplesPerFrame, sizeOf } from "./timeline";

/** What a segment's record says of it, for whoever joins it or shows its scene. Counted in frames. */
export const SegmentFacts = z.object({
  frames: z.number(),
  /** How long its voice is. */
  clipFrames: z.number(),
  cues: z.array(z.object({ fromFrame: z.number(), toFrame: z.number(), lines: z.array(z.string()) })),
  /** Characters of its narration that captions leave out, as no font here has them. */
  missingGlyphs: z.array(z.string()),
});
export type SegmentFacts = z.infer<typeof SegmentFacts>;

/** Makes the pieces of a story's film: a segment a scene, and the film that is joined from them. */
export function makeStoryPiece(piece: PieceWork): Promise<MadePiece> {
  const script = scriptOf(piece.job);
  if (!script) throw new Error("the job has no script");
  switch (piece.step) {
    case "rendering":
      return filmScene(piece, script);
    case "joining":
      return joinScenes(piece, script);
    default:
      throw new Error(`nothing is made for ${piece.step}`);
  }
}

async function filmScene({ job, slot, load, signal }: PieceWork, script: Script): Promise<MadePiece> {
  const { shape = "landscape", height, captions = true } = StoryInput.parse(job.input);
  const scene = script.scenes[slot];
  if (!scene) throw new Error(`the script has no scene ${slot + 1}`);
  const size = sizeOf(shape, height);
  const samples = await lengthOf(load, slot);
  const frames = framesOf(samples);
  const clipFrames = Math.ceil(samples / samplesPerFrame);
  const cues = cuesOf(scene.narration, clipFrames, size);
  const isLast = slot === script.scenes.length - 1;
  const { mp4 } = await renderSegment({
    picture: await load("assets", pictureSlot(slot)),
    next: isLast ? null : await load("assets", pictureSlot(slot + 1)),
    index: slot,
    frames,
    size,
    cues: captions ? cues : [],
    signal,
  });
  const facts: SegmentFacts = {
    frames,
    clipFrames,
    cues: cues.map(({ lines, ...times }) => ({ ...times, lines: [...lines] })),
    missingGlyphs: missingGlyphs(scene.narration),
  };
  return { files: [{ bytes: mp4, contentType: "video/mp4", extension: "mp4" }], facts };
}

async function joinScenes({ job, load, signal }: PieceWork, script: Script): Promise<MadePiece> {
  const facts = script.scenes.map((_, slot) => factsOf(job, slot));
  const scenes = script.scenes.map(({ narration }, slot) => ({
    name: chapterName(narration, slot),
    frames: facts[slot]?.frames ?? 0,
    segment: () => load("rendering", slot),
    clip: () => voiceOf(load, slot),
  }));
  const film = await joinFilm({ title: script.title, scenes, model: filmedLast(job, scenes.length), signal });
  return madeOf(film, script, facts);
}

const pictureSlot = (scene: number): number => 2 * scene;
const voiceSlot = (scene: number): number => 2 * scene + 1;

/** A scene's voice; where that is none, it is to be made anew. */
async function voiceOf(load: PieceWork["load"], scene: number): Promise<Clip> {
  const slot = voiceSlot(scene);
  try {
    return await decodeClip(await load("assets", slot));
  } catch (error) {
    if (!(error instanceof PieceFailed) || error.reason.code === "no_renderer") throw error;
    const message = `Scene ${scene + 1}: ${error.message} Retry has this voice made anew.`;
    throw new PieceFailed({ ...error.reason, message }, [{ step: "assets", slot }]);
  }
}

/** How long a scene's voice is, in samples: it is not held while the scene is filmed. */
async function lengthOf(load: PieceWork["load"], scene: number): Promise<number> {
  const { samples } = await voiceOf(load, scene);
  return samples.length;
}

function factsOf(job: Job, slot: number): SegmentFacts {
  return SegmentFacts.parse(operationAt(job, "rendering", slot)?.output?.facts);
}

/** Those that were filmed before it, with what another version of us encodes otherwise, must be made to fit it. */
function filmedLast(job: Job, count: number): number {
  const endOf = (slot: number) => operationAt(job, "rendering", slot)?.endedAt?.getTime() ?? 0;
  const slots = Array.from({ length: count }, (_, slot) => slot);
  return slots.reduce((last, slot) => (endOf(slot) > endOf(last) ? slot : last), 0);
}

/** "3. The keeper climbs the stairs…" */
function chapterName(narration: string, slot: number): string {
  const words = narration.split(/\s+/);
  const first = Array.from(words.slice(0, 7).join(" ")).slice(0, 60).join("");
  return `${slot + 1}. ${first}${first === words.join(" ") ? "" : "…"}`;
}

function madeOf({ mp4, durationMs }: Film, script: Script, facts: readonly SegmentFacts[]): MadePiece {
  const starts = startsOf(facts);
  const subtitles = facts.flatMap(({ cues }, n) => cues.map((cue) => subtitleAt(starts[n] ?? 0, cue)));
  return {
    files: [
      { bytes: mp4, contentType: "video/mp4", extension: "mp4" },
      textFile(webVtt(subtitles), "text/vtt", "vtt"),
      textFile(subRip(subtitles), "application/x-subrip", "srt"),
      textFile(plainText(script), "text/plain", "txt"),
    ],
    facts: { durationMs, starts: starts.map(msOf) },
  };
}

function textFile(words: string, type: string, extension: string): MadeFile {
  // A film without a caption has files of them all the same, and no file is empty.
  return {
    bytes: Buffer.from(words === "" ? "\n" : words),
    contentType: `${type}; charset=utf-8`,
    extension,
  };
}

function subtitleAt(start: number, { fromFrame, toFrame, lines }: SegmentFacts["cues"][number]): Subtitle {
  return { fromMs: msOf(start + fromFrame), toMs: msOf(start + toFrame), lines };
}

/** The script, as it is read. */
function plainText({ title, scenes }: Script): string {
  const parts = scenes.map(({ narration }, n) => `${n + 1}\n${narration}\n`);
  return [`${title}\n`, ...parts].join("\n");
}
