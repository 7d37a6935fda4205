import { z } from "zod";
import { absenceFaults, batchFaults, lineFaults } from "../core/fault-names";

/** What the sandbox remembers of a batch from its create call. */
export const Batch = z.object({
  id: z.number(),
  /** The number of its file of requests, and how long that is. */
  input: z.number(),
  inputBytes: z.number(),
  endpoint: z.string(),
  metadata: z.record(z.string(), z.string()).nullable(),
  /** How long its files of results are kept, in seconds. */
  outputSeconds: z.number(),
  fate: z.enum(["success", "failed", "moderation", ...batchFaults]),
  /** How it writes the id of a file that there is not. */
  absence: z.enum(["null", ...absenceFaults]),
});
export type Batch = z.infer<typeof Batch>;

/** What is wrong with a file of requests. */
export const InputError = z.object({
  code: z.string(),
  message: z.string(),
  line: z.number().nullable(),
  param: z.string().nullable(),
});
export type InputError = z.infer<typeof InputError>;

/** What reading a batch's file came to; `id` is the batch's. */
export const Check = z.object({
  id: z.number(),
  /** How many requests there are. */
  total: z.number(),
  model: z.string().nullable(),
  errors: z.array(InputError),
  /** Which lines are struck by what, counted from 0. */
  struck: z.array(z.tuple([z.number(), z.enum(lineFaults)])),
});
export type Check = z.infer<typeof Check>;

/** What came of a batch that is over; `id` is the batch's. */
export const Outcome = z.object({
  id: z.number(),
  /** The numbers of its files of results. */
  output: z.number().nullable(),
  errors: z.number().nullable(),
  completed: z.number(),
  failed: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
});
export type Outcome = z.infer<typeof Outcome>;

export const BATCH = "batch_";
