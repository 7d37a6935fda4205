import { env } from "@/lib/env";
import { CallerName, type Source } from "@/lib/jobs/source";
import { isSameSecret } from "@/lib/same-secret";
import { NotConfigured, WrongKey } from "./errors";

/** Lets callers with `CRON_SECRET` or `INTERNAL_API_KEY` in; with neither configured, nobody. */
export function requireCron(request: Request): void {
  const keys = [env().CRON_SECRET, env().INTERNAL_API_KEY].filter((key) => key !== undefined);
  if (keys.length === 0) throw new NotConfigured();
  const given = /^Bearer\s+(.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  // Every key is compared, so that the time taken says nothing about which one was nearly right.
  const matches = keys.map((key) => isSameSecret(given, key));
  if (!matches.includes(true)) throw new WrongKey();
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
