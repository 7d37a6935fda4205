/** What the models of a family take, and how they spell it (fal's pages on the models). */
export interface Family {
  /** The ids of its models. */
  id: RegExp;
  seconds: readonly number[];
  sizes: readonly string[];
  /** A length on the wire; `null` where nothing is to be said of it. */
  duration: ((seconds: number) => string | number) | null;
  /** Whether they take a resolution besides the shape. */
  hasResolution: boolean;
  /** The field for the picture that their endpoints for pictures start from. */
  picture: "image_url" | "start_image_url";
}

const wide = "1280x720";
const tall = "720x1280";
const square = "720x720";
const largest = ["1920x1080", "1080x1920"];

/**
 * A family is known by how an id goes on, so its variants are taken to be alike; not all lengths that they take are
 * offered. For families we do not know, all is a guess (see `usual`).
 */
const families: readonly Family[] = [
  {
    id: /^fal-ai\/veo3(\.\d+)?(\/|$)/,
    seconds: [8, 6, 4],
    sizes: [wide, tall, ...largest],
    duration: (seconds) => `${seconds}s`,
    hasResolution: true,
    picture: "image_url",
  },
  {
    id: /^fal-ai\/kling-video\/v3(\/|$)/,
    seconds: [5, 10, 15],
    sizes: [wide, tall, square],
    duration: String,
    hasResolution: false,
    picture: "start_image_url",
  },
  {
    id: /^fal-ai\/kling-video\//,
    seconds: [5, 10],
    sizes: [wide, tall, square],
    duration: String,
    hasResolution: false,
    picture: "image_url",
  },
  {
    id: /^fal-ai\/ltx-2(\/|$)/,
    seconds: [6, 8, 10],
    sizes: ["1920x1080", "2560x1440"],
    duration: Number,
    hasResolution: true,
    picture: "image_url",
  },
  {
    // Its length is given in frames, and is always about this.
    id: /^fal-ai\/ltx-video(\/|$)/,
    seconds: [5],
    sizes: [wide, tall, square],
    duration: null,
    hasResolution: false,
    picture: "image_url",
  },
  {
    id: /^fal-ai\/bytedance\/seedance\/v1\//,
    seconds: [5, 10, 12],
    sizes: [wide, tall, square, ...largest],
    duration: String,
    hasResolution: true,
    picture: "image_url",
  },
  {
    id: /^fal-ai\/wan-25-preview\//,
    seconds: [5, 10],
    sizes: [wide, tall, square, ...largest],
    duration: String,
    hasResolution: true,
    picture: "image_url",
  },
];

/**
 * For models of no family we know: the commonest lengths, as text, nothing but a shape, and the commonest name for the
 * picture. A wrong guess is refused in fal's own words, and costs nothing.
 */
const usual: Family = {
  id: /^/,
  seconds: [5, 10],
  sizes: [wide, tall],
  duration: String,
  hasResolution: false,
  picture: "image_url",
};

/** The family of a model. */
export function familyOf(model: string): Family {
  return families.find(({ id }) => id.test(model)) ?? usual;
}

/** The endpoint that starts from a picture: a sibling of the one that starts from words. */
export function imageEndpoint(model: string): string {
  if (/\/image-to-video(\/|$)/.test(model)) return model;
  const sibling = model.replace(/\/text-to-video(?=\/|$)/, "/image-to-video");
  return sibling === model ? `${model}/image-to-video` : sibling;
}

/** "16:9" of `1280x720`. */
export function aspectRatio(size: string): string {
  const [width = 1, height = 1] = size.split("x").map(Number);
  if (width === height) return "1:1";
  return width > height ? "16:9" : "9:16";
}

/** "720p" of `1280x720`: the shorter side. */
export function resolution(size: string): string {
  return `${Math.min(...size.split("x").map(Number))}p`;
}
