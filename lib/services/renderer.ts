import { env } from "@/lib/env";

/** Where our own work is made, and the header that lets us in; without one (`null`) nobody may ask there. */
export function renderer(): { url: string; headers: { authorization: string } | null } {
  const key = env().CRON_SECRET ?? env().INTERNAL_API_KEY;
  return {
    url: `${env().APP_URL}/api/pieces`,
    headers: key === undefined ? null : { authorization: `Bearer ${key}` },
  };
}
