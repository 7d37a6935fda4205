import { z } from "zod";
import type { Family, FilmFamily } from "./family";
import { pictureFamilies } from "./picture-models";
import { voiceFamilies } from "./voice-models";

/** A film's family, without what is the same in all of them. */
type FilmModels = Omit<FilmFamily, "makes">;

const numbers = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, n) => String(first + n));

const oneOf = (...values: readonly (string | number)[]) => z.literal(values).optional();

const shapes = ["16:9", "9:16", "1:1"];

/**
 * The video models that are simulated, as fal's pages on them have it; which lengths a variant takes is simplified to
 * those of its family. A family is known by how an id goes on, and what goes on otherwise is a path that is not there.
 */
const films: readonly FilmModels[] = [
  {
    app: "veo3.1",
    id: /^veo3\.1(\/fast|\/lite)?(\/image-to-video)?$/,
    input: z.object({
      duration: oneOf("4s", "6s", "8s"),
      aspect_ratio: oneOf("auto", "16:9", "9:16"),
      resolution: oneOf("720p", "1080p", "4k"),
    }),
    picture: "image_url",
    seconds: 8,
  },
  {
    app: "veo3",
    id: /^veo3(\/fast)?(\/image-to-video)?$/,
    input: z.object({
      duration: oneOf("4s", "6s", "8s"),
      aspect_ratio: oneOf("auto", ...shapes),
      resolution: oneOf("720p", "1080p"),
    }),
    picture: "image_url",
    seconds: 8,
  },
  {
    app: "kling-video",
    id: /^kling-video\/v3\/(standard|pro)\/(text|image)-to-video$/,
    input: z.object({ duration: oneOf(...numbers(3, 15)), aspect_ratio: oneOf(...shapes) }),
    picture: "start_image_url",
    seconds: 5,
  },
  {
    app: "kling-video",
    id: /^kling-video\/v(1|1\.5|1\.6|2|2\.1|2\.5|2\.5-turbo|2\.6)\/(standard|pro|master)\/(text|image)-to-video$/,
    input: z.object({ duration: oneOf("5", "10"), aspect_ratio: oneOf(...shapes) }),
    picture: "image_url",
    seconds: 5,
  },
  {
    app: "ltx-2",
    id: /^ltx-2\/(text|image)-to-video(\/fast)?$/,
    input: z.object({
      duration: oneOf(6, 8, 10),
      aspect_ratio: oneOf("16:9"),
      resolution: oneOf("1080p", "1440p", "2160p"),
    }),
    picture: "image_url",
    seconds: 6,
  },
  {
    app: "ltx-video",
    id: /^ltx-video(\/image-to-video)?$/,
    input: z.object({ aspect_ratio: oneOf(...shapes) }),
    picture: "image_url",
    seconds: 5,
  },
  {
    app: "bytedance",
    id: /^bytedance\/seedance\/v1\/(pro|lite)\/(text|image)-to-video$/,
    input: z.object({
      duration: oneOf(...numbers(2, 12)),
      aspect_ratio: oneOf("auto", "21:9", "4:3", "3:4", ...shapes),
      resolution: oneOf("480p", "720p", "1080p"),
    }),
    picture: "image_url",
    seconds: 5,
  },
  {
    app: "wan-25-preview",
    id: /^wan-25-preview\/(text|image)-to-video$/,
    input: z.object({
      duration: oneOf("5", "10"),
      aspect_ratio: oneOf(...shapes),
      resolution: oneOf("480p", "720p", "1080p"),
    }),
    picture: "image_url",
    seconds: 5,
  },
];

const families: readonly Family[] = [
  ...films.map((models) => ({ ...models, makes: "film" as const })),
  ...pictureFamilies,
  ...voiceFamilies,
];

/** The family of a model such as `fal-ai/veo3.1/fast`; or what is not there, its app or only the path behind it. */
export function familyOf(model: string): Family | "no app" | "no path" {
  const id = model.replace(/^fal-ai\//, "");
  const found = id === model ? undefined : families.find((family) => family.id.test(id));
  if (found) return found;
  return id !== model && families.some(({ app }) => app === id.split("/")[0]) ? "no path" : "no app";
}
