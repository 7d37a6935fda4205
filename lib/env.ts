import { z } from "zod";

const secret = z.string();

/** An unset or empty variable is the same: not configured. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const Env = z.object({
  SUPABASE_URL: z.url(),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  SUPABASE_SECRET_KEY: z.string().min(1),
  /** Where the app answers, as providers and users reach it. */
  APP_URL: z.url().transform((url) => url.replace(/\/+$/, "")),
  /** Signs callback tokens and file links. */
  WEBHOOK_SECRET: z.string().min(32),
  CRON_SECRET: optional(secret),
  INTERNAL_API_KEY: optional(secret),
  ASTRIA_API_KEY: optional(z.string()),
  ASTRIA_BASE_URL: optional(z.url()).transform((url) => (url ?? "https://api.astria.ai").replace(/\/+$/, "")),
  ASTRIA_BRANCH: optional(z.string()).transform((branch) => branch ?? "flux1"),
  ASTRIA_BASE_TUNE_ID: optional(z.coerce.number().int()),
  DEMO_EMAIL: optional(z.email()),
  DEMO_PASSWORD: optional(z.string()),
  MAX_ACTIVE_JOBS: optional(z.coerce.number().int().min(1)).transform((limit) => limit ?? 20),
  LOG_LEVEL: optional(z.enum(["debug", "info", "warn", "error", "silent"])).transform(
    (level) => level ?? "info",
  ),
});
export type Env = z.infer<typeof Env>;

let parsed: Env | undefined;

/** The environment, parsed at first use. Throws an error that names every variable that is missing or wrong. */
export function env(): Env {
  if (parsed) return parsed;
  const result = Env.safeParse(process.env);
  if (!result.success) {
    const names = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not complete. ${names.join("; ")}. See .env.example.`);
  }
  parsed = result.data;
  return parsed;
}

/** True under `next dev` only. */
export const isDevelopment = process.env["NODE_ENV"] === "development";
