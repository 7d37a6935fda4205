import { capitalised } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";

export const longestWish = 2_000;

export const cardStyles = [
  { value: "clean", label: "Clean", line: "Warm ground, soft shadow, nothing else." },
  { value: "lifestyle", label: "Lifestyle", line: "Muted colours, soft daylight." },
  { value: "luxury", label: "Luxury", line: "Dark ground, one warm light." },
  { value: "playful", label: "Playful", line: "Candy colours and paper shapes." },
] as const;

/** What a product card was asked for. */
export function cardOf(job: Pick<JobView, "input">) {
  const { image, imageName, style, prompt } = job.input;
  return {
    image: typeof image === "string" ? image : "",
    imageName: typeof imageName === "string" ? imageName : "",
    style: typeof style === "string" ? style : "",
    prompt: typeof prompt === "string" ? prompt : "",
  };
}

/** "Clean": a style by its label; one that this page does not know by its own name. */
export function styleLabel(style: string): string {
  return cardStyles.find(({ value }) => value === style)?.label ?? capitalised(style);
}
