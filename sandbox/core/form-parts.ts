/** One part of a multipart form. Its body has to be read before the next part is asked for. */
export interface FormPart {
  name: string;
  /** `null` for a plain field. */
  filename: string | null;
  contentType: string;
  body: AsyncGenerator<Buffer>;
}

/**
 * The parts of a `multipart/form-data` body as they come, so that a large file is never held as a whole.
 * @throws where the body is no form, or ends before its last boundary
 */
export async function* formParts(request: Request): AsyncGenerator<FormPart> {
  const [, quoted, bare] =
    /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers.get("content-type") ?? "") ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined || !request.body) throw new Error("The body is no form.");
  const source = new Source(request.body);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  await whole(source.before(delimiter));
  while ((await source.take(2)).toString() !== "--") {
    const head = (await whole(source.before(Buffer.from("\r\n\r\n")))).toString();
    const { name, filename, contentType } = readHead(`\r\n${head}`);
    yield { name, filename, contentType, body: source.before(delimiter) };
  }
}

/** All of a part's body at once, for a plain field. */
export async function whole(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

function readHead(head: string): Pick<FormPart, "name" | "filename" | "contentType"> {
  const [, disposition = ""] = /\r\ncontent-disposition:([^\r]*)/i.exec(head) ?? [];
  const [, contentType = ""] = /\r\ncontent-type:\s*([^\r]*)/i.exec(head) ?? [];
  const [, name = ""] = /;\s*name="([^"]*)"/i.exec(disposition) ?? [];
  const [, quoted, bare] = /;\s*filename=(?:"([^"]*)"|([^;\s]+))/i.exec(disposition) ?? [];
  return { name, filename: quoted ?? bare ?? null, contentType };
}

/** Bytes as they come, read up to marks. */
class Source {
  private readonly pieces: AsyncIterator<Uint8Array>;
  /** The first boundary may have no line before it. */
  private held = Buffer.from("\r\n");

  constructor(body: AsyncIterable<Uint8Array>) {
    this.pieces = body[Symbol.asyncIterator]();
  }

  /** What comes before the mark, which is passed over. */
  async *before(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.held.indexOf(mark);
      if (at >= 0) {
        const last = this.held.subarray(0, at);
        this.held = this.held.subarray(at + mark.byteLength);
        if (at > 0) yield last;
        return;
      }
      // The mark may have begun in what is kept back.
      const sure = this.held.byteLength - mark.byteLength + 1;
      if (sure > 0) {
        const piece = this.held.subarray(0, sure);
        this.held = this.held.subarray(sure);
        yield piece;
      }
      await this.more();
    }
  }

  async take(count: number): Promise<Buffer> {
    while (this.held.byteLength < count) await this.more();
    const taken = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    return taken;
  }

  private async more(): Promise<void> {
    const { value, done } = await this.pieces.next();
    if (done) throw new Error("The form has no end.");
    this.held = Buffer.concat([this.held, value]);
  }
}
