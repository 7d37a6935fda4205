import { BadRequest, BodyTooLarge } from "./errors";

/** A body of at most `mostBytes`, whatever its headers say. Throws `BodyTooLarge` without reading on. */
export async function readBody(request: Request, mostBytes: number): Promise<Buffer> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > mostBytes) throw new BodyTooLarge(mostBytes);
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > mostBytes) throw new BodyTooLarge(mostBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Half a character is an error, not a question mark in its place. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A JSON body of at most 256 KB. Throws `BadRequest` for anything that is not JSON. */
export async function readJson(request: Request): Promise<unknown> {
  const body = await readBody(request, 256 * 1024);
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new BadRequest("invalid_json", "The body is not JSON.");
  }
}

/** The file in the field `file` of a multipart body. Throws `BadRequest` if there is none. */
export async function readFormFile(request: Request, mostBytes: number): Promise<Buffer> {
  const overhead = 64 * 1024;
  const body = await readBody(request, mostBytes + overhead);
  const contentType = request.headers.get("content-type") ?? "";
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => null);
  const file = form?.get("file");
  if (!(file instanceof File))
    throw new BadRequest("missing_file", "Send the picture in the form field “file”.");
  if (file.size > mostBytes) throw new BodyTooLarge(mostBytes);
  return Buffer.from(await file.arrayBuffer());
}
