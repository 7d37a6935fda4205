import { makesVideos, offeredVideoModels, type VideoProviderName } from "@/lib/providers/registry";
import { headline } from "./headline";
import type { Kind } from "./kind";
import { SoraInput } from "./sora-input";

const minutes = 60_000;
const usualMaker = "openai-videos" satisfies VideoProviderName;

/** A video of some seconds, made of a prompt and, where given, a picture to start from. */
export const sora: Kind<typeof SoraInput> = {
  profile: {
    kind: "sora",
    label: "Video",
    steps: [
      {
        name: "generating",
        label: "Generating your video",
        doneLabel: "Generated your video",
        // The usual one; a job's record says who makes it.
        provider: usualMaker,
        partial: false,
        intervalMs: 5_000,
        // Before any history: the order of magnitude of videos of some seconds.
        usual: { p50Ms: 60_000, p90Ms: 180_000 },
        progressAtEnd: 97,
      },
    ],
    saving: {
      name: "saving",
      label: "Saving the video",
      doneLabel: "Saved the video",
      intervalMs: 5_000,
      usual: { p50Ms: 3_000, p90Ms: 15_000 },
      progressAtEnd: 100,
    },
    // Overdue after 10 minutes, failed after 15.
    deadlineMs: 10 * minutes,
    graceMs: 5 * minutes,
    automaticRetries: 2,
    mostRunning: 3,
  },
  input: SoraInput,
  uploads: (input) => (input.image ? [input.image] : []),
  title: (input) => headline(input.prompt),
  prompt: (input) => input.prompt,
  engine: (input) => ({ provider: makerOf(input.model), model: input.model }),
  provider: (job) => job.provider ?? usualMaker,
  offers: () =>
    offeredVideoModels().map(({ id, provider, seconds, sizes }) => ({ provider, model: id, seconds, sizes })),
  opening: (input) => (input.image ? "Wrote a prompt and chose a picture" : "Wrote a prompt"),
  slots: () => 1,
  request: (job, { prompt, seconds, size, image, model }) => ({
    provider: job.provider !== null && makesVideos(job.provider) ? job.provider : makerOf(model),
    ...(image && { files: [image] }),
    body: { model: job.model ?? model, prompt, seconds, size },
  }),
  frames: "generating",
  resultName: () => "video",
};

/** Who makes videos with this model; the usual provider for one that is no longer on offer. */
function makerOf(model: string): VideoProviderName {
  return offeredVideoModels().find((each) => each.id === model)?.provider ?? usualMaker;
}
