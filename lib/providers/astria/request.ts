import { z } from "zod";

/** What a kind can ask of Astria. `tuneRef` is what the earlier start returned. */
export const AstriaRequest = z.discriminatedUnion("type", [
  z.object({ type: z.literal("tune"), name: z.string() }),
  z.object({
    type: z.literal("prompt"),
    tuneRef: z.string(),
    text: z.string(),
    seed: z.number().int(),
    aspectRatio: z.string(),
  }),
]);
export type AstriaRequest = z.infer<typeof AstriaRequest>;
