import type { Planes } from "@/lib/render/planes";
import type { FilmSize } from "@/lib/render/timeline";
import { setCaption } from "./box";
import type { Cue } from "./cues";
import { loadFonts } from "./glyphs";
import { lay, toOverlay, type Overlay } from "./overlay";

/** The captions of a segment, each set when its time comes, and kept until the next one. */
export class Captions {
  private shown: { cue: Cue; overlay: Overlay | null } | null = null;

  private constructor(
    private readonly cues: readonly Cue[],
    private readonly text: string,
    private readonly size: FilmSize,
  ) {}

  /** Loads their fonts. */
  static async open(cues: readonly Cue[], size: FilmSize): Promise<Captions> {
    const text = cues.flatMap(({ lines }) => lines).join(" ");
    await loadFonts(text);
    return new Captions(cues, text, size);
  }

  /** Lays the caption of this frame over it, where there is one. */
  draw(frame: number, planes: Planes): void {
    const cue = this.cues.find(({ fromFrame, toFrame }) => fromFrame <= frame && frame < toFrame);
    if (!cue) return;
    if (this.shown?.cue !== cue) {
      const box = setCaption(cue.lines, this.text, this.size);
      this.shown = { cue, overlay: box && toOverlay(box) };
    }
    if (this.shown.overlay) lay(this.shown.overlay, planes);
  }
}
