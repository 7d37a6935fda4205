import { mostCells, stripShapes, type StripShape } from "@/lib/jobs/strip";
import type { Strip, WantedStrip } from "@/lib/services/find-strip";
import { BadRequest } from "./errors";
import { cacheControl } from "./file-response";
import { isKnown } from "./job-response";
import { withLength } from "./with-length";

const cellName = /^(?:[0-9a-f]{8}|[\w-]{1,64}\.(?:jpg|png|webp))$/;

/** Which strip is asked for: `?shape=portrait&of=<picture>,<picture>`, eight at most. Throws `BadRequest`. */
export function wantedStrip(request: Request): WantedStrip {
  const { searchParams } = new URL(request.url);
  const shape = Object.keys(stripShapes).find(
    (each): each is StripShape => each === searchParams.get("shape"),
  );
  const cells = (searchParams.get("of") ?? "").split(",");
  if (shape && cells.length <= mostCells && cells.every((cell) => cellName.test(cell)))
    return { shape, cells };
  throw new BadRequest("invalid_strip", `A strip has a known shape, and names 1 to ${mostCells} pictures.`);
}

/** A strip as a response. Its address says all that is on it, so it is kept for a year; it is drawn for GET alone, and not for one who has it. */
export async function stripResponse(request: Request, strip: Strip): Promise<Response> {
  const etag = `"${strip.version}"`;
  const headers = {
    "content-type": "image/webp",
    etag,
    "cache-control": cacheControl(true),
    "content-security-policy": "sandbox; default-src 'none'",
  };
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  if (request.method === "HEAD") return new Response(null, { headers });
  const { bytes, isWhole } = await strip.draw();
  // What is missing just now may be there the next time: this is not the strip that its version names.
  const { etag: _, ...unnamed } = { ...headers, "cache-control": cacheControl(false) };
  return withLength(new Uint8Array(bytes), { headers: isWhole ? headers : unnamed }, bytes.length);
}
