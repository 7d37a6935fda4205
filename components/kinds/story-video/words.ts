import type { KindWords } from "@/components/kinds/kind-face";
import { capitalised, clock, count } from "@/components/ui/figures";
import { storyOf } from "@/hooks/story-details";
import type { JobError } from "@/lib/jobs/job-error";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene, VideoStatus } from "@/lib/jobs/story";
import { isTerminal } from "@/lib/jobs/status";

export const storyVideoWords: KindWords = {
  name: "Story",
  plural: "Stories",
  line: "Paste a story. It comes back as a film with pictures, a voice and captions, and every scene can be made anew.",
  short: "A film with a voice, from your story.",
  awaited: "the film",
  refusing: "refused it",
  piece,
  summary,
  developed,
  kept,
  reason,
  page: "/video",
  banner,
  advice,
  freeRetry,
};

/** The stages of the documented story system, in its own words. */
const stages = {
  script_generated: "Generating assets...",
  assets_missing: "Generating assets...",
  assets_generated: "Validating assets...",
  rendering: "Rendering video...",
  completed: "Video ready!",
  failed: "Processing failed",
} as const satisfies Record<VideoStatus, string>;

function banner(job: JobView): string {
  if (job.status === "pending") return job.stageLabel;
  const { videoStatus, scenes } = storyOf(job);
  return scenes.length === 0 ? "Writing the script..." : stages[videoStatus];
}

/** "scene 3, its picture": the part of a step, as `pieceName` of the kind has it. */
function piece(step: string | null, slot: number | null): string {
  if (step === "script") return "the script";
  if (step === "joining" || slot === null) return "the film";
  if (step === "rendering") return `scene ${slot + 1}, its segment`;
  return `scene ${Math.floor(slot / 2) + 1}, its ${slot % 2 === 0 ? "picture" : "voice"}`;
}

function summary(job: JobView): string {
  const { shape, scenes } = storyOf(job);
  const parts = [capitalised(shape), scenes.length > 0 ? count(scenes.length, "scene") : null, job.provider];
  return parts.filter(Boolean).join(" · ");
}

function developed(job: JobView): string {
  const { scenes, film } = storyOf(job);
  const { done, of } = kept(job);
  const assets = `${done} of ${count(of, "picture and voice", "pictures and voices")}`;
  switch (job.status) {
    case "completed":
      return film
        ? `A film of ${clock(film.durationMs)} in ${count(scenes.length, "scene")}`
        : "The film is ready to play";
    case "pending":
      return job.stageLabel;
    case "processing": {
      if (scenes.length === 0) return job.stageLabel;
      const rendered = scenes.filter(({ segment }) => isThere(segment)).length;
      if (done < of) return `${assets} are here`;
      return `${rendered} of ${count(scenes.length, "scene")} rendered`;
    }
    case "failed":
    case "canceled":
      return done > 0 ? `${assets} are kept` : "No film was made";
  }
}

/** Each scene has a picture and a voice. */
export function kept(job: JobView): { done: number; of: number } {
  const parts = storyOf(job).scenes.flatMap(({ picture, voice }) => [picture, voice]);
  return { done: parts.filter(isThere).length, of: parts.length };
}

function isThere({ state }: StoryScene["picture"]): boolean {
  return state === "developed";
}

/**
 * "OpenAI refused the picture of scene 3: “…”": the record names the piece, and what follows is a provider's; whose, it says
 * itself, or is known where one does that step alone.
 */
function reason({ code, message }: JobError, provider: string | null): string {
  const [, named, told] = /^(Scene \d+, its \w+|The script): (.+)$/s.exec(message) ?? [];
  if (named === undefined || told === undefined) return message;
  const [, number, part] = /^Scene (\d+), its (\w+)$/.exec(named) ?? [];
  const what = number === undefined ? "the script" : `the ${part} of scene ${number}`;
  const names = provider?.split(" and ") ?? [];
  const refusing = names.find((name) => told.startsWith(`${name} refused: `));
  const by = refusing ?? (names.length === 1 ? names[0] : undefined) ?? null;
  const words = refusing === undefined ? told : told.slice(`${refusing} refused: `.length);
  if (code === "failed") return `${capitalised(what)} failed${by === null ? "" : ` at ${by}`}: “${words}”`;
  return by === null ? `${capitalised(what)} was refused: “${words}”` : `${by} refused ${what}: “${words}”`;
}

/**
 * A scene that was refused is a matter of its own words: the rest need not be told otherwise. A remake makes what else is
 * missing as well.
 */
function advice({ retryable }: JobError, job: JobView): string | null {
  const spoilt = spoiltScenes(job);
  if (retryable || spoilt.length === 0) return null;
  const change = `Change what ${scenesNamed(spoilt)} ${spoilt.length === 1 ? "says or shows" : "say or show"}`;
  const missing = missingOf(storyOf(job).scenes).length;
  const others = missing - 1;
  if (others === 0)
    return `${change}, and only that is made again. The rest is kept, and not paid for again.`;
  const more = others === 1 ? "one more that is missing is" : `${others} more that are missing are`;
  return `${change}. With what you change, ${more} made as well and paid for${chargedNote(job, missing, others)}. The rest is kept, and not paid for again.`;
}

/** What a retry does where every picture and voice is kept: what is left is ours to make. */
function freeRetry(job: JobView): string | null {
  const { scenes } = storyOf(job);
  if (scenes.length === 0 || missingOf(scenes).length > 0) return null;
  return "Retry renders what is missing from the pictures and voices that are kept, and nothing is paid again.";
}

/** The pictures and voices that the next attempt has to make. */
export function missingOf(scenes: readonly StoryScene[]): { number: number; part: "picture" | "voice" }[] {
  return scenes.flatMap((scene) =>
    (["picture", "voice"] as const)
      .filter((part) => !isThere(scene[part]))
      .map((part) => ({ number: scene.number, part })),
  );
}

/**
 * What is said of the money of `count` missing parts that are made as well. Only of the last one to fail does the record
 * say whether it was charged.
 */
export function chargedNote({ error }: JobView, missing: number, count: number): string {
  if (count === 0 || (missing === 1 && error?.charged === false)) return "";
  return `; ${count === 1 ? "it" : "some of it"} may have been charged already`;
}

/** Scenes of an ended story whose picture or voice came to nothing. */
export function spoiltScenes(job: JobView): StoryScene[] {
  if (!isTerminal(job.status)) return [];
  return storyOf(job).scenes.filter((scene) => spoiltPartOf(scene) !== null);
}

/** The first part of a scene that came to nothing, and why. */
export function spoiltPartOf(scene: StoryScene): { part: "picture" | "voice"; reason: string | null } | null {
  const part = (["picture", "voice"] as const).find((each) => scene[each].state === "spoilt");
  return part ? { part, reason: scene[part].reason } : null;
}

/** "scene 3", "scenes 3 and 5" */
function scenesNamed(scenes: readonly { number: number }[]): string {
  const numbers = scenes.map(({ number }) => String(number));
  const list = new Intl.ListFormat("en").format(numbers);
  return `${numbers.length === 1 ? "scene" : "scenes"} ${list}`;
}
