import type { Orientation } from "./orientation";

/** What a picture's file says of itself. Its pixels are not looked at. */
export interface Anatomy {
  /** Pixels, as they lie in the file: before it is turned upright. */
  width: number;
  height: number;
  orientation: Orientation;
  /** It may be transparent somewhere. */
  isClear: boolean;
  /** It is one still picture in grey or RGB. What is not shows differently from place to place until it is drawn anew. */
  isPlain: boolean;
  /** It carries more than its pixels and their colours: where and with what it was taken, words, thumbnails, a film. */
  hasNotes: boolean;
  /** A copy of the file without these notes, its pixels untouched. */
  withoutNotes: () => Uint8Array<ArrayBuffer>;
}
