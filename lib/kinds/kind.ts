import type { z } from "zod";
import type { Job } from "@/lib/jobs/job";
import type { KindProfile } from "@/lib/jobs/kind-profile";
import type { Engine, Offer } from "@/lib/jobs/offer";
import type { StartRequest } from "@/lib/providers/registry";

/** A kind of job: what it takes, what it does at providers, and how its jobs are shown. */
export interface Kind<Input extends z.ZodType = z.ZodType> {
  profile: KindProfile;
  input: Input;
  /** Uploaded files the input names; they must belong to the user. */
  uploads(input: z.infer<Input>): readonly string[];
  title(input: z.infer<Input>): string;
  /** What was asked for, in full. */
  prompt(input: z.infer<Input>): string;
  /** Who is to do the first step of a new job, and with which model; kept in the record from then on. */
  engine(input: z.infer<Input>): Engine;
  /** Who does a step of this job, where that is not always the same provider. */
  provider?(job: Job, step: string): string;
  /** Every engine that the configuration offers for it, the default first. */
  offers(): ReadonlyArray<Omit<Offer, "providerLabel" | "refusal">>;
  /** For the timeline, what the user did: "Uploaded 12 pictures". */
  opening(input: z.infer<Input>): string;
  /** How many operations a step needs. */
  slots(input: z.infer<Input>, step: string): number;
  /** What to ask of the provider for one slot. Earlier steps are done when it is called. Deterministic. */
  request(job: Job, input: z.infer<Input>, step: string, slot: number): StartRequest;
  /** The step whose slots are the frames of the contact sheet. */
  frames: string;
  /** The base of a result's file name, for a frame counted from 1: "picture-01". */
  resultName(frame: number): string;
}
