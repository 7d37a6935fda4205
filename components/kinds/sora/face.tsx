import type { KindFace } from "@/components/kinds/kind-face";
import { VideoBeside } from "./beside";
import { isTall } from "./input";
import { VideoResult } from "./result";
import { VideoSheet } from "./sheet";

/** Video: one wide frame whose stills fill in, then the player. */
export const videoFace: KindFace = { Result: VideoResult, Sheet: VideoSheet, Beside: VideoBeside, isTall };
