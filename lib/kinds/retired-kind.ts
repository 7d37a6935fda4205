import { z } from "zod";
import { savingStage } from "@/lib/jobs/kind-profile";
import type { Kind } from "./kind";

/** Stands for a kind that is in the record but no longer in the code: nothing can be done for its jobs. */
export function retiredKind(name: string): Kind {
  return {
    profile: {
      kind: name,
      label: name,
      steps: [],
      saving: savingStage("Saving", "Saved", { p50Ms: 0, p90Ms: 0 }),
      deadlineMs: 0,
      graceMs: 0,
      automaticRetries: 0,
      mostRunning: 0,
    },
    input: z.unknown(),
    uploads: () => [],
    title: () => name,
    prompt: () => "",
    engines: () => ({}),
    offers: () => [],
    opening: () => "Started",
    slots: () => 0,
    request() {
      throw new Error(`the kind ${name} is retired`);
    },
    frames: "",
    resultName: (number) => `result-${number}`,
  };
}
