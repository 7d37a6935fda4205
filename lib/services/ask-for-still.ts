import { inTime } from "@/lib/in-time";
import { plainFetch } from "@/lib/plain-fetch";
import { renderer } from "./renderer";

/** A function that may have to start first reads the beginning of a film, and decodes a second of it. */
const timeoutMs = 20_000;

/**
 * A still of a film in our storage, as WebP, from the one route that can decode it; `null` where the film is not there. Throws
 * where that route makes none, does not answer within 20 s, or may not be asked.
 */
export async function askForStill(path: string): Promise<Buffer | null> {
  const { url, headers } = renderer();
  if (headers === null) throw new Error("Nobody may call the renderer: set CRON_SECRET.");
  return inTime(timeoutMs, async (signal) => {
    const response = await plainFetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ still: path }),
      redirect: "manual",
      signal,
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status === 200) return bytes;
    if (response.status === 404) return null;
    throw new Error(`The renderer makes no still: status ${response.status}.`);
  });
}
