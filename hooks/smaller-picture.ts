import { mostSentBytes, smallerSizes } from "./upload-rules";

/**
 * A picture as a JPEG that is small enough to be sent: upright, as the browser shows it, on white where it is clear. The
 * file itself where this browser cannot do that.
 */
export async function smaller(file: File, bitmap: ImageBitmap): Promise<File> {
  for (const size of smallerSizes(bitmap.width, bitmap.height)) {
    const picture = await drawn(bitmap, size).catch(() => null);
    if (picture === null) return file;
    if (picture.size <= mostSentBytes) return new File([picture], file.name, { type: picture.type });
  }
  return file;
}

async function drawn(
  bitmap: ImageBitmap,
  { width, height, quality }: ReturnType<typeof smallerSizes>[number],
): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}
