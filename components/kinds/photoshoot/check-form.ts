import type { Upload } from "@/hooks/uploads-state";
import { count } from "@/components/ui/figures";
import { fewestPictures, longestTitle } from "./input";

interface PhotoshootFields {
  title: string;
  subject: string;
  style: string;
}

/** What is wrong with each field, as a sentence; `null` where nothing is. */
export interface Problems {
  title: string | null;
  pictures: string | null;
}

/** Looks at what was entered as the server will. */
export function problemsIn(fields: PhotoshootFields, uploads: readonly Upload[]): Problems {
  const title = fields.title.trim();
  const titleProblem =
    title === ""
      ? "Give the photoshoot a title, so that you find it again."
      : title.length > longestTitle
        ? `The title is ${title.length} characters long. It can have up to ${longestTitle}.`
        : null;
  return { title: titleProblem, pictures: picturesProblem(uploads) };
}

function picturesProblem(uploads: readonly Upload[]): string | null {
  const good = uploads.filter((upload) => upload.state !== "failed").length;
  const failed = uploads.length - good;
  if (failed > 0) {
    const isFinal = uploads.some((upload) => upload.state === "failed" && upload.isFinal);
    const it = failed === 1 ? "it" : "them";
    return `${count(failed, "picture")} did not arrive. ${isFinal ? `Remove ${it}, or choose others.` : `Try again, or remove ${it}.`}`;
  }
  if (good < fewestPictures)
    return `Add ${count(fewestPictures - good, "more picture", "more pictures")}. A photoshoot needs at least ${fewestPictures}.`;
  return null;
}

/** Why the form cannot be sent yet, for the line under its button; `null` when it can. */
export function whatIsMissing(problems: Problems, uploads: readonly Upload[]): string | null {
  const waiting = uploads.filter(
    (upload) => upload.state === "queued" || upload.state === "uploading",
  ).length;
  if (problems.pictures) return problems.pictures;
  if (problems.title) return problems.title;
  return waiting > 0 ? `Waiting for ${count(waiting, "picture")} to arrive.` : null;
}
