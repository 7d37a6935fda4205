import { z } from "zod";
import { NotFound } from "@/lib/services/errors";

/** A job's id from a path. What is no uuid is no job's id: the same 404. */
export function parseJobId(text: string): string {
  return parseId(text);
}

/** The id of something that belongs to a user, from a path. What is no uuid is the id of nothing: the same 404. */
export function parseId(text: string): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw new NotFound();
  return id.data;
}

/** The number of a part of a job from a path, counted from 1. What is no such number is no part: the same 404. */
export function parsePart(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new NotFound();
  return Number(text);
}
