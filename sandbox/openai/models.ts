import { refusal } from "./errors";

interface Model {
  id: string;
  /** `YYYY-MM-DD`, or `null` where none was announced. */
  shutdownDate: string | null;
}

const model =
  (shutdownDate: string | null) =>
  (id: string): Model => ({ id, shutdownDate });

/** What the account may use, as of autumn 2026; video is what a gateway still offers, the vendor itself does not. */
const MODELS: readonly Model[] = [
  ...["gpt-6-astra", "gpt-6.1-sol", "gpt-6.1-terra", "gpt-6-sol", "gpt-6-luna"].map(model(null)),
  ...["gpt-5.6-sol", "gpt-5.6-terra", "gpt-5.6-luna", "gpt-5.5", "gpt-5.4", "gpt-5.4-mini"].map(model(null)),
  ...["gpt-5.4-nano", "gpt-5.1"].map(model("2027-04-01")),
  ...["gpt-5", "gpt-5-mini", "gpt-5-nano", "o3"].map(model("2026-12-11")),
  ...["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini"].map(model("2027-01-14")),
  ...["o4-mini", "gpt-image-1"].map(model("2026-10-23")),
  ...["gpt-image-2.6-sunburst", "gpt-image-2.6-flare", "gpt-image-2.5-sunburst", "gpt-image-2.5-flare"].map(
    model(null),
  ),
  ...["gpt-image-2"].map(model(null)),
  ...["gpt-image-1.5", "gpt-image-1-mini"].map(model("2026-12-01")),
  ...["tts-1", "tts-1-hd", "gpt-4o-mini-tts", "gpt-4o-mini-tts-2025-03-20", "gpt-4o-mini-tts-2025-12-15"].map(
    model("2027-01-06"),
  ),
  ...["sora-2", "sora-2-pro"].map(model(null)),
];

/** The item of `GET /models`. */
export function modelJson({ id, shutdownDate }: Model) {
  return { id, object: "model", created: 1_750_000_000, owned_by: "system", shutdown_date: shutdownDate };
}

export function allModels(): readonly Model[] {
  return MODELS;
}

/** @throws Refusal 404 */
export function modelNamed(id: string): Model {
  const found = MODELS.find((candidate) => candidate.id === id);
  if (found) return found;
  throw unavailable(id);
}

/** Lets a model through that exists and is not shut down by `now` (milliseconds). @throws Refusal 404 `model_not_found` */
export function mustBeServed(id: string, now: number): void {
  const { shutdownDate } = modelNamed(id);
  if (shutdownDate !== null && Date.parse(shutdownDate) <= now) throw unavailable(id);
}

function unavailable(id: string) {
  const message = `The model '${id}' does not exist or you do not have access to it.`;
  return refusal(404, message, { param: "model", code: "model_not_found" });
}
