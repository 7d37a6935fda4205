import { storyOf } from "@/hooks/story-details";
import type { SceneChange } from "@/hooks/use-remake";
import { capitalised } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryScene } from "@/lib/jobs/story";
import { chargedNote, missingOf } from "./words";

/** What it takes to make a scene anew as it is asked for, and what of the story is kept; `null` while nothing is. */
export function remakeCost(number: number, change: SceneChange, job: JobView): string | null {
  const made = [
    change.narration !== undefined && "voice",
    change.picturePrompt !== undefined && "picture",
  ].filter((part) => part !== false);
  if (made.length === 0) return null;
  const { scenes, film, earlierFilm } = storyOf(job);
  const missing = missingOf(scenes);
  const others = missing.filter((each) => each.number !== number || !made.includes(each.part)).length;
  return [
    `${capitalised(made.map((part) => `one ${part}`).join(" and "))} ${made.length === 1 ? "is" : "are"} made again and paid for.`,
    others > 0 &&
      `${others} more that ${others === 1 ? "is" : "are"} missing ${others === 1 ? "is" : "are"} made as well and paid for${chargedNote(job, missing.length, others)}.`,
    missing.length < 2 * scenes.length && "The rest is kept.",
    `${renderedAgain(number, scenes)}, which costs nothing at a provider.`,
    (film ?? earlierFilm) && "The film as it was stays here until the new one is there.",
  ]
    .filter(Boolean)
    .join(" ");
}

/** "We render scenes 2 and 3 and the film again": the scene before fades into this one. What is not rendered is, too. */
function renderedAgain(number: number, scenes: readonly StoryScene[]): string {
  const isAnew = (scene: StoryScene) => scene.number === number - 1 || scene.number === number;
  if (!scenes.every((scene) => isAnew(scene) || scene.segment.state === "developed")) {
    return "We render what is missing, and the film";
  }
  return `We render ${number > 1 ? `scenes ${number - 1} and ${number}` : "scene 1"} and the film again`;
}

/** What a person wants otherwise of a scene. A part that is `null` is made anew where its words are other ones, or it is spoilt. */
export interface RemakeFields {
  narration: string;
  picturePrompt: string;
  isVoiceNew: boolean | null;
  isPictureNew: boolean | null;
}

/** A scene as the dialog first shows it. */
export function fieldsOf({ narration, picturePrompt }: StoryScene): RemakeFields {
  return { narration, picturePrompt, isVoiceNew: null, isPictureNew: null };
}

/** The fields with other words: they are to be used, also where that was not wanted of the words before. */
export function withWords(
  fields: RemakeFields,
  words: { narration: string } | { picturePrompt: string },
): RemakeFields {
  const by = "narration" in words ? "isVoiceNew" : "isPictureNew";
  return { ...fields, ...words, [by]: fields[by] || null };
}

/** Which parts are made anew, and whether words were written that are not used then. */
export function partsOf(fields: RemakeFields, scene: StoryScene) {
  const { narration, picturePrompt, isVoiceNew, isPictureNew } = fields;
  return {
    voice: partOf(isVoiceNew, narration.trim() !== scene.narration.trim(), scene.voice),
    picture: partOf(isPictureNew, picturePrompt.trim() !== scene.picturePrompt.trim(), scene.picture),
  };
}

function partOf(wanted: boolean | null, isOther: boolean, { state }: StoryScene["voice"]) {
  const isNew = wanted ?? (isOther || state === "spoilt");
  return { isNew, isDropped: isOther && !isNew };
}

/** What is asked for: what is ticked, in the words that stand there. */
export function changeOf(fields: RemakeFields, scene: StoryScene): SceneChange {
  const { voice, picture } = partsOf(fields, scene);
  return {
    ...(voice.isNew ? { narration: fields.narration.trim() } : {}),
    ...(picture.isNew ? { picturePrompt: fields.picturePrompt.trim() } : {}),
  };
}

const longestWords = 1_000;

/** Why it cannot be sent as it stands; `null` where it can. */
export function problemIn({ narration, picturePrompt }: SceneChange): string | null {
  if (narration === undefined && picturePrompt === undefined) {
    return "Change the words or the picture, or tick what is to be made again as it is.";
  }
  if (narration === "") return "A scene has to say something.";
  if (picturePrompt === "") return "Say what is seen in the picture.";
  const long = [narration, picturePrompt].find((words) => (words?.length ?? 0) > longestWords);
  if (long === undefined) return null;
  return `That is ${long.length.toLocaleString("en")} characters long. It can have up to ${longestWords.toLocaleString("en")}.`;
}
