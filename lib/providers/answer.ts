/** What a provider answered, whatever it means. */
export interface ProviderAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** The largest answer that is read: a response may have a picture in it, in base64. Files themselves have their own limit. */
const mostBytes = 48 * 1024 * 1024;

/** An answer as text, read to its end, or given up where it goes on and on. Throws where it breaks off. */
export async function answerIn(response: Response): Promise<ProviderAnswer> {
  const { status, headers } = response;
  try {
    return { status, headers, text: await textIn(response) };
  } catch (error) {
    throw response.ok && !(error instanceof AnswerTooLong)
      ? new BrokenAnswer("half an answer", { cause: error })
      : error;
  }
}

async function textIn({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new AnswerTooLong("an answer that does not end");
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** A yes that broke off before it was said: what was asked for has happened. Its cause is what broke it. */
export class BrokenAnswer extends Error {
  override readonly name = "BrokenAnswer";
}

/** More was answered than any answer needs. */
export class AnswerTooLong extends Error {
  override readonly name = "AnswerTooLong";
}
