import type { JobError } from "@/lib/jobs/job-error";
import { savingStage } from "@/lib/jobs/kind-profile";
import { storyVoices, type StoryShape } from "@/lib/jobs/story";
import { responseModels } from "@/lib/providers/openai/models";
import {
  makesPictures,
  makesVoices,
  offeredPictureModel,
  offeredVoiceModel,
  type StartRequest,
} from "@/lib/providers/registry";
import { headline } from "./headline";
import type { Kind, SlotWork } from "./kind";
import { storyDetails, storyResult } from "./story-details";
import { GivenStoryInput, StoryInput } from "./story-input";
import { sceneRevisions } from "./story-revision";
import { pictureText, readScript, scriptOf } from "./story-script";
import { scriptSchema, scriptSchemaName, writerInstructions } from "./story-writer";

const minutes = 60_000;
const seconds = 1_000;

/** A film of a story: a script, a picture and a voice for every scene, and what we make of them ourselves. */
export const storyVideo: Kind<StoryInput> = {
  profile: {
    kind: "story_video",
    label: "Story",
    steps: [
      {
        name: "script",
        label: "Writing the script",
        doneLabel: "Wrote the script",
        partial: false,
        makes: "words",
        intervalMs: 3_000,
        usual: { p50Ms: 20 * seconds, p90Ms: 60 * seconds },
        progressAtEnd: 20,
      },
      {
        name: "assets",
        label: "Making pictures and voices",
        doneLabel: "Made pictures and voices",
        partial: false,
        parts: ["picture", "voice"],
        makes: ["pictures", "voices"],
        endsTogether: true,
        intervalMs: 3_000,
        usual: { p50Ms: 60 * seconds, p90Ms: 180 * seconds },
        progressAtEnd: 60,
      },
      {
        name: "rendering",
        label: "Rendering the scenes",
        doneLabel: "Rendered the scenes",
        partial: false,
        isOurs: true,
        isInner: true,
        makes: "films",
        intervalMs: 3_000,
        usual: { p50Ms: 60 * seconds, p90Ms: 240 * seconds },
        usualSlots: 6,
        progressAtEnd: 90,
      },
      {
        name: "joining",
        label: "Joining the film",
        doneLabel: "Joined the film",
        partial: false,
        isOurs: true,
        makes: "films",
        intervalMs: 3_000,
        usual: { p50Ms: 5 * seconds, p90Ms: 30 * seconds },
        progressAtEnd: 97,
      },
    ],
    saving: savingStage("Saving the film", "Saved the film", { p50Ms: 1 * seconds, p90Ms: 5 * seconds }),
    deadlineMs: 60 * minutes,
    graceMs: 30 * minutes,
    automaticRetries: 2,
    mostRunning: 4,
    result: storyResult,
    pieceName,
  },
  input: StoryInput,
  given: GivenStoryInput,
  uploads: () => [],
  title: ({ story }, job) => headline((job && scriptOf(job)?.title) || story),
  prompt: ({ story }) => story,
  engines: () => ({
    script: { provider: "openai", model: responseModels().story },
    picture: offeredPictureModel(),
    voice: offeredVoiceModel(),
  }),
  offers: () =>
    [{ provider: "openai", model: responseModels().story }, offeredPictureModel(), offeredVoiceModel()].map(
      (engine) => ({ ...engine, seconds: [], sizes: [] }),
    ),
  opening: () => "Wrote a story",
  slots(_input, step, job) {
    if (step === "script" || step === "joining") return 1;
    const script = scriptOf(job);
    if (!script) return null;
    return step === "assets" ? 2 * script.scenes.length : script.scenes.length;
  },
  request,
  details: (job) => ({ ...storyDetails(job) }),
  frames: "joining",
  ratio: ({ shape = "landscape" }) => ratios[shape],
  resultName,
  spoilt: (step, _slot, { text }) => (step === "script" && readScript(text) === null ? unreadable : null),
  revision: sceneRevisions,
};

const ratios = { landscape: 16 / 9, portrait: 9 / 16, square: 1 } as const satisfies Record<
  StoryShape,
  number
>;

/** Paid for, so another one is for a person to ask for. */
const unreadable: JobError = {
  code: "no_result",
  message: "The writer’s answer is no script: it is empty, or cannot be read.",
  retryable: true,
  charged: true,
};

/** Pictures lie at even slots, voices at odd ones. */
function request({ job, input, step, slot, engine }: SlotWork<StoryInput>): StartRequest {
  const { provider, model } = engine;
  if (model === null) throw new Error(`nothing is configured that makes the ${step} of a story`);
  if (step === "script") return scriptRequest(input, model);
  const index = Math.floor(slot / 2);
  const script = scriptOf(job);
  const scene = script?.scenes[index];
  if (!script || !scene) throw new Error(`job ${job.id} has no scene ${index + 1}`);
  if (slot % 2 === 0) {
    if (!makesPictures(provider)) throw new Error(`${provider} makes no pictures`);
    const prompt = pictureText(script, index, input.style);
    return { provider, body: { type: "picture", model, prompt, size: sizes[input.shape ?? "landscape"] } };
  }
  if (!makesVoices(provider)) throw new Error(`${provider} makes no voices`);
  const voice = input.voice ?? storyVoices[0];
  return { provider, body: { type: "speech", model, voice, text: scene.narration } };
}

function scriptRequest(input: StoryInput, model: string): StartRequest {
  return {
    provider: "openai",
    body: {
      type: "json",
      model,
      instructions: writerInstructions(input),
      input: input.story,
      name: scriptSchemaName,
      schema: scriptSchema(input),
    },
  };
}

/** Of the pictures: larger than a film is, as the camera moves over them. */
const sizes = {
  landscape: "1536x864",
  portrait: "864x1536",
  square: "1024x1024",
} as const satisfies Record<StoryShape, string>;

function resultName(number: number, step: string): string {
  switch (step) {
    case "script":
      return "script";
    case "assets":
      return `${number % 2 === 1 ? "picture" : "voice"}-${padded(Math.ceil(number / 2))}`;
    case "rendering":
      return `segment-${padded(number)}`;
    default:
      return "film";
  }
}

function pieceName(step: string, slot: number): string {
  switch (step) {
    case "script":
      return "The script";
    case "assets":
      return `Scene ${Math.floor(slot / 2) + 1}, its ${slot % 2 === 0 ? "picture" : "voice"}`;
    case "rendering":
      return `Scene ${slot + 1}, its segment`;
    default:
      return "The film";
  }
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}
