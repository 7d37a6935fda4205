import type { Anatomy } from "@/lib/pictures/anatomy";
import { liesOnItsSide, uprightTransform } from "@/lib/pictures/orientation";
import { mostSentBytes, smallerSizes } from "./upload-rules";

/**
 * A picture drawn anew, upright and small enough to be sent: as a JPEG; as a WebP, or a PNG where the browser writes no
 * WebP, if it may be transparent. Its colours are sRGB then. `null` where this browser cannot do that.
 */
export async function redrawn(bitmap: ImageBitmap, anatomy: Anatomy): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  try {
    for (const size of smallerSizes(anatomy.width, anatomy.height)) {
      const picture = await drawn(canvas, bitmap, anatomy, size);
      if (picture === null) return null;
      if (picture.size <= mostSentBytes) return picture;
    }
    return null;
  } catch {
    return null;
  } finally {
    // Safari keeps a canvas's memory for long, unless it is told that it has no pixels.
    canvas.width = 0;
    canvas.height = 0;
  }
}

async function drawn(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  { orientation, isClear }: Anatomy,
  { width, height, quality }: ReturnType<typeof smallerSizes>[0],
): Promise<Blob | null> {
  [canvas.width, canvas.height] = liesOnItsSide(orientation) ? [height, width] : [width, height];
  const context = canvas.getContext("2d");
  if (!context || !isTrue(context)) return null;
  context.imageSmoothingQuality = "high";
  context.setTransform(...uprightTransform(orientation, width, height));
  context.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, isClear ? "image/webp" : "image/jpeg", quality));
}

/** Whether a canvas gives back what was drawn. Browsers that hide who they are return noise, which nobody wants for a picture. */
function isTrue(context: CanvasRenderingContext2D): boolean {
  context.fillStyle = "rgb(200 100 50)";
  context.fillRect(0, 0, 1, 1);
  const seen = context.getImageData(0, 0, 1, 1).data;
  context.clearRect(0, 0, 1, 1);
  return [200, 100, 50].every((value, index) => Math.abs(value - (seen[index] ?? 0)) < 16);
}
