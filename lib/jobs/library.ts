import { z } from "zod";

/** The most pictures that one job can be for. */
export const mostPictures = 50_000;

/** These ones, each once. What is wrong with how many they are is told in a sentence of its own. */
const Chosen = z
  .strictObject({
    assetIds: z
      .array(z.uuid({ error: "Every id has to be that of one of your images." }))
      .transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]),
  })
  .refine(({ assetIds }) => assetIds.length > 0, "Choose at least one image.")
  .refine(({ assetIds }) => assetIds.length <= mostPictures, "At most 50,000 images can be tagged at once.");

/** Which pictures of their library a user wants a job for. */
export const LibraryChoice = z.union(
  [
    Chosen,
    /** All that have no tags, and are in no other job that is under way. */
    z.strictObject({ all: z.literal("untagged") }),
    /** Those that an ended job of theirs has not tagged. */
    z.strictObject({ restOf: z.uuid() }),
  ],
  {
    error:
      "Name 1 to 50,000 of your images (“assetIds”), all that are untagged (“all”), or a job whose rest is to be tagged (“restOf”).",
  },
);
export type LibraryChoice = z.infer<typeof LibraryChoice>;

/** What the record has as the input of a job for pictures of the library: which ones, `job_assets` says. */
export const LibraryInput = z.object({
  count: z.number(),
  /** How many files they fill, as a sum of the shares that the pictures take; rounded up, so many are needed. */
  files: z.number(),
  /** Whether the pictures lie inside the files, or only links to them. */
  isInline: z.boolean(),
});
export type LibraryInput = z.infer<typeof LibraryInput>;
