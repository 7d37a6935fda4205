import type { JobView } from "@/lib/jobs/job-view";

export const longestDescription = 4_000;

/** The dimensions of a video in pixels. */
export interface Shape {
  width: number;
  height: number;
}

const usual: Shape = { width: 1280, height: 720 };

/** "1280x720" as numbers; a wide frame where it says nothing. */
export function shapeOf(size: string): Shape {
  const match = /^(\d{2,5})x(\d{2,5})$/.exec(size);
  return match ? { width: Number(match[1]), height: Number(match[2]) } : usual;
}

/** "Landscape", "Portrait" or "Square". */
export function orientation({ width, height }: Shape): string {
  return width === height ? "Square" : width > height ? "Landscape" : "Portrait";
}

/** What a video was asked for. */
export function videoOf(job: Pick<JobView, "input">) {
  const { prompt, seconds, size, image, model } = job.input;
  return {
    prompt: typeof prompt === "string" ? prompt : "",
    model: typeof model === "string" ? model : "",
    seconds: typeof seconds === "number" ? seconds : null,
    size: typeof size === "string" ? size : null,
    shape: shapeOf(typeof size === "string" ? size : ""),
    image: typeof image === "string" ? image : null,
  };
}

/** Whether the frame of a video stands on end. */
export function isTall(job: Pick<JobView, "input">): boolean {
  const { width, height } = videoOf(job).shape;
  return width < height;
}

/** "8 s", "1280 × 720" and "fal": whatever of it is known; its model is said elsewhere, with more room. */
export function videoParts(job: JobView): string[] {
  const { seconds, size, shape } = videoOf(job);
  const parts = [
    seconds === null ? null : `${seconds} s`,
    size === null ? null : `${shape.width} × ${shape.height}`,
    job.provider,
  ];
  return parts.filter((part) => part !== null);
}

/** Landscape before portrait before square, the smaller first: the same size has the same place, whichever model is chosen. */
export function sizesInOrder(sizes: readonly string[]): string[] {
  return sizes.toSorted((one, other) => {
    const [a, b] = [shapeOf(one), shapeOf(other)];
    return rank(a) - rank(b) || a.width * a.height - b.width * b.height;
  });
}

function rank({ width, height }: Shape): number {
  return width > height ? 0 : width < height ? 1 : 2;
}

/** The shortest first. */
export function lengthsInOrder(seconds: readonly number[]): number[] {
  return seconds.toSorted((a, b) => a - b);
}
