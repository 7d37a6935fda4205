export interface Size {
  width: number;
  height: number;
}

const LONG_SIDE = 640;

/** The same shape, small enough to render quickly, in even numbers as H.264 wants them. */
export function frameSize({ width, height }: Size): Size {
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height));
  const even = (side: number) => Math.max(2, Math.round((side * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}
