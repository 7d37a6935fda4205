import type { z } from "zod";
import type { VoiceFormat } from "../voices/voice-format";

/** Models that take the same; fields that they do not know are taken and ignored, as FastAPI does. */
interface Models {
  /** What follows `fal-ai/` in their ids. */
  id: RegExp;
  /** Their app's name, without the owner. */
  app: string;
}

/** What makes films. */
export interface FilmFamily extends Models {
  makes: "film";
  input: z.ZodObject;
  /** The field for the picture that an endpoint for pictures starts from. */
  picture: string;
  /** Of the film, where the request says nothing. */
  seconds: number;
}

/** What draws pictures. */
export interface PictureFamily extends Models {
  makes: "picture";
  input: z.ZodType<PictureWish>;
}

export interface PictureWish {
  prompt: string;
  width: number;
  height: number;
  format: "png" | "jpeg" | "webp";
  count: number;
  seed: number | null;
}

/** What speaks. */
export interface VoiceFamily extends Models {
  makes: "voice";
  input: z.ZodType<VoiceWish>;
}

export interface VoiceWish {
  text: string;
  voice: string;
  /** 1 is as fast as usual. */
  pace: number;
  format: VoiceFormat;
  /** Samples a second. */
  rate: number;
  /** Whether the sound itself is in the answer, in hexadecimal digits, and not a link to it. */
  isInline: boolean;
}

export type Family = FilmFamily | PictureFamily | VoiceFamily;
