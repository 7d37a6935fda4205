import { z } from "zod";
import type { Job } from "@/lib/jobs/job";
import { operationAt } from "@/lib/jobs/slots";
import { mostScenes, type StoryInput } from "./story-input";

/** What a scene can feel like. */
export const storyMoods = ["calm", "joyful", "tender", "mysterious", "tense", "sad", "grand"] as const;

/** What a writer may say in one place: no voice speaks more, and no picture is asked for with more. */
const longestText = 2_000;

/** Words as a writer gives them, on one line, and without what no database stores. */
const words = z
  .string()
  .transform((given) => given.toWellFormed().replaceAll("\0", "").replaceAll(/\s+/g, " ").trim());

const told = words.pipe(z.string().min(1).max(longestText));

/** What is only there to be looked at is cut where a writer does not stop. */
const note = words.transform((given) => Array.from(given).slice(0, 600).join(""));

const Scene = z.object({
  narration: told,
  picturePrompt: told,
  /** One of `storyMoods`, from a writer that keeps to the schema. */
  mood: note,
});
type Scene = z.infer<typeof Scene>;

/** A film's script, as its writer answers. */
export const Script = z.object({
  title: told,
  /** How every picture looks. */
  style: note,
  /** Who is in it, and what they look like wherever they appear. */
  cast: z.array(z.object({ name: note, look: note })).transform((all) => all.slice(0, 12)),
  scenes: z.array(Scene).min(1).max(mostScenes),
});
export type Script = z.infer<typeof Script>;

/** By the list of operations itself, which nobody changes: an answer is read once. */
const known = new WeakMap<Job["operations"], Script | null>();

/** A job's script, with what a person changed in it; `null` while there is none that can be read. */
export function scriptOf(job: Pick<Job, "operations" | "input">): Script | null {
  const written = writtenIn(job.operations);
  const { edits } = job.input as Partial<StoryInput>;
  if (!written || !edits) return written;
  return {
    ...written,
    scenes: written.scenes.map((scene, index) => edited(scene, edits[String(index + 1)])),
  };
}

function edited(scene: Scene, edit: NonNullable<StoryInput["edits"]>[string] | undefined): Scene {
  return {
    ...scene,
    narration: edit?.narration ?? scene.narration,
    picturePrompt: edit?.picturePrompt ?? scene.picturePrompt,
  };
}

function writtenIn(operations: Job["operations"]): Script | null {
  const before = known.get(operations);
  if (before !== undefined) return before;
  const operation = operationAt({ operations }, "script", 0);
  const script = operation?.state === "succeeded" ? readScript(operation.output?.text) : null;
  known.set(operations, script);
  return script;
}

/** What a writer answered, read; `null` where it is no script. Some wrap it into a block of code. */
export function readScript(answer: string | undefined): Script | null {
  try {
    return Script.parse(JSON.parse(/\{.*\}/s.exec(answer ?? "")?.[0] ?? ""));
  } catch {
    return null;
  }
}

/**
 * What the picture of scene `index`, counted from 0, is asked for with. The sheet of style and cast is in all of them, so
 * that they look like one film; `style` is what the user asked for.
 */
export function pictureText(script: Script, index: number, style?: string): string {
  const scene = script.scenes[index];
  if (!scene) throw new Error(`the script has no scene ${index + 1}`);
  const cast = script.cast.flatMap(({ name, look }) => (name && look ? `- ${name}: ${look}` : []));
  const styles = [style, script.style].flatMap((each) => (each ? withoutStop(each) : []));
  return [
    scene.picturePrompt,
    scene.mood && `Mood: ${withoutStop(scene.mood)}.`,
    styles.length > 0 && `Style, the same in every picture of this film: ${styles.join(". ")}.`,
    cast.length > 0 &&
      [
        "Who and what looks like this wherever it appears; show only those that this picture names:",
        ...cast,
      ].join("\n"),
    "No lettering of any sort, no captions, no speech bubbles, no frame.",
  ]
    .filter(Boolean)
    .join("\n\n");
}

function withoutStop(sentence: string): string {
  return sentence.replace(/[\s.]+$/, "");
}
