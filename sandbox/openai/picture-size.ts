import { refusal } from "./errors";

export interface PictureSize {
  width: number;
  height: number;
}

const SIZES = ["1024x1024", "1536x1024", "1024x1536"];
const LONGEST = 3_840;
const MOST_PIXELS = LONGEST * 2_160;

/**
 * The size of a picture, `auto` included. From gpt-image-2 on, sides may be any that 16 divides, up to 3 to 1 and 3840x2160.
 * @throws Refusal 400 for one that the model does not draw
 */
export function readPictureSize(size: string, model: string): PictureSize {
  if (size === "auto") return { width: 1_024, height: 1_024 };
  const [width = 0, height = 0] = size.split("x").map(Number);
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  const isFree = /^gpt-image-[2-9]/.test(model);
  const fits =
    width % 16 === 0 &&
    height % 16 === 0 &&
    long <= 3 * short &&
    long <= LONGEST &&
    width * height <= MOST_PIXELS;
  if (isFree ? fits : SIZES.includes(size)) return { width, height };
  const supported = isFree
    ? "both sides must be divisible by 16, at most 3840x2160, and no longer than three times as wide"
    : `Supported values are: ${[...SIZES, "auto"].map((value) => `'${value}'`).join(", ")}`;
  throw refusal(400, `Invalid value: '${size}'. ${supported}.`, { param: "size", code: "invalid_value" });
}
