import { z } from "zod";
import { NotFound } from "@/lib/services/errors";

/** A job's id from a path. What is no uuid is no job's id: the same 404. */
export function parseJobId(text: string): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw new NotFound();
  return id.data;
}
