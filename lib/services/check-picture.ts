import type { Anatomy } from "@/lib/pictures/anatomy";
import { mostPixels, readAnatomy } from "@/lib/pictures/read-anatomy";
import { InvalidInput } from "./errors";

/**
 * Refuses a picture whose file does not go on to its end, as a cut upload or a header with rubbish behind it does not, or
 * that would fill the memory of whoever opens it; answers what its file is made of. Pixels are not looked at. Throws `InvalidInput`.
 */
export function checkPicture(bytes: Uint8Array): Anatomy {
  const anatomy = readAnatomy(bytes);
  if (!anatomy)
    throw new InvalidInput("damaged_picture", "This picture is damaged: its file ends too early.");
  const { width, height } = anatomy;
  if (width === 0 || height === 0) {
    throw new InvalidInput("damaged_picture", "This picture is damaged: it says that it has no pixels.");
  }
  if (width * height > mostPixels) {
    throw new InvalidInput(
      "too_many_pixels",
      `This picture is ${width} × ${height} pixels. It can have up to ${mostPixels / 1_000_000} million.`,
    );
  }
  return anatomy;
}
