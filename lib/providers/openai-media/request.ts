import { z } from "zod";
import { PictureRequest } from "../picture-request";
import { SpeechRequest } from "../speech-request";

/** What a kind can ask of the calls that answer with a file. */
export const OpenAiMediaRequest = z.discriminatedUnion("type", [PictureRequest, SpeechRequest]);
export type OpenAiMediaRequest = z.infer<typeof OpenAiMediaRequest>;
