import type { z } from "zod";
import { Refusal } from "../core/refusal";

/** 422 with details per field, as Rails writes them. */
export function invalid(error: z.ZodError): Refusal {
  const details: Record<string, string[]> = {};
  for (const { path, message } of error.issues) (details[path.join(".") || "base"] ??= []).push(message);
  return new Refusal(422, details);
}

export function notFound(): Refusal {
  return new Refusal(404, { status: 404, error: "Not Found" });
}
