import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { startSandboxServer } from "@/sandbox/server";
import { simulatedProviders } from "@/scripts/stack/simulated-providers";
import { serve } from "@/scripts/stack/lite";
import { freePort } from "@/scripts/stack/processes";
import { startCluster, testKeys } from "@/tests/support/cluster";
import { addAssets } from "@/tests/support/many-assets";
import { runTagger, type TaggerRun } from "@/tests/support/tagger";

const images = 50_000;
const mostSeconds = 180;
const mostCalls = 150;

/** `npm run bench:tags`: a whole library from press to tagged, against a real PostgreSQL and a provider that takes no time. */
async function main(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "darkroom-bench-"));
  const cluster = await startCluster();
  const databaseUrl = await cluster.createDatabase();
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const port = await freePort();
  const database = { driver: "postgres", url: databaseUrl } as const;
  const supabase = await serve({ ...testKeys, dir, port, database }, join(dir, "server.log"));
  const provider = await startSandboxServer({ port: 0, speed: 10_000, fetchImages: false });
  try {
    const user = await signUp(`http://127.0.0.1:${port}`);
    await addAssets(sql, user.id, images);
    const run = await runTagger({
      user,
      databaseUrl: `http://127.0.0.1:${port}`,
      env: { ...environment(`http://127.0.0.1:${port}`), ...simulatedProviders(provider.url, webhookSecret) },
    });
    const rows = await sql`select count(*)::int as n from assets where auto_tag_status = 'completed'`;
    report(run, Number(rows[0]?.["n"]));
  } finally {
    await provider.close();
    await supabase.stop();
    await sql.end();
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

const webhookSecret = `whsec_${Buffer.from("webhook-secret-of-the-benchmark").toString("base64")}`;

function environment(url: string): Record<string, string> {
  return {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: testKeys.publishableKey,
    SUPABASE_SECRET_KEY: testKeys.secretKey,
    APP_URL: "https://darkroom.test",
    WEBHOOK_SECRET: "webhook-secret-of-the-benchmark-0123",
    CRON_SECRET: "cron-secret-of-the-benchmark",
    LOG_LEVEL: "warn",
  };
}

async function signUp(url: string) {
  const auth = { persistSession: false, autoRefreshToken: false };
  const client = createClient(url, testKeys.publishableKey, { auth });
  const email = `${randomUUID()}@darkroom.test`;
  const { data } = await client.auth.signUp({ email, password: randomUUID() });
  if (!data.session) throw new Error("Signing up gave no session.");
  return { id: data.session.user.id, email, accessToken: data.session.access_token };
}

/** Prints what it took; the exit code says whether that is too much. */
function report({ calls, ms, readingMb }: TaggerRun, tagged: number): void {
  const seconds = (part: number) => `${(part / 1_000).toFixed(1)} s`;
  const total = ms.press + ms.build + ms.read;
  const count = [...calls.values()].reduce((sum, of) => sum + of.count, 0);
  console.log(`${tagged} of ${images} images tagged in ${seconds(total)}: ${seconds(ms.press)} to press,`);
  console.log(
    `${seconds(ms.build)} to send, ${seconds(ms.read)} to read; ${count} calls, ${readingMb} MB at the peak`,
  );
  const rows = [...calls].toSorted(([, a], [, b]) => b.slowestMs - a.slowestMs);
  for (const [name, of] of rows) {
    const sizes = `${Math.round(of.mostSent / 1_024)} KB out, ${Math.round(of.mostAnswered / 1_024)} KB in`;
    console.log(`${String(of.count).padStart(5)} x ${name}: at most ${of.slowestMs} ms, ${sizes}`);
  }
  const isGood = tagged === images && total < mostSeconds * 1_000 && count < mostCalls;
  if (!isGood) console.log(`Too much: at most ${mostSeconds} s and ${mostCalls} calls.`);
  process.exitCode = isGood ? 0 : 1;
}

void main();
