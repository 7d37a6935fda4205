import { z } from "zod";
import type { MadePlace } from "@/lib/db/made";
import { InvalidInput } from "./errors";

/** Where a page of a list ended: lists are newest first, by id where two are as old. */
export interface Place {
  createdAt: Date;
  id: string;
}

/** As `cursorOf` makes it: no other time zone, no more than milliseconds, and a year that the database has too. */
const Cursor = z.object({
  createdAt: z.iso
    .datetime({ precision: 3 })
    .refine((text) => text.startsWith("2"))
    .transform((text) => new Date(text)),
  id: z.uuid(),
});

/** The cursor of the page that follows this row. */
export function cursorOf({ createdAt, id }: Place): string {
  return Buffer.from(JSON.stringify({ createdAt: createdAt.toISOString(), id })).toString("base64url");
}

/** The cursor of the page behind this share, where a list is in the order of shares. */
export function cursorOfShare(share: number): string {
  return String(share);
}

/** The share that such a cursor stands for: a number exactly as it is printed. Throws `InvalidInput`. */
export function shareAt(cursor: string): number {
  const share = Number(cursor);
  if (Number.isFinite(share) && share >= 0 && cursorOfShare(share) === cursor) return share;
  throw invalid();
}

/** The place that a cursor stands for, if there is one. Throws `InvalidInput`. */
export function placeAt(cursor: string | undefined): Place | undefined {
  return cursor === undefined ? undefined : read(cursor, Cursor);
}

/** As `cursorOfMade` makes it: to the microsecond, as the database has the times of jobs. */
const MadeCursor = z.object({
  at: z.iso.datetime({ precision: 6 }).refine((text) => text.startsWith("2")),
  jobId: z.uuid(),
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/),
});

/** The cursor of the page that follows this picture. */
export function cursorOfMade({ at, jobId, name }: MadePlace): string {
  return Buffer.from(JSON.stringify({ at, jobId, name })).toString("base64url");
}

/** The place that such a cursor stands for, if there is one. Throws `InvalidInput`. */
export function madeAt(cursor: string | undefined): MadePlace | undefined {
  return cursor === undefined ? undefined : read(cursor, MadeCursor);
}

function read<Schema extends z.ZodType>(cursor: string, schema: Schema): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw invalid();
  }
}

function invalid(): InvalidInput {
  return new InvalidInput("invalid_cursor", "The cursor is not one that a list gave out.");
}
