import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { SegmentFacts } from "@/lib/render/story";
import { fps, leadFrames, tailFrames } from "@/lib/render/timeline";
import { root } from "@/scripts/stack/processes";
import { measureSeams, type Measured } from "@/tests/support/measure-seams";
import { clickingVoice, greyPicture } from "@/tests/support/told-story";
import { benchScenes, type PartReport } from "./film-plan";

/** A scene of seconds has words to be measured by, and none is longer than a voice may be. */
const leastMinutes = 0.5;
const mostMinutes = 30;

/** Of a minute of film. */
const mostCpuSeconds = 40;
const mostMb = 400;
/** How far voice and words may be from their picture, in seconds. */
const mostAway = 0.1;
/** What memory may grow by, from a film of a minute to one of five: less than their files differ by, twice. */
const mostGrowthMb = 60;

interface Run {
  minutes: number;
  rendering: PartReport;
  joining: PartReport;
  film: number;
  measured: Measured;
}

/** `npm run bench:film [minutes …]`: films of 12 scenes at 1280x720, each step in a process of its own. */
async function main(args: readonly string[]): Promise<void> {
  const lengths = args.length > 0 ? args.map(Number) : [1, 5];
  if (!lengths.every((minutes) => minutes >= leastMinutes && minutes <= mostMinutes)) {
    console.error(`npm run bench:film [minutes …]: each a number from ${leastMinutes} to ${mostMinutes}.`);
    process.exitCode = 2;
    return;
  }
  const runs: Run[] = [];
  for (const minutes of lengths) {
    const run = await filmed(minutes);
    runs.push(run);
    report(run);
  }
  const [first, last] = [runs[0], runs.at(-1)];
  const isGood = runs.every(isWithin) && (!first || !last || isLevel(first, last));
  console.log(isGood ? "All of it is within what it may take." : "That is too much.");
  process.exitCode = isGood ? 0 : 1;
}

async function filmed(minutes: number): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), "darkroom-bench-"));
  const seconds = (minutes * 60) / benchScenes - (leadFrames + tailFrames) / fps;
  try {
    for (let scene = 0; scene < benchScenes; scene++) {
      const picture = await greyPicture(scene, { width: 1_536, height: 864 });
      await writeFile(join(folder, `assets-${2 * scene}`), picture);
      await writeFile(join(folder, `assets-${2 * scene + 1}`), await clickingVoice(seconds));
    }
    const rendering = await part(folder, seconds, "rendering");
    const joining = await part(folder, seconds, "joining");
    const film = await readFile(join(folder, "joining-0"));
    const measured = await measureSeams(film, await framesIn(folder));
    return { minutes, rendering, joining, film: film.length, measured };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function part(folder: string, seconds: number, step: string): Promise<PartReport> {
  const script = join(root, "scripts", "bench", "film-part.ts");
  const args = ["--import", "tsx", script, folder, String(seconds), step];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout) as PartReport;
}

async function framesIn(folder: string): Promise<number[]> {
  const frames = [];
  for (let scene = 0; scene < benchScenes; scene++) {
    const facts = JSON.parse(await readFile(join(folder, `rendering-${scene}.json`), "utf8"));
    frames.push(SegmentFacts.parse(facts).frames);
  }
  return frames;
}

function report({ minutes, rendering, joining, film, measured }: Run): void {
  const ms = (seconds: number) => `${(seconds * 1_000).toFixed(1)} ms`;
  const took = ({ cpuSeconds, peakMb }: PartReport) =>
    `${(cpuSeconds / minutes).toFixed(1)} s of work a minute, ${Math.round(peakMb)} MB at the peak`;
  console.log(
    `A film of ${minutes} min, ${measured.frames} frames, ${(film / 1e6 / minutes).toFixed(1)} MB a minute`,
  );
  console.log(`  rendering: ${took(rendering)}`);
  console.log(`  joining: ${took(joining)}`);
  console.log(
    `  voice at most ${ms(awayOf(measured).voice)} from its picture's, words ${ms(awayOf(measured).caption)} from their voice`,
  );
  const { misplaced, wrong, black, repeated, gapsInSound } = measured;
  console.log(
    `  frames: ${misplaced} misplaced, ${wrong} wrong, ${black} black, ${repeated} repeated; ${gapsInSound} gaps in the sound`,
  );
}

/** At the worst seam: how far the voice is from where it belongs, and the words from their voice. */
function awayOf({ seams }: Measured): { voice: number; caption: number } {
  const lead = leadFrames / fps;
  return {
    voice: Math.max(...seams.map(({ picture, voice }) => Math.abs(voice - picture - lead))),
    caption: Math.max(...seams.map(({ voice, caption }) => Math.abs((caption ?? Infinity) - voice))),
  };
}

function isWithin({ minutes, rendering, joining, measured }: Run): boolean {
  const { voice, caption } = awayOf(measured);
  const { misplaced, wrong, black, repeated, gapsInSound, seams } = measured;
  return (
    (rendering.cpuSeconds + joining.cpuSeconds) / minutes < mostCpuSeconds &&
    Math.max(rendering.peakMb, joining.peakMb) < mostMb &&
    voice <= mostAway &&
    caption <= mostAway &&
    misplaced + wrong + black + repeated + gapsInSound === 0 &&
    seams.every(({ isKey }) => isKey)
  );
}

const isLevel = (first: Run, last: Run): boolean =>
  last.rendering.peakMb - first.rendering.peakMb < mostGrowthMb &&
  last.joining.peakMb - first.joining.peakMb < mostGrowthMb;

void main(process.argv.slice(2));
