import { inTime } from "@/lib/in-time";
import type { Source } from "@/lib/jobs/source";
import { errorFields, logSeldom } from "@/lib/log";
import { plainFetch } from "@/lib/plain-fetch";
import { renderer } from "./renderer";

/** It is answered at once, by a function that may have to start first. */
const timeoutMs = 10_000;

/**
 * Has pieces of our own work made where that is done: by the one route that carries what draws and encodes. Never rejects:
 * whoever comes by next, and finds that pieces wait, asks again.
 */
export async function askForPieces(source: Source): Promise<void> {
  const { url, headers: key } = renderer();
  if (key === null) {
    logSeldom("error", "pieces wait, and nobody may call the renderer: set CRON_SECRET", { url });
    return;
  }
  const headers = { ...key, "x-darkroom-source": source };
  try {
    const { status } = await inTime(timeoutMs, async (signal) => {
      // A key goes nowhere but where it was sent.
      const response = await plainFetch(url, { method: "POST", headers, redirect: "manual", signal });
      await response.body?.cancel();
      return response;
    });
    if (status !== 202) logSeldom("error", "pieces wait, and APP_URL does not take them", { url, status });
  } catch (error) {
    logSeldom("warn", "pieces wait, and APP_URL does not answer from here", { url, ...errorFields(error) });
  }
}
