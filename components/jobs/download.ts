declare global {
  interface Window {
    /** Only in some browsers; TypeScript does not know it. */
    showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
  }
}

/** The address that serves a result as an attachment. */
export function downloadUrl(src: string): string {
  return `${src}${src.includes("?") ? "&" : "?"}download=1`;
}

/** "Autumn portraits!" → "autumn-portraits": a name that every file system takes; `otherwise` where nothing is left. */
export function safeName(title: string, otherwise: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-/, "")
    .slice(0, 60)
    .replace(/-$/, "");
  return name || otherwise;
}

/** Downloads what the page itself has made. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download has begun by then; the address is of no further use.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** What became of a zip, and the names of the files that could not be fetched for it. */
export interface ZipDownload {
  /** `saved` to a file that the user chose, `sent` to the browser's downloads, or `dismissed` by the user. */
  outcome: "saved" | "sent" | "dismissed";
  missing: string[];
}

/**
 * Downloads several files as one zip called `name`, and tells how many have been asked for as it goes. Where the user
 * can choose a file for it, it is written as it comes and never whole in memory. Throws where nothing could be saved.
 */
export async function downloadZip(
  urls: readonly string[],
  name: string,
  onFile: (count: number) => void,
): Promise<ZipDownload> {
  // Asked first: a browser lets a page ask only right after a click.
  const chosen = await chooseFile(name);
  if (chosen === "dismissed") return { outcome: "dismissed", missing: [] };
  const { stream, missing } = await zipOf(urls, onFile);
  if (chosen === null) {
    const whole = new Response(stream, { headers: { "Content-Type": "application/zip" } });
    saveBlob(await whole.blob(), name);
    return { outcome: "sent", missing };
  }
  await stream.pipeTo(await chosen.createWritable());
  return { outcome: "saved", missing };
}

/**
 * The zip of some files, fetched one after the other while it is read. `missing` fills with the names of those that
 * could not be; the stream fails where one breaks off in its middle, and where none came at all.
 */
export async function zipOf(urls: readonly string[], onFile: (count: number) => void) {
  const { makeZip } = await import("client-zip");
  const missing: string[] = [];
  async function* files() {
    for (const [index, url] of urls.entries()) {
      onFile(index + 1);
      const answer = await fetch(downloadUrl(url)).catch(() => null);
      if (answer?.ok) yield answer;
      else missing.push(fileName(url));
    }
    if (missing.length === urls.length) throw new Error("None of the files could be fetched.");
  }
  return { stream: makeZip(files()), missing };
}

/** What a result is called, by its address. */
function fileName(url: string): string {
  return decodeURIComponent(url.split("?")[0]?.split("/").at(-1) ?? url);
}

/** The file that the user wants it in, `null` where the browser has no way to choose one for a page. */
async function chooseFile(suggestedName: string): Promise<FileSystemFileHandle | "dismissed" | null> {
  try {
    return (await window.showSaveFilePicker?.({ suggestedName })) ?? null;
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError" ? "dismissed" : null;
  }
}
