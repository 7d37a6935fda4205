import { z } from "zod";
import { optional, variables } from "@/lib/env";
import { storyShapes, storyVoices } from "@/lib/jobs/story";
import { text } from "./text";

/** The fewest and the most scenes that a story can be told in. */
export const fewestScenes = 3;
export const mostScenes = 12;

/** How many pixels the shorter side of a film has. */
export const storyVariables = variables({
  STORY_FILM_HEIGHT: optional(z.coerce.number().int().min(96).max(1080).multipleOf(2)).transform(
    (height) => height ?? 720,
  ),
});

const Given = z.strictObject({
  story: text(20_000, "Write a story."),
  /** A form sends it as text. */
  scenes: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], { error: "Give a number of scenes." })
    .pipe(
      z
        .number()
        .int("Give a whole number of scenes.")
        .min(fewestScenes, `A story has at least ${fewestScenes} scenes.`)
        .max(mostScenes, `A story has at most ${mostScenes} scenes.`),
    )
    .optional(),
  voice: z.enum(storyVoices, { error: `A voice is one of ${storyVoices.join(", ")}.` }).optional(),
  shape: z.enum(storyShapes, { error: `A shape is one of ${storyShapes.join(", ")}.` }).optional(),
  style: text(200, "A style has at least one character.").optional(),
  captions: z.boolean("Captions are on (true) or off (false).").optional(),
});

/** What a person may change of a scene. What was not given stays as it is; what was is made anew, the same words too. */
export const SceneChange = z
  .strictObject({
    narration: text(1_000, "A narration has at least one character.").optional(),
    picturePrompt: text(1_000, "A picture prompt has at least one character.").optional(),
  })
  .refine(
    ({ narration, picturePrompt }) => narration !== undefined || picturePrompt !== undefined,
    "Give a narration, a picture prompt, or both.",
  );
export type SceneChange = z.infer<typeof SceneChange>;

/** A story as the record has it. */
export const StoryInput = z.strictObject({
  story: z.string(),
  scenes: z.number().optional(),
  voice: z.enum(storyVoices).optional(),
  shape: z.enum(storyShapes).optional(),
  style: z.string().optional(),
  /** Whether they are burnt into the picture; yes, unless said. */
  captions: z.boolean().optional(),
  /** The shorter side of the film in pixels: the same for all of a job, whatever is configured later. */
  height: z.number(),
  /** By the number of a scene, counted from 1, what a person wanted otherwise. */
  edits: z
    .record(z.string(), z.object({ narration: z.string().optional(), picturePrompt: z.string().optional() }))
    .optional(),
});
export type StoryInput = z.infer<typeof StoryInput>;

/** What a user sends. */
export const GivenStoryInput = Given.transform((given): StoryInput => ({
  ...given,
  height: storyVariables().STORY_FILM_HEIGHT,
}));
