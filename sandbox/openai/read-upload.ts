import type { BlobWriter } from "../core/blobs";
import { formParts, whole } from "../core/form-parts";
import { Refusal } from "../core/refusal";
import { refusal } from "./errors";
import { nested, type Fields } from "./read-body";

/** OpenAI takes files of at most 512 MB. */
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * The fields of a multipart body, in whatever order; a file goes to the writer as it comes, and its field says its
 * name, type and size.
 * @throws Refusal 400 where it cannot be read, 413 where the file is too large; the writer is then dropped
 */
export async function readUpload(request: Request, writer: BlobWriter): Promise<Fields> {
  const fields: [string, unknown][] = [];
  try {
    for await (const { name, filename, contentType, body } of formParts(request)) {
      if (filename === null) fields.push([name, (await whole(body)).toString()]);
      else fields.push([name, { name: filename, type: contentType, bytes: await written(body, writer) }]);
    }
  } catch (error) {
    writer.drop();
    if (error instanceof Refusal) throw error;
    throw refusal(400, "We could not parse the body of your request.");
  }
  return nested(fields);
}

async function written(body: AsyncIterable<Buffer>, writer: BlobWriter): Promise<number> {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > MOST_BYTES) throw refusal(413, "Maximum content size limit (512 MB) exceeded.");
    writer.write(piece);
  }
  return bytes;
}
