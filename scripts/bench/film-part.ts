import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "@/lib/jobs/job";
import { makeStoryPiece, SegmentFacts } from "@/lib/render/story";
import { keptWork, scriptAnswer, writtenStory } from "@/tests/support/sample-stories";
import { benchScenes, narrationOf, type PartReport } from "./film-plan";

/**
 * One step of the benchmark's film, in a process of its own: `film-part.ts <folder> <seconds of a scene> <step>`. What
 * it makes, and what it is made of, lies in the folder. Prints what it took.
 */
async function main([folder = "", seconds = "", step = ""]: readonly string[]): Promise<void> {
  const slots = step === "rendering" ? benchScenes : 1;
  const { signal } = new AbortController();
  const job = await story(folder, Number(seconds), step);
  const load = (from: string, slot: number) => readFile(join(folder, `${from}-${slot}`));
  const before = process.cpuUsage();
  for (let slot = 0; slot < slots; slot++) {
    const { files, facts } = await makeStoryPiece({ job, step, slot, signal, load });
    await writeFile(join(folder, `${step}-${slot}.json`), JSON.stringify(facts));
    const [first] = files;
    if (first) await writeFile(join(folder, `${step}-${slot}`), first.bytes);
  }
  const { user, system } = process.cpuUsage(before);
  const report: PartReport = {
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1_024,
  };
  process.stdout.write(JSON.stringify(report));
}

/** The story as it is when this step begins. */
async function story(folder: string, seconds: number, step: string): Promise<Job> {
  const script = scriptAnswer(benchScenes, { narration: narrationOf(seconds) });
  const operations = [keptWork("script", 0, { text: JSON.stringify(script) })];
  const filmed = step === "joining" ? benchScenes : 0;
  for (let slot = 0; slot < filmed; slot++) {
    const facts = SegmentFacts.parse(
      JSON.parse(await readFile(join(folder, `rendering-${slot}.json`), "utf8")),
    );
    operations.push(keptWork("rendering", slot, { facts }));
  }
  return writtenStory(benchScenes, { input: { story: "Told.", height: 720 }, operations });
}

void main(process.argv.slice(2));
