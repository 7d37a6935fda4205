import { z } from "zod";

const secret = z.string();

/** An unset or empty variable is the same: not configured. White space alone is empty too (see `parse`). */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** Text, with what it is where nothing is configured. */
export const text = (usual: string) => optional(z.string()).transform((given) => given ?? usual);

/** A URL without slashes at its end. */
export const url = z.url().transform((given) => given.replace(/\/+$/, ""));

/** The same, with what it is where nothing is configured. */
export const baseUrl = (usual: string) => optional(url).transform((given) => given ?? usual);

/** Names with commas between them. */
export const list = (usual: string) =>
  text(usual).transform((names) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  );

/** Some variables, parsed at first use. Throws an error that names every one of them that is missing or wrong. */
export interface Variables<Shape extends z.ZodRawShape = z.ZodRawShape> {
  (): z.infer<z.ZodObject<Shape>>;
  schema: z.ZodObject<Shape>;
}

/** The only way to the environment: every room, and every provider, says what it reads from it. */
export function variables<Shape extends z.ZodRawShape>(shape: Shape): Variables<Shape> {
  const schema = z.object(shape);
  let parsed: z.infer<typeof schema> | undefined;
  return Object.assign(() => (parsed ??= parse(schema)), { schema });
}

function parse<Schema extends z.ZodObject>(schema: Schema): z.infer<Schema> {
  // A value that was piped into place (`openssl … | vercel env add`) ends in a line break, which is no part of it.
  const given = Object.keys(schema.shape).map((name) => [name, process.env[name]?.trim()]);
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const names = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete. ${names.join("; ")}. See .env.example.`);
}

/** The app's own variables; those of a provider are in its folder. */
export const env = variables({
  SUPABASE_URL: url,
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  SUPABASE_SECRET_KEY: z.string().min(1),
  /** Where the app answers, as providers and users reach it. */
  APP_URL: url,
  /** Signs callback tokens and file links. */
  WEBHOOK_SECRET: z.string().min(32),
  CRON_SECRET: optional(secret),
  INTERNAL_API_KEY: optional(secret),
  DEMO_EMAIL: optional(z.email()),
  DEMO_PASSWORD: optional(z.string()),
  /** How many jobs a provider is given at once, by all users together. */
  MAX_RUNNING_PER_PROVIDER: optional(z.coerce.number().int().min(1)).transform((limit) => limit ?? 50),
  MAX_ACTIVE_JOBS: optional(z.coerce.number().int().min(1)).transform((limit) => limit ?? 20),
  /** How many megabytes those of one user's uploads may have together that no job uses; one picture has 10 at most. */
  MAX_UPLOAD_MB: optional(z.coerce.number().int().min(10)).transform((limit) => limit ?? 500),
  /** How many megabytes the images of one user's library may have together. */
  MAX_LIBRARY_MB: optional(z.coerce.number().int().min(10)).transform((limit) => limit ?? 20_000),
  /** How many images one user's library may have. */
  MAX_LIBRARY_IMAGES: optional(z.coerce.number().int().min(1)).transform((limit) => limit ?? 200_000),
  /** After how many days a job that has ended is removed, with its files; never, unless it is set. */
  RETENTION_DAYS: optional(z.coerce.number().int().min(1).max(36_500)).transform((days) => days ?? null),
  /** How many live connections one user may have with one process, and all users together. */
  PUSH_MAX_PER_USER: optional(z.coerce.number().int().min(1)).transform((limit) => limit ?? 20),
  PUSH_MAX: optional(z.coerce.number().int().min(1)).transform((limit) => limit ?? 2_000),
  /**
   * How many proxies of one's own stand before the app, and add to X-Forwarded-For what they see. With 0 people reach it
   * directly, and their address is the connection's own: only where Node serves the app (`next start`).
   */
  TRUSTED_PROXIES: optional(z.coerce.number().int().min(0)).transform((proxies) => proxies ?? 1),
  /** Addresses below which endpoints may lie on this very machine; they count only where the app itself is on it. */
  LOCAL_RECEIVERS: list("").transform((prefixes) => prefixes.map((prefix) => prefix.replace(/\/+$/, ""))),
  /** Where clients connect for WebSockets, `/ws/status` included; what the app names where it cannot serve them itself. */
  GATEWAY_URL: optional(z.url({ protocol: /^wss?$/ })),
  /** Where status updates are published and waited for, if anywhere: by its URL, or else by host, port and password. */
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/ })),
  REDIS_HOST: optional(z.string()),
  REDIS_PORT: optional(z.coerce.number().int().min(1).max(65_535)).transform((port) => port ?? 6379),
  REDIS_PASSWORD: optional(secret),
  /** Whether browsers hear of changes from Supabase's Realtime: on a hosted project, and with migrations that found it. */
  REALTIME: optional(z.enum(["on", "off"])).transform((given) => given === "on"),
  LOG_LEVEL: optional(z.enum(["debug", "info", "warn", "error", "silent"])).transform(
    (level) => level ?? "info",
  ),
});

/** True under `next dev` only. */
export const isDevelopment = process.env["NODE_ENV"] === "development";

/** Whether Node was told, by either of its two ways, that calls leave through the proxy that the environment names. */
const usesProxy =
  process.env["NODE_USE_ENV_PROXY"] === "1" ||
  [...process.execArgv, process.env["NODE_OPTIONS"]].join(" ").includes("--use-env-proxy");

/** What an agent of one's own has to know of that proxy, so that it does as `fetch` does; `undefined` where there is none. */
export const proxyEnv = usesProxy ? process.env : undefined;
