import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";

/** A JPEG of the size that image models are asked for, drawn by `draw`. */
export async function pictureOf(
  draw: (pen: SKRSContext2D, size: { width: number; height: number }) => void,
  size = { width: 768, height: 432 },
): Promise<Buffer> {
  const canvas = createCanvas(size.width, size.height);
  draw(canvas.getContext("2d"), size);
  return canvas.encode("jpeg", 95);
}

/** One colour all over. */
export const plainPicture = (colour: string, size?: { width: number; height: number }): Promise<Buffer> =>
  pictureOf((pen, { width, height }) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, width, height);
  }, size);

/** Many small things everywhere, another picture for each seed: whatever moves in it is seen. */
export const busyPicture = (seed: number): Promise<Buffer> =>
  pictureOf((pen, { width, height }) => {
    pen.fillStyle = `hsl(${seed * 70} 40% 35%)`;
    pen.fillRect(0, 0, width, height);
    for (let n = 0; n < 400; n += 1) {
      pen.fillStyle = `hsl(${(n * 37 + seed * 90) % 360} 60% ${30 + ((n * 13) % 50)}%)`;
      pen.fillRect((n * 7919 + seed * 31) % width, (n * 104_729) % height, 8 + (n % 30), 6 + (n % 22));
    }
  });
