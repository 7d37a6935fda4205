import { z } from "zod";
import { modelFailure, refused } from "./refusals";

/** What most video models at fal take; other fields are taken and ignored. */
const RunInput = z.looseObject({
  prompt: z.string().trim().min(1),
  duration: z.union([z.string(), z.number()]).nullish(),
  aspect_ratio: z.string().nullish(),
  image_url: z.string().nullish(),
});

export interface RunRequest {
  prompt: string;
  seconds: number;
  width: number;
  height: number;
  imageUrl: string | null;
}

const DEFAULT_SECONDS = 5;
const LONGEST_SECONDS = 20;
const SHORT_SIDE = 720;

/** @throws Refusal 422 in the words of a model */
export async function readInput(request: Request): Promise<RunRequest> {
  const body: unknown = await request.json().catch(() => null);
  const parsed = RunInput.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = String(issue?.path[0] ?? "prompt");
    throw refused(modelFailure(["body", field], "Field required", "missing", body));
  }
  const { prompt, duration, aspect_ratio: ratio, image_url: imageUrl } = parsed.data;
  return { prompt, seconds: secondsOf(duration), ...sizeOf(ratio ?? "16:9"), imageUrl: imageUrl ?? null };
}

/** Models take `5`, `"5"` or `"8s"`. */
function secondsOf(duration: string | number | null | undefined): number {
  const seconds = Number.parseFloat(String(duration ?? DEFAULT_SECONDS));
  return Number.isFinite(seconds)
    ? Math.min(LONGEST_SECONDS, Math.max(1, Math.round(seconds)))
    : DEFAULT_SECONDS;
}

function sizeOf(ratio: string): { width: number; height: number } {
  const [, across = "16", down = "9"] = /^([1-9]\d?):([1-9]\d?)$/.exec(ratio) ?? [];
  const unit = SHORT_SIDE / Math.min(Number(across), Number(down));
  return { width: Math.round(Number(across) * unit), height: Math.round(Number(down) * unit) };
}
