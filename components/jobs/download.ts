const pauseMs = 350;

/** The address that serves a result as an attachment. */
export function downloadUrl(src: string): string {
  return `${src}${src.includes("?") ? "&" : "?"}download=1`;
}

/** Downloads one file after the other: browsers drop downloads that begin in the same moment. */
export async function downloadAll(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const anchor = document.createElement("a");
    anchor.href = downloadUrl(url);
    anchor.download = "";
    anchor.click();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
