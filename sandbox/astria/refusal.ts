import type { z } from "zod";

/** An answer that is thrown, so that a handler reads as the story of its success. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

/** 422 with details per field, as Rails writes them. */
export function invalid(error: z.ZodError): Refusal {
  const details: Record<string, string[]> = {};
  for (const { path, message } of error.issues) (details[path.join(".") || "base"] ??= []).push(message);
  return new Refusal(422, details);
}

export function notFound(): Refusal {
  return new Refusal(404, { status: 404, error: "Not Found" });
}
