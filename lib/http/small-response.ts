import { artifactVersion, isFilm } from "@/lib/jobs/artifact";
import { smallSides, type SmallSide } from "@/lib/jobs/small-picture";
import { servedBytes, type KeptFile } from "@/lib/services/load-file";
import { NotFound } from "@/lib/services/errors";
import { loadSmall } from "@/lib/services/load-small";
import { BadRequest } from "./errors";
import { cacheControl, fileResponse } from "./file-response";
import { isKnown } from "./job-response";

/**
 * A stored file, or with `?w=` a small picture of it; the file itself where a picture has none. Where the address is that of this very
 * file for good (`?v=`, or `neverChanges`), its small picture is kept for a year. One that the client has is not looked for
 * in storage. Throws `BadRequest`, and `NotFound` for a film
 * of which no still can be made.
 */
export async function pictureResponse(
  request: Request,
  file: KeptFile,
  { neverChanges = isNamed(request, file) } = {},
): Promise<Response> {
  const side = sideOf(request);
  if (side === null) return fileResponse(request, file, { neverChanges: isNamed(request, file) });
  const version = `${file.version}-${side}`;
  if (isKnown(request, `"${version}"`)) {
    const headers = { etag: `"${version}"`, "cache-control": cacheControl(neverChanges) };
    return new Response(null, { status: 304, headers });
  }
  const small = await loadSmall(file.stored, file.contentType, side);
  // A film is no stand-in for its still.
  if (!small && isFilm(file)) throw new NotFound();
  if (!small) return fileResponse(request, file);
  const name = `${file.name.replace(/\.\w+$/, "")}-${side}.webp`;
  const blob = new Blob([new Uint8Array(small)]);
  return fileResponse(request, servedBytes(name, "image/webp", version, blob), { neverChanges });
}

function isNamed(request: Request, { version }: KeptFile): boolean {
  return new URL(request.url).searchParams.get("v") === artifactVersion(version);
}

function sideOf(request: Request): SmallSide | null {
  const text = new URL(request.url).searchParams.get("w");
  if (text === null) return null;
  const side = smallSides.find((each) => String(each) === text);
  if (side) return side;
  throw new BadRequest("invalid_size", `w is ${smallSides.join(" or ")}.`);
}
