import { savingStage } from "@/lib/jobs/kind-profile";
import { makesVideos, offeredVideoModels } from "@/lib/providers/registry";
import { headline } from "./headline";
import type { Kind } from "./kind";
import { GivenSoraInput, SoraInput } from "./sora-input";

const minutes = 60_000;

/** A video of some seconds, made of a prompt and, where given, a picture to start from. */
export const sora: Kind<SoraInput> = {
  profile: {
    kind: "sora",
    label: "Video",
    steps: [
      {
        name: "generating",
        label: "Generating your video",
        doneLabel: "Generated your video",
        partial: false,
        makes: "films",
        intervalMs: 5_000,
        // Before any history: the order of magnitude of videos of some seconds.
        usual: { p50Ms: 60_000, p90Ms: 180_000 },
        progressAtEnd: 97,
      },
    ],
    saving: savingStage("Saving the video", "Saved the video", { p50Ms: 3_000, p90Ms: 15_000 }),
    // Overdue after 10 minutes, failed after 15.
    deadlineMs: 10 * minutes,
    graceMs: 5 * minutes,
    automaticRetries: 2,
    mostRunning: 3,
  },
  input: SoraInput,
  given: GivenSoraInput,
  uploads: (input) => (input.image ? [input.image] : []),
  title: (input) => headline(input.prompt),
  prompt: (input) => input.prompt,
  engines: ({ model }) => ({ generating: { provider: makerOf(model), model } }),
  offers: () =>
    offeredVideoModels().map(({ id, provider, seconds, sizes }) => ({ provider, model: id, seconds, sizes })),
  opening: (input) => (input.image ? "Wrote a prompt and chose a picture" : "Wrote a prompt"),
  slots: () => 1,
  request({ input: { prompt, seconds, size, image, ...input }, engine }) {
    const { provider, model } = engine;
    if (!makesVideos(provider)) throw new Error(`${provider} makes no videos`);
    return {
      provider,
      ...(image && { files: [image] }),
      body: { model: model ?? input.model, prompt, seconds, size },
    };
  },
  frames: "generating",
  ratio: ({ size }) => ratioOf(size),
  resultName: () => "video",
};

/** Of "1280x720"; wide where it says nothing. */
function ratioOf(size: string): number {
  const [width = 0, height = 0] = size.split("x").map(Number);
  return width > 0 && height > 0 ? width / height : 16 / 9;
}

/** Who makes videos with a model that is on offer: nothing else is taken (see GivenSoraInput). */
function makerOf(model: string): string {
  const offered = offeredVideoModels().find((each) => each.id === model);
  if (!offered) throw new Error(`nobody makes videos with ${model}`);
  return offered.provider;
}
