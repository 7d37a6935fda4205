/** What a provider answered, whatever it means. */
export interface ProviderAnswer {
  status: number;
  headers: AnswerHeaders;
  text: string;
}

/** The same, as it came: it may be a file. */
export interface RawAnswer {
  status: number;
  headers: AnswerHeaders;
  bytes: Buffer;
}

/** What was said of an answer, by names in lower case. */
export type AnswerHeaders = Pick<Headers, "get">;

/** The largest answer that is read: a response may have a picture in it, in base64. Files themselves have their own limit. */
export const mostBytes = 48 * 1024 * 1024;

/** An answer as text, read to its end, or given up where it goes on and on. Throws where it breaks off. */
export async function answerIn(response: Response): Promise<ProviderAnswer> {
  const { bytes, ...answer } = await rawAnswerIn(response);
  return { ...answer, text: textIn(bytes) };
}

/** The same in bytes. */
export async function rawAnswerIn(response: Response): Promise<RawAnswer> {
  const { status, headers } = response;
  try {
    return { status, headers, bytes: await bytesIn(response) };
  } catch (error) {
    throw response.ok && !(error instanceof AnswerTooLong)
      ? new BrokenAnswer("half an answer", { cause: error })
      : error;
  }
}

const utf8 = new TextDecoder();

/** Bytes as text, as far as they are. */
export function textIn(bytes: Buffer): string {
  return utf8.decode(bytes);
}

async function bytesIn({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new AnswerTooLong("an answer that does not end");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A yes that broke off before it was said: what was asked for has happened. Its cause is what broke it. */
export class BrokenAnswer extends Error {
  override readonly name = "BrokenAnswer";
}

/** More was answered than any answer needs. */
export class AnswerTooLong extends Error {
  override readonly name = "AnswerTooLong";
}
