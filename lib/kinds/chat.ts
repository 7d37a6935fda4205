import { z } from "zod";
import { savingStage } from "@/lib/jobs/kind-profile";
import { responseModels } from "@/lib/providers/openai/models";
import { headline } from "./headline";
import type { Kind } from "./kind";
import { text } from "./text";

const minutes = 60_000;

const ChatInput = z.strictObject({ prompt: text(20_000, "Ask something.") });

/** An answer in words, which may take minutes to think of. */
export const chat: Kind<z.infer<typeof ChatInput>> = {
  profile: {
    kind: "chat",
    label: "Chat",
    steps: [
      {
        name: "answering",
        label: "Writing an answer",
        doneLabel: "Wrote an answer",
        partial: false,
        makes: "words",
        intervalMs: 5_000,
        // Before any history: the order of magnitude of answers with some thought.
        usual: { p50Ms: 15_000, p90Ms: 90_000 },
        progressAtEnd: 97,
      },
    ],
    saving: savingStage("Saving the answer", "Saved the answer", { p50Ms: 1_000, p90Ms: 5_000 }),
    deadlineMs: 15 * minutes,
    graceMs: 15 * minutes,
    automaticRetries: 2,
    mostRunning: 4,
  },
  input: ChatInput,
  uploads: () => [],
  title: (input) => headline(input.prompt),
  prompt: (input) => input.prompt,
  engines: () => ({ answering: { provider: "openai", model: responseModels().chat } }),
  offers: () => [{ provider: "openai", model: responseModels().chat, seconds: [], sizes: [] }],
  opening: () => "Asked a question",
  slots: () => 1,
  request: ({ input, engine }) => ({
    provider: "openai",
    body: { type: "answer", model: engine.model ?? responseModels().chat, prompt: input.prompt },
  }),
  frames: "answering",
  resultName: () => "answer",
};
