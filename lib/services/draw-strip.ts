import sharp from "sharp";
import { cellSide, stripShapes, type StripShape } from "@/lib/jobs/strip";
import { inTurn, open } from "./open-picture";

/** Lays small pictures side by side, each cut to the shape, as a WebP; where one is missing, it is clear. */
export async function drawStrip(shape: StripShape, pictures: ReadonlyArray<Buffer | null>): Promise<Buffer> {
  const { width, height } = stripShapes[shape];
  return inTurn(cellSide * cellSide, async () => {
    const cells = await Promise.all(
      pictures.map(async (picture, index) => {
        const input =
          picture && (await open(picture).resize(width, height, { fit: "cover" }).png().toBuffer());
        return input ? [{ input, left: index * width, top: 0 }] : [];
      }),
    );
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    return sharp({ create: { width: width * pictures.length, height, channels: 4, background } })
      .composite(cells.flat())
      .webp({ quality: 72 })
      .toBuffer();
  });
}
