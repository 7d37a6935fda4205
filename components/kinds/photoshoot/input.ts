import type { JobView } from "@/lib/jobs/job-view";
import type { KeptWork } from "@/lib/jobs/offer";

export const fewestPictures = 4;
export const mostPictures = 20;
export const longestTitle = 80;

/** What the choice of a model is called that is to be trained. */
export const newModel = "new";

export const subjects = [
  { value: "woman", label: "Woman" },
  { value: "man", label: "Man" },
  { value: "girl", label: "Girl" },
  { value: "boy", label: "Boy" },
  { value: "cat", label: "Cat" },
  { value: "dog", label: "Dog" },
] as const;

export const photoStyles = [
  { value: "studio", label: "Studio", line: "Plain backdrop, soft even light." },
  { value: "editorial", label: "Editorial", line: "Strong light, strong clothes, a magazine page." },
  { value: "outdoors", label: "Outdoors", line: "Daylight, trees and streets behind." },
  { value: "film", label: "Film", line: "Grain and the colours of an old negative." },
] as const;

/** The paths of the user's pictures, as the job was started with them. */
export function uploadsOf(job: Pick<JobView, "input">): string[] {
  const images = job.input["images"];
  return Array.isArray(images) ? images.filter((image) => typeof image === "string") : [];
}

/** Whether a job makes its pictures with the model of an earlier one. */
export const usesKeptModel = (job: Pick<JobView, "input">): boolean => typeof job.input["model"] === "string";

/** The model to begin from for another photoshoot like this one: the one that made it, while it is kept. */
export function modelLike(job: Pick<JobView, "id" | "input">, kept: readonly KeptWork[]): string {
  const trainer = usesKeptModel(job) ? job.input["model"] : job.id;
  return kept.find(({ jobId }) => jobId === trainer)?.jobId ?? newModel;
}
