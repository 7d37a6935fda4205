/**
 * The files of a drop, also those in folders of folders. It has to be called while the drop is being told: afterwards the
 * browser has forgotten it. What an operating system hides in a folder is left out.
 */
export function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  // What is no entry, as a picture dragged from another page, has a file all the same.
  const loose = [...transfer.files];
  if (entries.every((entry) => entry?.isDirectory !== true)) return Promise.resolve(loose);
  return inAll(entries.filter((entry) => entry !== null));
}

async function inAll(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  for (const entry of entries) files.push(...(await filesIn(entry)));
  return files;
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  try {
    if (isFolder(entry)) return await inAll(await entriesOf(entry.createReader()));
    if (!isFile(entry) || isHidden(entry.name)) return [];
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  } catch {
    // A folder that may not be read has nothing to give.
    return [];
  }
}

/** A reader gives some hundred at a time, and none when it has no more. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** `.DS_Store`, `Thumbs.db` and their like. */
export function isHidden(name: string): boolean {
  return name.startsWith(".") || /^(thumbs\.db|desktop\.ini)$/i.test(name);
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
