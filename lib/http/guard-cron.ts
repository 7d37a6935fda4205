import { env } from "@/lib/env";
import { CallerName, type Source } from "@/lib/jobs/source";
import { log } from "@/lib/log";
import { isSameSecret } from "@/lib/same-secret";
import { NotConfigured, WrongKey } from "./errors";

/** Lets callers with `CRON_SECRET` or `INTERNAL_API_KEY` in; with neither configured, nobody. */
export function requireCron(request: Request): void {
  const keys = [env().CRON_SECRET, env().INTERNAL_API_KEY].filter((key) => key !== undefined);
  if (keys.length === 0) throw new NotConfigured();
  const given = /^Bearer\s+(.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  // Every key is compared, so that the time taken says nothing about which one was nearly right.
  const matches = keys.map((key) => isSameSecret(given, key));
  if (matches.includes(true)) return;
  noteRefusal(request);
  throw new WrongKey();
}

/** Somebody who guesses, or a scheduler that comes every second, fills no log. */
const noteEveryMs = 60_000;
let notedAt = -Infinity;
let unnoted = 0;

/** Says in the log, once a minute, who came with a wrong secret; what they came with is nobody's business. */
function noteRefusal(request: Request): void {
  const now = performance.now();
  if (now - notedAt < noteEveryMs) {
    unnoted++;
    return;
  }
  log("warn", "a scheduler came with a wrong cron secret", {
    source: cronSource(request),
    userAgent: (request.headers.get("user-agent") ?? "").slice(0, 100),
    hasAuthorization: request.headers.has("authorization"),
    since: unnoted,
  });
  notedAt = now;
  unnoted = 0;
}

/** Who triggered a check-all: what the caller says, else what its User-Agent shows. */
export function cronSource(request: Request): Source {
  const named = CallerName.safeParse(request.headers.get("x-darkroom-source"));
  if (named.success) return named.data;
  const agent = request.headers.get("user-agent") ?? "";
  if (agent.startsWith("vercel-cron/")) return "vercel-cron";
  if (/github/i.test(agent)) return "github-actions";
  if (/pg_net/i.test(agent)) return "pg-cron";
  return "external-cron";
}
