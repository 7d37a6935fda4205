import { createClient } from "@supabase/supabase-js";
import { usualTimes } from "@/sandbox/usual-times";

type Environment = Readonly<Record<string, string | undefined>>;

/** What our own calls and a look every now and then add to what the sandbox takes, in milliseconds, at any speed. */
const aroundMs = 1_500;

/** How long work takes with those providers that are played by the sandbox, at this speed: rows of supposed_times. */
export function simulatedTimes(sandboxUrl: string, speed: number, env: Environment) {
  const places = Object.values(env);
  return usualTimes
    .filter(({ path }) => places.some((place) => place?.startsWith(`${sandboxUrl}${path}`)))
    .map(({ kind, step, provider, p50Ms, p90Ms }) => ({
      kind,
      step,
      provider,
      p50_ms: Math.round(p50Ms / speed + aroundMs),
      p90_ms: Math.round((1.2 * p90Ms) / speed + 2 * aroundMs),
    }));
}

/** Tells the database, so that the first forecasts are true here; what it was told before counts no more. */
export async function supposeTimes(
  supabaseUrl: string,
  secretKey: string,
  times: ReturnType<typeof simulatedTimes>,
): Promise<void> {
  const client = createClient(supabaseUrl, secretKey, { auth: { persistSession: false } });
  const { error } = await client.rpc("suppose_times", { p_times: times });
  if (error) throw new Error(`The sandbox's times could not be kept: ${error.message}`);
}
