import { z } from "zod";
import { PictureRequest } from "../picture-request";
import { SpeechRequest } from "../speech-request";
import { VideoRequest } from "../video-request";

/** What a kind can ask of fal. A video has no type: it is what every provider of videos is asked for. */
export const FalRequest = z.union([PictureRequest, SpeechRequest, VideoRequest]);
export type FalRequest = z.infer<typeof FalRequest>;
