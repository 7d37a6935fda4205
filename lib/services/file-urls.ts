import { loadFile } from "@/lib/db/storage";
import { env } from "@/lib/env";
import type { Provider } from "@/lib/providers/provider";
import { isOnThisMachine } from "@/lib/providers/safe-link";
import { fileLink } from "./file-link";

/**
 * How a provider gets at uploaded files: by links to this app or, where the app answers on this machine alone and
 * no provider could follow them, inside the request. Throws `UploadGone` if a file is gone, a `DatabaseError` if storage
 * does not answer.
 */
export async function fileUrls(paths: readonly string[], provider: Provider): Promise<string[]> {
  const isReachable = !isOnThisMachine(env().APP_URL);
  if (isReachable || !provider.takesDataUrls) return paths.map((path) => fileLink(path, Date.now()));
  return Promise.all(paths.map(dataUrl));
}

/** A file that was uploaded is not there any more: no later try finds it. */
export class UploadGone extends Error {
  override readonly name = "UploadGone";
}

const types: Record<string, string> = { jpg: "image/jpeg", png: "image/png", webp: "image/webp" };

async function dataUrl(path: string): Promise<string> {
  const file = await loadFile("uploads", path);
  const type = types[path.split(".").at(-1) ?? ""];
  if (!file || !type) throw new UploadGone("an uploaded picture is gone");
  return `data:${type};base64,${Buffer.from(await file.arrayBuffer()).toString("base64")}`;
}
