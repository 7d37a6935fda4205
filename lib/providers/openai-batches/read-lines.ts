/** One line of a file of results. */
export interface Line {
  /** Without its line break; only its beginning where it is longer than any result is. */
  text: string;
  /** The byte behind it and its line break: where the next one begins. */
  end: number;
  /** Whether it has a line break: the last one of a file may have none, or may not all be there. */
  isEnded: boolean;
}

const lineFeed = 0x0a;

/** What is longer is no line of results; of such a one so much is kept, which says whose it is. */
const longestLine = 1_000_000;
const keptOfLonger = 1_000;

/**
 * The lines of a file that is read from this byte on, the beginning of a line, with the exact place in the file behind each.
 * They are parted at line feeds only: JSON may have other line breaks inside, such as U+2028, and those are nobody's
 * ends. Holds one line and one piece of the file at a time.
 */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array>,
  fromByte: number,
): AsyncGenerator<Line, void, undefined> {
  let end = fromByte;
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (part: Uint8Array): void => {
    length += part.byteLength;
    end += part.byteLength;
    if (length <= longestLine) parts.push(part);
    else parts = [Buffer.from(Buffer.concat([...parts, part]).subarray(0, keptOfLonger))];
  };
  const line = (isEnded: boolean): Line => {
    const text = Buffer.concat(parts).toString("utf8");
    parts = [];
    length = 0;
    return { text, end, isEnded };
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, from)) {
      take(piece.subarray(from, at));
      end += 1;
      yield line(true);
      from = at + 1;
    }
    // A copy: the piece itself may be large, and is let go of.
    take(Buffer.from(piece.subarray(from)));
  }
  if (length > 0) yield line(false);
}
