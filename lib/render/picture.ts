import { setImmediate } from "node:timers/promises";
import { createCanvas } from "@napi-rs/canvas";
import { room } from "./motion";
import { openedPicture } from "./opened-picture";
import { planesOf, writeRows, type Planes } from "./planes";
import type { FilmSize } from "./timeline";

/** How many rows are drawn without a pause. Even. */
const stripRows = 60;

/**
 * Lays a picture out for a film of this size, so that it covers `room` times that, cut at its sides where it has another
 * shape. `scene` is counted from 0. Throws `PieceFailed` where it cannot be filmed.
 */
export async function layOut(file: Buffer, film: FilmSize, scene: number): Promise<Planes> {
  const image = await openedPicture(file, scene);
  const [width, height] = [even(film.width * room), even(film.height * room)];
  const planes = planesOf({ width, height });
  const scale = Math.max(width / image.width, height / image.height);
  const place = { width: image.width * scale, height: image.height * scale };
  const strip = createCanvas(width, stripRows);
  const pen = strip.getContext("2d");
  pen.imageSmoothingQuality = "high";
  for (let top = 0; top < height; top += stripRows) {
    const rows = Math.min(stripRows, height - top);
    // What is transparent in it is dark in the film.
    pen.fillStyle = "#0b0807";
    pen.fillRect(0, 0, width, rows);
    pen.drawImage(
      image,
      (width - place.width) / 2,
      (height - place.height) / 2 - top,
      place.width,
      place.height,
    );
    writeRows(planes, pen.getImageData(0, 0, width, rows).data, top);
    await setImmediate();
  }
  return planes;
}

const even = (side: number): number => Math.ceil(side / 2) * 2;
