import { z } from "zod";
import { responseModels } from "@/lib/providers/openai/models";
import { headline } from "./headline";
import type { Kind } from "./kind";
import { text } from "./text";

const minutes = 60_000;

const ChatInput = z.strictObject({ prompt: text(20_000, "Ask something.") });

/** An answer in words, which may take minutes to think of. */
export const chat: Kind<typeof ChatInput> = {
  profile: {
    kind: "chat",
    label: "Chat",
    steps: [
      {
        name: "answering",
        label: "Writing an answer",
        doneLabel: "Wrote an answer",
        provider: "openai",
        partial: false,
        intervalMs: 5_000,
        // Before any history: the order of magnitude of answers with some thought.
        usual: { p50Ms: 15_000, p90Ms: 90_000 },
        progressAtEnd: 97,
      },
    ],
    saving: {
      name: "saving",
      label: "Saving the answer",
      doneLabel: "Saved the answer",
      intervalMs: 5_000,
      usual: { p50Ms: 1_000, p90Ms: 5_000 },
      progressAtEnd: 100,
    },
    deadlineMs: 15 * minutes,
    graceMs: 15 * minutes,
    automaticRetries: 2,
    mostRunning: 4,
  },
  input: ChatInput,
  uploads: () => [],
  title: (input) => headline(input.prompt),
  prompt: (input) => input.prompt,
  engine: () => ({ provider: "openai", model: responseModels().chat }),
  offers: () => [{ provider: "openai", model: responseModels().chat, seconds: [], sizes: [] }],
  opening: () => "Asked a question",
  slots: () => 1,
  request: (job, { prompt }) => ({
    provider: "openai",
    body: { type: "answer", model: job.model ?? responseModels().chat, prompt },
  }),
  frames: "answering",
  resultName: () => "answer",
};
