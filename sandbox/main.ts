import { join } from "node:path";
import { z } from "zod";
import { startSandboxServer } from "./server";

/** An empty variable is one that is not set. */
const orNothing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const Environment = z
  .object({
    SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(54_400),
    SANDBOX_SPEED: z.coerce.number().positive().default(1),
    SANDBOX_FILM_MB: z.coerce.number().min(0).max(4_000).default(0),
    SANDBOX_FAULTS: z.string().default(""),
    SANDBOX_APP_URL: orNothing(z.url()),
    SANDBOX_WEBHOOK_SECRET: orNothing(z.string().startsWith("whsec_")),
    DATA_DIR: z.string().min(1).default(".data"),
  })
  .refine(
    (env) => !env.SANDBOX_APP_URL === !env.SANDBOX_WEBHOOK_SECRET,
    "SANDBOX_APP_URL and SANDBOX_WEBHOOK_SECRET come together or not at all.",
  );

/** The sandbox as a process: prints one line with its URL when ready, ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const parsed = Environment.safeParse(process.env);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { SANDBOX_APP_URL: url, SANDBOX_WEBHOOK_SECRET: webhookSecret } = parsed.data;
  const server = await startSandboxServer({
    port: parsed.data.SANDBOX_PORT,
    speed: parsed.data.SANDBOX_SPEED,
    filmMb: parsed.data.SANDBOX_FILM_MB,
    faults: parsed.data.SANDBOX_FAULTS,
    holds: true,
    app: url && webhookSecret ? { url, webhookSecret } : undefined,
    dataFile: join(parsed.data.DATA_DIR, "sandbox.jsonl"),
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
  console.log(`sandbox ready at ${server.url}`);
}

main().catch((error: unknown) => {
  console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
