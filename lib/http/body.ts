import type { z } from "zod";
import { inPlainWords } from "@/lib/jobs/plain-words";
import { requireShallow } from "@/lib/services/json-depth";
import { BadRequest, BodyTooLarge } from "./errors";

/** A body of at most `mostBytes`, whatever its headers say. Throws `BodyTooLarge` without reading on. */
export async function readBody(request: Request, mostBytes: number): Promise<Buffer> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > mostBytes) throw new BodyTooLarge(mostBytes);
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.byteLength;
    if (length <= mostBytes) chunks.push(value);
    else {
      // Of a copied request this ends only with the other copy: it is not waited for.
      void reader.cancel().catch(() => undefined);
      throw new BodyTooLarge(mostBytes);
    }
  }
}

/** Half a character is an error, not a question mark in its place. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** What a JSON body may have at most, unless its route says otherwise. */
export const mostJsonBytes = 256 * 1024;

/** A JSON body of at most 256 KB. Throws `BadRequest` for anything that is not JSON, or nested as nobody nests it. */
export async function readJson(request: Request): Promise<unknown> {
  return jsonOf(await readBody(request, mostJsonBytes));
}

/** A JSON body as the schema has it. Throws `BadRequest` as `readJson` does and, under this code, with the name of what is wrong. */
export async function readBodyAs<T extends z.ZodType>(
  request: Request,
  schema: T,
  code: string,
): Promise<z.infer<T>> {
  const body = schema.safeParse(await readJson(request), { error: inPlainWords });
  if (body.success) return body.data;
  const issue = body.error.issues[0];
  const field = issue?.path[0];
  throw new BadRequest(code, `${field === undefined ? "" : `${String(field)}: `}${issue?.message ?? ""}`);
}

/** What a body says. Throws `BadRequest` as `readJson` does. */
export function jsonOf(body: Buffer): unknown {
  const value = parse(body);
  requireShallow(value);
  return value;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new BadRequest("invalid_json", "The body is not JSON.");
  }
}

/** The file in the field `file` of a multipart body, and the name it came with. Throws `BadRequest` if there is none. */
export async function readFormFile(
  request: Request,
  mostBytes: number,
): Promise<{ name: string; bytes: Buffer }> {
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
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
}
