import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { root } from "./processes";

const port = z.coerce.number().int().min(1).max(65_535);
const secret = z.string().optional();

const Environment = z.object({
  PORT: port.default(3000),
  SUPABASE_PORT: port.default(54_321),
  SANDBOX_PORT: port.default(54_400),
  GATEWAY_PORT: port.default(3001),
  GATEWAY_HOST: z.string().optional(),
  GATEWAY_URL: z.url().optional(),
  DATA_DIR: z.string().default(".data"),
  SANDBOX_SPEED: z.coerce.number().positive().default(1),
  SANDBOX_FILM_MB: z.coerce.number().min(0).default(0),
  SANDBOX_FAULTS: z.string().default(""),
  TICK_SECONDS: z.coerce.number().min(0).default(60),
  CRON_SECRET: secret,
  INTERNAL_API_KEY: secret,
  APP_URL: z.url().optional(),
});

/** What the environment and `.env` say about the local stack. */
export interface Settings {
  port: number;
  supabasePort: number;
  sandboxPort: number;
  gatewayPort: number;
  /** The address that a gateway alone listens on; every one of its machine if unset. */
  gatewayHost: string | undefined;
  /** Absolute. */
  dataDir: string;
  sandboxSpeed: number;
  /** How large films are at least, in megabytes. */
  sandboxFilmMb: number;
  sandboxFaults: string;
  /** 0 = no ticker. */
  tickSeconds: number;
  cronSecret: string | undefined;
  internalApiKey: string | undefined;
  /** Where a real provider reaches this machine, such as a tunnel; the loopback address if unset. */
  publicUrl: string | undefined;
  /** Where clients reach the gateway, such as through a tunnel; the loopback address if unset. */
  publicGatewayUrl: string | undefined;
  /** Every variable that is set: what the app is told besides this stack's own. */
  given: Readonly<Record<string, string>>;
}

/** Reads the settings; throws one sentence per wrong variable. */
export function readSettings(overrides: Readonly<Record<string, string>> = {}): Settings {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  // A variable left empty, as in a copied .env.example, is one that is not set.
  const given = Object.fromEntries(
    Object.entries({ ...process.env, ...overrides }).flatMap(([name, value]) =>
      value?.trim() ? [[name, value]] : [],
    ),
  );
  const env = readVariables(given, Environment);
  return {
    port: env.PORT,
    supabasePort: env.SUPABASE_PORT,
    sandboxPort: env.SANDBOX_PORT,
    gatewayPort: env.GATEWAY_PORT,
    gatewayHost: env.GATEWAY_HOST,
    dataDir: resolve(root, env.DATA_DIR),
    sandboxSpeed: env.SANDBOX_SPEED,
    sandboxFilmMb: env.SANDBOX_FILM_MB,
    sandboxFaults: env.SANDBOX_FAULTS,
    tickSeconds: env.TICK_SECONDS,
    cronSecret: env.CRON_SECRET,
    internalApiKey: env.INTERNAL_API_KEY,
    publicUrl: env.APP_URL,
    publicGatewayUrl: env.GATEWAY_URL,
    given,
  };
}

/** Some of these variables, as a schema has them; throws one sentence per wrong one. */
export function readVariables<T extends z.ZodType>(
  given: Readonly<Record<string, string>>,
  schema: T,
): z.infer<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not right.\n${sentences.join("\n")}`);
}

export const appUrl = ({ port }: Settings): string => `http://127.0.0.1:${port}`;
export const supabaseUrl = ({ supabasePort }: Settings): string => `http://127.0.0.1:${supabasePort}`;
export const sandboxUrl = ({ sandboxPort }: Settings): string => `http://127.0.0.1:${sandboxPort}`;
export const gatewayUrl = ({ gatewayPort }: Settings): string => `ws://127.0.0.1:${gatewayPort}/ws/status`;
export const logFile = ({ dataDir }: Settings, part: string): string => join(dataDir, "logs", `${part}.log`);
