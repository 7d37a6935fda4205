import { z } from "zod";
import { storyVoices } from "@/lib/jobs/story";

/** Words to be spoken, as every provider of voices is asked for them. */
export const SpeechRequest = z.object({
  type: z.literal("speech"),
  model: z.string(),
  /** Our own name for a voice; each provider has one of its own for it. */
  voice: z.enum(storyVoices),
  text: z.string().min(1).max(4_096),
});
export type SpeechRequest = z.infer<typeof SpeechRequest>;
