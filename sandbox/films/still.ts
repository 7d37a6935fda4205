import type { Image } from "@napi-rs/canvas";
import { alpha } from "../pictures/color";
import type { Part, Stage } from "./stage";

/** A picture that fills the frame and comes slowly nearer, while a band of light passes over it. */
export function still({ pen, width, height, seconds, tone, random }: Stage, image: Image): Part {
  const cover = Math.max(width / image.width, height / image.height);
  const [dx, dy] = [random() - 0.5, random() - 0.5];
  return (at) => {
    const t = at / seconds;
    const scale = cover * (1.03 + 0.13 * t);
    const [w, h] = [image.width * scale, image.height * scale];
    pen.drawImage(image, (width - w) * (0.5 + 0.5 * dx * t), (height - h) * (0.5 + 0.5 * dy * t), w, h);
    const middle = width * (1.4 * t - 0.2);
    const band = pen.createLinearGradient(middle - width * 0.25, 0, middle + width * 0.25, height * 0.2);
    band.addColorStop(0, alpha(tone.light, 0));
    band.addColorStop(0.5, alpha(tone.light, 0.16));
    band.addColorStop(1, alpha(tone.light, 0));
    pen.fillStyle = band;
    pen.fillRect(0, 0, width, height);
  };
}
