import { isMoving, type UploadsState } from "@/hooks/uploads-state";
import { count } from "@/components/ui/figures";
import { fewestPictures, longestTitle } from "./input";

/** What is wrong with each field, as a sentence; `null` where nothing is. */
export interface Problems {
  title: string | null;
  pictures: string | null;
}

type Chosen = Pick<UploadsState, "items" | "preparing">;

/** Looks at what was entered as the server will; `uploads` are `null` where a model is there that needs none. */
export function problemsIn(fields: { title: string }, uploads: Chosen | null): Problems {
  const title = fields.title.trim();
  const titleProblem =
    title === ""
      ? "Give the photoshoot a title, so that you find it again."
      : title.length > longestTitle
        ? `The title is ${title.length} characters long. It can have up to ${longestTitle}.`
        : null;
  return { title: titleProblem, pictures: uploads && picturesProblem(uploads) };
}

function picturesProblem({ items, preparing }: Chosen): string | null {
  const good = items.filter((upload) => upload.state !== "failed").length;
  const failed = items.length - good;
  if (failed > 0) {
    const isFinal = items.some((upload) => upload.state === "failed" && upload.isFinal);
    const it = failed === 1 ? "it" : "them";
    return `${count(failed, "picture")} did not arrive. ${isFinal ? `Remove ${it}, or choose others.` : `Try again, or remove ${it}.`}`;
  }
  // What is being made ready may yet be refused; until then nobody is told to add more.
  if (good < fewestPictures && preparing === 0)
    return `Add ${count(fewestPictures - good, "more picture", "more pictures")}. A photoshoot needs at\u00a0least\u00a0${fewestPictures}.`;
  return null;
}

/** What has to arrive before the form can be sent. */
export function whatIsAwaited(uploads: Chosen | null): string | null {
  const waiting = uploads ? uploads.preparing + uploads.items.filter(isMoving).length : 0;
  return waiting > 0 ? `Waiting for ${count(waiting, "picture")} to arrive.` : null;
}
