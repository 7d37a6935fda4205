/** What the models of a family take, and how they spell it (fal's pages on the models). */
export interface Family {
  /** How the ids of its models begin. */
  prefix: string;
  seconds: readonly number[];
  sizes: readonly string[];
  duration: (seconds: number) => string;
  /** Whether they take a resolution besides the shape. */
  hasResolution: boolean;
}

const wide = "1280x720";
const tall = "720x1280";

/**
 * Doubtful, and to be checked with the model in use. Kling from v3 on calls the picture `start_image_url` and takes
 * other lengths (3 to 15 s, v4 up to 30 as a number), where we send `image_url` and offer 5 and 10; Kling's endpoints
 * for pictures need not take a shape. A family is known by how an id begins, so its variants are taken to be alike. For
 * families we do not know, all is a guess: the name of the endpoint for pictures, `image_url`, lengths, and `duration`
 * as text. A wrong guess is refused in fal's own words, and costs nothing.
 */
const families: readonly Family[] = [
  {
    prefix: "fal-ai/veo3",
    seconds: [8, 6, 4],
    sizes: [wide, tall, "1920x1080", "1080x1920"],
    duration: (seconds) => `${seconds}s`,
    hasResolution: true,
  },
  {
    prefix: "fal-ai/kling-video",
    seconds: [5, 10],
    sizes: [wide, tall, "720x720"],
    duration: String,
    hasResolution: false,
  },
];

/** For models of no family we know: the commonest lengths, and nothing but a shape. */
const usual: Family = {
  prefix: "",
  seconds: [5, 10],
  sizes: [wide, tall],
  duration: String,
  hasResolution: false,
};

/** The family of a model. */
export function familyOf(model: string): Family {
  return families.find((family) => model.startsWith(family.prefix)) ?? usual;
}

/** The endpoint that starts from a picture: a sibling of the one that starts from words. */
export function imageEndpoint(model: string): string {
  if (model.endsWith("/image-to-video")) return model;
  return `${model.replace(/\/text-to-video$/, "")}/image-to-video`;
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
