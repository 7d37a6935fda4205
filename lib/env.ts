import { z } from "zod";

const secret = z.string();

/** An unset or empty variable is the same: not configured. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** A URL without slashes at its end. */
const baseUrl = (usual: string) => optional(z.url()).transform((url) => (url ?? usual).replace(/\/+$/, ""));

/** Names with commas between them. */
const list = (usual: string) =>
  optional(z.string()).transform((text) =>
    (text ?? usual)
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  );

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
  ASTRIA_BASE_URL: baseUrl("https://api.astria.ai"),
  ASTRIA_BRANCH: optional(z.string()).transform((branch) => branch ?? "flux1"),
  ASTRIA_BASE_TUNE_ID: optional(z.coerce.number().int()),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: baseUrl("https://api.openai.com/v1"),
  OPENAI_WEBHOOK_SECRET: optional(z.string()),
  /** Videos in OpenAI's shape may come from a gateway of their own; by default from the same place as the rest. */
  OPENAI_VIDEO_API_KEY: optional(z.string()),
  OPENAI_VIDEO_BASE_URL: optional(z.url()).transform((url) => url?.replace(/\/+$/, "")),
  OPENAI_VIDEO_MODELS: list("sora-2,sora-2-pro"),
  CHAT_MODEL: optional(z.string()).transform((model) => model ?? "gpt-6-luna"),
  PRODUCT_CARD_MODEL: optional(z.string()).transform((model) => model ?? "gpt-6-luna"),
  IMAGE_MODEL: optional(z.string()).transform((model) => model ?? "gpt-image-2"),
  FAL_KEY: optional(z.string()),
  FAL_QUEUE_URL: baseUrl("https://queue.fal.run"),
  FAL_JWKS_URL: baseUrl("https://rest.fal.ai/.well-known/jwks.json"),
  FAL_VIDEO_MODELS: list("fal-ai/veo3.1/fast"),
  /** The one provider that makes videos; by default every one that is configured. */
  VIDEO_PROVIDER: optional(z.enum(["openai-videos", "fal"])),
  DEMO_EMAIL: optional(z.email()),
  DEMO_PASSWORD: optional(z.string()),
  /** How many jobs a provider is given at once, by all users together. */
  MAX_RUNNING_PER_PROVIDER: optional(z.coerce.number().int().min(1)).transform((limit) => limit ?? 50),
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
