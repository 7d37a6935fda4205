import type { JobView } from "@/lib/jobs/job-view";
import { photoStyles } from "./photoshoot/input";
import { cardStyles } from "./product-card/input";

/** The kinds whose jobs are made in a style, each with those that it knows. */
const stylesOf: Readonly<Record<string, ReadonlyArray<{ value: string }>>> = {
  photoshoot: photoStyles,
  product_card: cardStyles,
};

/**
 * An earlier job as a form begins from it: with another style where the address names one that its kind knows, whether or not
 * the job was asked for one; else as it was.
 */
export function inStyle(job: JobView, style: unknown): JobView {
  if (!stylesOf[job.kind]?.some(({ value }) => value === style)) return job;
  return { ...job, input: { ...job.input, style } };
}
