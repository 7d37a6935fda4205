import { z } from "zod";
import type { Kind } from "./kind";

/** Stands for a kind that is in the record but no longer in the code: nothing can be done for its jobs. */
export function retiredKind(name: string): Kind {
  return {
    profile: {
      kind: name,
      label: name,
      steps: [],
      saving: {
        name: "saving",
        label: "Saving",
        doneLabel: "Saved",
        intervalMs: 60_000,
        usual: { p50Ms: 0, p90Ms: 0 },
        progressAtEnd: 100,
      },
      deadlineMs: 0,
      graceMs: 0,
      automaticRetries: 0,
      mostRunning: 0,
    },
    input: z.never(),
    uploads: () => [],
    title: () => name,
    prompt: () => "",
    engine: () => ({ provider: "", model: null }),
    offers: () => [],
    opening: () => "Started",
    slots: () => 0,
    request() {
      throw new Error(`the kind ${name} is retired`);
    },
    frames: "",
    resultName: (frame) => `result-${frame}`,
  };
}
