import { z } from "zod";

/** What a kind can ask of a batch: that a model tag the pictures that go with the request. */
export const BatchRequest = z.strictObject({ model: z.string() });
export type BatchRequest = z.infer<typeof BatchRequest>;
