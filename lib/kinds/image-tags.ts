import { savingStage } from "@/lib/jobs/kind-profile";
import { LibraryChoice, LibraryInput } from "@/lib/jobs/library";
import { taggingModel } from "@/lib/providers/openai-batches/config";
import { halvedAfter, rangesOf } from "./image-tags-ranges";
import { detailsOf, resultOf } from "./image-tags-result";
import { readTags, whyNone } from "./image-tags-rows";
import type { Kind } from "./kind";

const hours = 3_600_000;

/** Tags for images of the library, by the Batch API: half the price, and done within a day. */
export const imageTags: Kind<LibraryInput> = {
  profile: {
    kind: "image_tags",
    label: "Image tags",
    steps: [
      {
        name: "tagging",
        label: "Tagging",
        doneLabel: "Tagged",
        partial: true,
        goesOnAfter: halvedAfter,
        // What the documented system asks at; after an hour it is every half minute, and then every minute.
        intervalMs: 2_000,
        longestIntervalMs: 60_000,
        // Before any history: a batch of some hundred pictures.
        usual: { p50Ms: 600_000, p90Ms: 4 * hours },
        progressAtEnd: 97,
      },
    ],
    saving: savingStage("Keeping the tags", "Kept the tags", { p50Ms: 2_000, p90Ms: 20_000 }),
    // The provider's own window, for a batch that begins at once.
    deadlineMs: 24 * hours,
    // One that begins at the last moment has the whole window too: it is paid for, so it is waited for.
    graceMs: 26 * hours,
    automaticRetries: 8,
    mostRunning: 4,
    // No batch ends sooner, and a scheduler that comes every minute would ask about each of them.
    quietMs: 60_000,
    result: resultOf,
  },
  input: LibraryInput,
  library: LibraryChoice,
  shown: ({ count }) => ({ count }),
  uploads: () => [],
  title: ({ count }) => images(count),
  prompt: ({ count }) => `Tags for ${images(count)}`,
  engines: () => ({ tagging: { provider: "openai-batches", model: taggingModel() } }),
  offers: () => [{ provider: "openai-batches", model: taggingModel(), seconds: [], sizes: [] }],
  opening: ({ count }) => `Chose ${images(count)}`,
  slots: (input, _step, job) => rangesOf(input, job).length,
  request({ job, input, slot, engine }) {
    const pictures = rangesOf(input, job)[slot];
    if (!pictures || engine.model === null)
      throw new Error(`job ${job.id} has no pictures for batch ${slot}`);
    return {
      provider: "openai-batches",
      body: { model: engine.model },
      pictures,
    };
  },
  details: detailsOf,
  frames: "tagging",
  resultName: (number) => `tags-${number}`,
  rows: { tagging: { write: "keep_tags", read: readTags, spoilt: whyNone } },
};

function images(count: number): string {
  return count === 1 ? "1 image" : `${count.toLocaleString("en")} images`;
}
