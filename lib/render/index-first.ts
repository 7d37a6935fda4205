import type { FileHandle } from "node:fs/promises";
import { boxAt, eachBox, undated, type Box } from "./mp4-boxes";

/**
 * The MP4 in a file that was written as it came, its index last, with the index in front: it plays while it is loading.
 * Nothing in it tells when it was made.
 */
export async function indexFirst(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const boxes = await topBoxes(file, size);
  const index = boxes.find(({ name }) => name === "moov");
  const media = boxes.find(({ name }) => name === "mdat");
  if (!index || !media) throw new Error("The film that was written has no index or no media.");
  const film = Buffer.allocUnsafe(size);
  const moved = index.end - index.at;
  await readInto(film.subarray(0, media.at), file, 0);
  await readInto(film.subarray(media.at, media.at + moved), file, index.at);
  await readInto(film.subarray(media.at + moved, index.at + moved), file, media.at);
  await readInto(film.subarray(index.end), file, index.end);
  rewritten(film.subarray(media.at, media.at + moved), moved);
  return film;
}

async function topBoxes(file: FileHandle, size: number): Promise<Box[]> {
  const boxes: Box[] = [];
  const head = Buffer.alloc(16);
  let at = 0;
  while (at + 8 <= size) {
    await file.read(head, 0, head.length, at);
    const box = boxAt(head, 0, size - at);
    boxes.push({ name: box.name, at, body: at + box.body, end: at + box.end });
    at += box.end;
  }
  return boxes;
}

async function readInto(part: Buffer, file: FileHandle, position: number): Promise<void> {
  let done = 0;
  while (done < part.length) {
    const { bytesRead } = await file.read(part, done, part.length - done, position + done);
    if (bytesRead === 0) throw new Error("The film that was written ended early.");
    done += bytesRead;
  }
}

/** Sets an index to media that has moved back by so many bytes, and to the beginning of time. */
function rewritten(index: Buffer, moved: number): void {
  eachBox(index, (name, content) => {
    undated(name, content);
    if (name === "stco") shifted(content, moved);
    else if (name === "co64") throw new Error("A film of more than 4 GB cannot have its index in front.");
  });
}

function shifted(table: Buffer, moved: number): void {
  const count = table.readUInt32BE(4);
  for (let n = 0; n < count; n++) {
    const at = 8 + 4 * n;
    table.writeUInt32BE(table.readUInt32BE(at) + moved, at);
  }
}
