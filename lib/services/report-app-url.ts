import { z } from "zod";
import { env } from "@/lib/env";
import { inTime } from "@/lib/in-time";
import { errorFields, log } from "@/lib/log";
import { plainFetch } from "@/lib/plain-fetch";

const timeoutMs = 10_000;

/** Our own health, also while it is bad: nobody else answers with this shape. */
const Health = z.object({ status: z.string(), database: z.string(), version: z.string() });

let isAsked = false;

/**
 * Says in the log, once per instance, that `APP_URL` leads elsewhere: Astria sends its one callback there, and follows no
 * redirect. Asks nobody but that address, and never at start, when an instance would wake the next one.
 */
export async function reportAppUrl(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  const url = `${env().APP_URL}/api/health`;
  try {
    const { status, location, body } = await inTime(timeoutMs, (signal) => look(url, signal));
    if (status >= 300 && status < 400) {
      log("error", "APP_URL redirects: providers' callbacks are lost. Set it to where it leads", {
        url,
        location,
      });
    } else if (!Health.safeParse(body).success) {
      log("error", "APP_URL is answered by something else than this app: callbacks are lost", {
        url,
        status,
      });
    }
  } catch (error) {
    log("warn", "APP_URL does not answer from here: callbacks may be lost", { url, ...errorFields(error) });
  }
}

async function look(url: string, signal: AbortSignal) {
  const response = await plainFetch(url, {
    redirect: "manual",
    signal,
    headers: { accept: "application/json" },
  });
  const body: unknown = await response.json().catch(() => null);
  return { status: response.status, location: response.headers.get("location"), body };
}
